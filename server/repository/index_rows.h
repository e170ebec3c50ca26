// What a resource is found by → the rows of the index. Rows of references to resources here keep the target
// by name: its number may not have been given out yet.
#pragma once

#include <vector>

#include "base/outcome.h"
#include "fhir/element.h"
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
// Adds the words of the resource, where its type has them in the index.
void add_words(const Facets::Type& facets, const definitions::Definitions& definitions,
               const fhir::Element& resource, Rows& rows);
// Adds what the resource refers to where no search parameter looks: who refers to a resource is then known.
void add_references(const Facets::Type& facets, const Dictionary& dictionary,
                    const definitions::Definitions& definitions, const fhir::Element& resource, Rows& rows);

// With the numbers of targets, given out now where there are none yet, and the time of the commit (`updated`
// 0: none).
base::Outcome<std::vector<IndexRow>> complete(storage::WriteTransaction& write, std::vector<IndexRow> rows,
                                              const std::vector<ReferenceRow>& references, FacetCode updated,
                                              base::Instant time);
// The row of `updated`.
IndexRow updated_row(FacetCode updated, base::Instant time);

}  // namespace linkki::repository
