// One item that a search parameter's expression found → the values it is indexed by.
//
// Standard  https://hl7.org/fhir/R4/search.html, "Search Parameter Types"
#pragma once

#include <vector>

#include "fhirpath/item.h"
#include "search/index.h"
#include "search/zone.h"

namespace linkki::search {

struct IndexContext {
  const definitions::Definitions& definitions;
  const Zone& zone;  // of dates without one
};

// Appends nothing for an item that has no value of the parameter's type.
void append_values(definitions::SearchType type, const fhirpath::Item& item, const IndexContext& context,
                   std::vector<IndexValue>& out);

}  // namespace linkki::search
