// The engine without files: for tests, for trying things out, and to show what an engine shared by several
// processes may answer. What it holds ends with it.
//
// Every commit makes a new set of immutable trees; a reader keeps the set that it began with.
// Conflicts: of the commits, a share chosen by the seed answers Commit::conflict and stores nothing.
#pragma once

#include <memory>
#include <vector>

#include "storage/engine.h"

namespace linkki::storage::memory {

struct Settings {
  std::vector<TableSpec> tables;
  unsigned conflict_percent = 0;
  std::uint64_t seed = 0;
};

std::unique_ptr<Engine> open(Settings settings);

// An engine that begins with what `other`, of open() or copy(), holds now; neither sees what the other one
// stores from then on. Nothing is copied: O(1) for a table.
std::unique_ptr<Engine> copy(const Engine& other, unsigned conflict_percent = 0, std::uint64_t seed = 0);

}  // namespace linkki::storage::memory
