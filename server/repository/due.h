// What must happen later, exactly once: messages to deliver, timers, long jobs. Written in the commit that
// causes them.
//
// outbox  sequence(8) → message; the sequence begins with 1 and is never given twice; meta "outbox" holds the
// last timer   due µs(8) ∥ id → payload job     id → state
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

struct Timer {
  base::Instant at;
  std::string id;
  std::string payload;
};
base::Outcome<void> set_timer(storage::WriteTransaction& write, const Timer& timer);
base::Outcome<bool> clear_timer(storage::WriteTransaction& write, base::Instant at, std::string_view id);
// The timers due at `now`, oldest first, `count` at most.
std::vector<Timer> timers_due(const storage::Reads& reads, base::Instant now, std::size_t count);

base::Outcome<void> put_job(storage::WriteTransaction& write, std::string_view id, std::string_view state);
std::optional<std::string> job(const storage::Reads& reads, std::string_view id);
base::Outcome<bool> erase_job(storage::WriteTransaction& write, std::string_view id);
// Calls visit(id, state) for every job; the views end with the call.
void each_job(const storage::Reads& reads,
              const std::function<void(std::string_view id, std::string_view state)>& visit);

}  // namespace linkki::repository::due
