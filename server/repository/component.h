// What one component of a composite value has in a key of several parts (parts.h).
//
// token      hash(8) of the code, hash(8) of the system
// reference  hash(16) of Type/id or of the URL
// date       low(8), high(8)
// string     the folded text, cut
// number     low, high
// quantity   QuantityKeys::parts
// uri        hash(16)
#pragma once

#include <string>
#include <vector>

#include "definitions/definitions.h"
#include "repository/facets.h"
#include "search/index.h"

namespace linkki::repository {

inline constexpr std::size_t component_text_bytes_max = 64;

// Empty: the value has nothing to be paired, such as a concept that is only described.
std::vector<std::string> component_parts(definitions::SearchType type, const search::IndexValue& value,
                                         const FacetHash& hash);

}  // namespace linkki::repository
