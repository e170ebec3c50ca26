// What the layer search tells a caller; see base/message.h.
#pragma once

#include "base/message.h"

namespace linkki::base::message {

inline constexpr Message definition_branch{
    "definition-branch",
    "The expression of the search parameter says nothing about a {0}, which is its base."};
inline constexpr Message definition_code{"definition-code",
                                         "'{0}' cannot be the code of a search parameter; it begins with a "
                                         "letter and has letters, digits, - and _."};
inline constexpr Message definition_code_taken{
    "definition-code-taken", "{0} has a search parameter '{1}' already, that of {2}; choose another code."};
inline constexpr Message index_values{
    "index-values", "The resource has more than {0} values to be searched by; '{1}' was one too many."};
inline constexpr Message search_encoding{
    "search-encoding",
    "The search is not percent-encoded UTF-8 without control characters, at character {0} of the query."};
inline constexpr Message search_modifier{"search-modifier",
                                         "The parameter '{0}' takes no modifier '{1}'; it takes: {2}."};
inline constexpr Message search_modifier_recurse{"search-modifier-recurse",
                                                 "'{0}:recurse' is of an older FHIR; write '{0}:iterate'."};
inline constexpr Message search_not_supported{"search-not-supported", "'{0}' is not supported yet: {1}."};
inline constexpr Message search_once{"search-once", "The parameter '{0}' may be given only once."};
inline constexpr Message search_parameter_unknown{
    "search-parameter-unknown", "'{0}' is no search parameter of {1}; the nearest is '{2}'. There are: {3}."};
inline constexpr Message search_sort_unknown{
    "search-sort-unknown", "{1} cannot be sorted by '{0}'; the nearest is '{2}'. Possible are: {3}."};
inline constexpr Message search_too_costly{"search-too-costly", "The search has more than {0} {1}."};
inline constexpr Message search_value{"search-value",
                                      "The parameter '{0}' needs {1}, at character {2} of its value."};
inline constexpr Message search_zone{"search-zone", "'{0}' is not a time zone."};

}  // namespace linkki::base::message
