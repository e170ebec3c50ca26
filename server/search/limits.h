// Bounds of what one search may ask of the server.
#pragma once

#include <cstddef>

namespace linkki::limits {

inline constexpr std::size_t search_codes_max =
    50'000;  // of a value set or below a code, for one alternative
inline constexpr std::size_t search_hierarchy_max =
    10'000;  // resources above or below one, for one alternative

}  // namespace linkki::limits
