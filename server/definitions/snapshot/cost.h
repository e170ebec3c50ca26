// What the making of one snapshot may cost: a differential of some kilobytes can ask for gigabytes.
//
// Errors    unprocessable with snapshot-costly, as soon as it is above snapshot_elements_max of one structure,
//           snapshot_bytes_max or snapshot_steps_max of all that is made for it
#pragma once

#include <cstddef>

#include "base/json/value.h"
#include "base/outcome.h"

namespace linkki::definitions {

class SnapshotCost {
 public:
  explicit SnapshotCost(const json::Arena& arena) : arena_(arena), arena_before_(arena.bytes()) {}

  // Of one structure after the other: returns what the one before had.
  std::size_t begin(std::size_t nodes = 0);
  base::Outcome<void> add_nodes(std::size_t nodes);
  base::Outcome<void> add_bytes(std::size_t bytes);  // beside the arena
  base::Outcome<void> add_steps(std::size_t steps);
  void note_steps(std::size_t steps) { steps_ += steps; }  // judged by what is added next
  base::Outcome<void> check() const;

 private:
  const json::Arena& arena_;
  const std::size_t arena_before_;
  std::size_t nodes_ = 0, bytes_ = 0, steps_ = 0;
};

}  // namespace linkki::definitions
