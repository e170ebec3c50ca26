// The bounds of FHIR packages, and of snapshots made of differentials.
#pragma once

#include <cstddef>
#include <cstdint>

namespace linkki::limits {

inline constexpr std::size_t package_bytes_max = 512u << 20;      // of a package, packed or unpacked
inline constexpr std::size_t package_entries_max = 20'000;        // files and folders in it
inline constexpr std::size_t package_file_bytes_max = 32u << 20;  // one of its files
inline constexpr std::size_t package_path_bytes_max = 1'024;      // the name of one
inline constexpr std::size_t package_name_bytes_max = 128;        // its name, and its version

inline constexpr std::size_t snapshot_elements_max = 5'000;        // of one snapshot or differential
inline constexpr std::size_t snapshot_element_values_max = 2'048;  // in one of them; R4 has 181 at most
inline constexpr std::size_t snapshot_id_bytes_max = 1'024;        // of a path, id or name of a slice
inline constexpr std::size_t snapshot_depth_max = 32;  // names and re-slices in a path; profiles in a row
inline constexpr std::size_t snapshot_bytes_max = 128u << 20;  // that making one snapshot takes
inline constexpr std::size_t snapshot_steps_max = 20'000'000;  // comparisons of values in making one

}  // namespace linkki::limits
