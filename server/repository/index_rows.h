// What a resource is found by → the rows of the index. Rows of references to resources here keep the target
// by name: its number may not have been given out yet.
#pragma once

#include <vector>

#include "base/outcome.h"
#include "repository/facets.h"
#include "repository/prepared.h"
#include "search/index.h"

namespace linkki::repository {

struct Rows {
  std::vector<IndexRow> rows;
  std::vector<ReferenceRow> references;
};

Rows make_rows(const Facets::Type& facets, const Dictionary& dictionary, const FacetHash& hash,
               const std::vector<search::Indexed>& indexed);

}  // namespace linkki::repository
