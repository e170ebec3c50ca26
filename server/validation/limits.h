// Bounds of what one resource is compared with another by.
#pragma once

#include <cstddef>

namespace linkki::limits {

inline constexpr std::size_t differential_elements_max = 4'000;  // of which a snapshot is made to judge it

// Of one report or Measure what is compared; what is beyond is let pass.
inline constexpr std::size_t measure_parts_max = 1'000;  // groups, populations of one, stratifiers of one
inline constexpr std::size_t measure_codings_max = 16;   // of one code, and codes of one part
inline constexpr std::size_t measure_comparisons_max = 200'000;  // of a code with another
inline constexpr std::size_t measure_libraries_max = 16;         // of one Measure
inline constexpr std::size_t narrative_sections_max = 32;        // in different languages

}  // namespace linkki::limits
