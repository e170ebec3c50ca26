// What XML alone has to bound; its tree of properties keeps the limits of JSON's (base/limits.h) as well.
#pragma once

#include <cstddef>

namespace linkki::limits {

inline constexpr std::size_t xml_depth_max = 300;      // open elements, those of a narrative included
inline constexpr std::size_t xml_attributes_max = 64;  // of one element; each is compared with the others
inline constexpr std::size_t xml_elements_max = 2'000'000;  // of one body; 64 bytes each while it is read
inline constexpr std::size_t xml_prefixes_max = 16;         // namespaces declared at one place and above it

}  // namespace linkki::limits
