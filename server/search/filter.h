// `_filter`: given eq "peter" and (birthdate ge 2014-10-10 or subject[gender eq male].organization.name co
// "x") → Clause
//
//   filter   test, filter and filter, filter or filter, not (filter), (filter)
//   test     path operator value       the value: a JSON string, or what stands until a blank, `)` or `]`
//   path     parameter[filter].path    the filter narrows what the reference leads to; both parts of `[ ]` and
//                                      what stands before it may be left out
// `and` and `or` bind alike and are read from the left. Operators by the type of the parameter
// (operators_of); an unknown parameter is refused, with handling=lenient too: to pass over a part would turn
// the meaning. eq is blind to case for strings only: the codes of tokens are compared as they stand.
//
// Errors    bad_request: search-filter and search-filter-operator with the character, and those of clause.h
// Limits    limits::search_filter_depth_max, search_filter_bytes_max, and those of clause.h
// Standard  https://hl7.org/fhir/R4/search_filter.html
#pragma once

#include <string_view>
#include <vector>

#include "search/clause.h"

namespace linkki::search {

base::Outcome<Clause> parse_filter(const Types& types, std::string_view text, ClauseParser& clauses);

// eq, ne, co …
std::vector<std::string_view> operators_of(definitions::SearchType type);

}  // namespace linkki::search
