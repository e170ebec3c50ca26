// What changed, in the order it was committed. The order is the sequence, never the clock.
//
// change       sequence(8) → number(8) version(4) interaction(1) time µs(8)
// type_change  type(2) sequence(8) → empty
// Times never run backwards along the sequence: one time per commit = max(now, the last one).
#pragma once

#include <optional>

#include "base/clock.h"
#include "repository/tables.h"

namespace linkki::repository {

enum class ChangeKind : std::uint8_t { created = 1, updated = 2, deleted = 3, revived = 4 };

struct Change {
  std::uint64_t sequence = 0;
  Number number = 0;
  std::uint32_t version = 0;
  ChangeKind kind = ChangeKind::created;
  base::Instant time;
};

namespace changes {

base::Outcome<void> append(storage::WriteTransaction& write, const Change& change);
std::uint64_t last_sequence(const storage::Reads& reads);
base::Instant last_time(const storage::Reads& reads);

// Walks changes of one type, or of all (type 0), newest first, beginning below `before` (0: at the end).
class Walk {
 public:
  Walk(const storage::Reads& reads, TypeCode type, std::uint64_t before);
  std::optional<Change> next();

 private:
  const storage::Reads& reads_;
  std::unique_ptr<storage::Cursor> cursor_;
  TypeCode type_;
  std::uint64_t before_;
  bool started_ = false;
};

}  // namespace changes
}  // namespace linkki::repository
