// Whether the tables that hold resources agree: every row can be read, every version is there, the index
// holds what the resources say and nothing else, counters count, the changes have no hole.
//
// Cost      reads every row once; a look into the index for each row of each resource (thorough) or of each
//           sample_every-th
// Threads   one; on one snapshot, so it works beside a writer
#pragma once

#include <cstdint>

#include "repository/findings.h"
#include "storage/engine.h"

namespace linkki::repository {

inline constexpr std::uint64_t sample_every = 64;

struct ResourceCounts {
  std::uint64_t resources = 0;  // with deleted ones
  std::uint64_t versions = 0;   // with current ones
  std::uint64_t index_rows = 0;
  std::uint64_t changes = 0;
};

ResourceCounts check_resources(const storage::Reads& reads, bool thorough, Findings& findings);

}  // namespace linkki::repository
