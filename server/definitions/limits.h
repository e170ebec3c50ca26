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

inline constexpr std::size_t snapshot_elements_max = 20'000;  // of one snapshot or differential
inline constexpr std::size_t snapshot_depth_max =
    32;  // names in one path; profiles, each derived from the next

}  // namespace linkki::limits
