// What must happen later, exactly once: messages to deliver, timers, long jobs. Written in the commit that
// causes them.
//
// outbox  sequence(8) → message; the sequence begins with 1 and is never given twice; meta "outbox" holds the
//         last
// timer   due µs(8) ∥ name → nothing: it waits;  0xff ∥ name → due µs(8) ∥ '0' waits or '1' has rung
// job     id → state
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "repository/tables.h"

namespace linkki::repository::due {

base::Outcome<void> put_message(storage::WriteTransaction& write, std::string_view message);

// There is one timer a name. It is known for which moment it was set, and whether it has rung: so it rings
// once for a moment, however often it is set to it.
struct Timer {
  std::string name;
  base::Instant at;
};
// Another moment than before: it waits for that one. The same: nothing changes, rung or not.
base::Outcome<void> set_timer(storage::WriteTransaction& write, const Timer& timer);
base::Outcome<void> end_timer(storage::WriteTransaction& write, std::string_view name);
// True: it was waiting for that moment, and has rung now.
base::Outcome<bool> ring(storage::WriteTransaction& write, const Timer& timer);
// The timers that wait and are due at `now`, oldest first, `count` at most.
std::vector<Timer> timers_due(const storage::Reads& reads, base::Instant now, std::size_t count);

base::Outcome<void> put_job(storage::WriteTransaction& write, std::string_view id, std::string_view state);
std::optional<std::string> job(const storage::Reads& reads, std::string_view id);
base::Outcome<bool> erase_job(storage::WriteTransaction& write, std::string_view id);
// Calls visit(id, state) for every job; the views end with the call.
void each_job(const storage::Reads& reads,
              const std::function<void(std::string_view id, std::string_view state)>& visit);

}  // namespace linkki::repository::due
