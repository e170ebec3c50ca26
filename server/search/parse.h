// URL query (or a POSTed form) → Query, strictly: everything that is not understood is refused with what
// would be.
//
// Errors    bad_request: search-parameter-unknown (with the valid names and the nearest), search-modifier,
//           search-value (parameter, position, what was expected); all faults are told, not just the first.
//           With `lenient` an unknown parameter is passed over and listed in Query::ignored; a modifier never
//           is.
// Empty parameters (`status=`) are passed over, as R4 has it.
// Without a type the search is one of all types, or of those that `_type` names; it may ask what all of them
// have. Dates without a zone are read in `zone`.
#pragma once

#include <string_view>

#include "base/limits.h"
#include "base/outcome.h"
#include "definitions/definitions.h"
#include "fhir/reference.h"
#include "search/query.h"

namespace linkki::search {

struct ParseSettings {
  bool lenient = false;
  std::string_view zone = "Europe/Helsinki";
  std::uint32_t page_entries_max = 1'000;              // a larger _count is lowered to it
  std::size_t values_max = limits::search_values_max;  // alternatives of all parameters together
  fhir::Bases bases = {};                              // absolute references to these are local
  bool exactly = false;  // `_content` and `_text` are refused: what they find is near, not the same
};

// `form` is application/x-www-form-urlencoded: the query of the URL, a POSTed body, or both joined by `&`.
base::Outcome<Query> parse(std::string_view type, std::string_view form,
                           const definitions::Definitions& definitions, const ParseSettings& settings);

}  // namespace linkki::search
