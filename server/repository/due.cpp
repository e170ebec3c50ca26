#include "repository/due.h"

#include <algorithm>

#include "base/bytes.h"
#include "repository/meta.h"

namespace linkki::repository::due {
namespace {

std::string timer_key(base::Instant at, std::string_view id) {
  std::string key;
  base::append_big_endian(key, at.time_since_epoch().count());
  key += id;
  return key;
}

constexpr std::string_view outbox_last = "outbox";

// What was delivered is gone from the table, its number is not given again.
std::uint64_t last_message(const storage::Reads& reads) {
  const auto cursor = reads.cursor(id(Table::outbox));
  const std::uint64_t stored = cursor->last() ? base::read_big_endian<std::uint64_t>(cursor->key()) : 0;
  return std::max(stored, meta::number(reads, outbox_last));
}

}  // namespace

base::Outcome<void> put_message(storage::WriteTransaction& write, std::string_view message) {
  const std::uint64_t sequence = last_message(write) + 1;
  std::string key;
  base::append_big_endian(key, sequence);
  TRY_VOID(meta::set_number(write, outbox_last, sequence));
  return write.append(id(Table::outbox), key, message);
}

base::Outcome<void> set_timer(storage::WriteTransaction& write, const Timer& timer) {
  return write.put(id(Table::timer), timer_key(timer.at, timer.id), timer.payload);
}

base::Outcome<bool> clear_timer(storage::WriteTransaction& write, base::Instant at, std::string_view id) {
  return write.erase(repository::id(Table::timer), timer_key(at, id));
}

std::vector<Timer> timers_due(const storage::Reads& reads, base::Instant now, std::size_t count) {
  std::vector<Timer> timers;
  const auto cursor = reads.cursor(id(Table::timer));
  for (bool found = cursor->first(); found && timers.size() < count; found = cursor->next()) {
    const std::string_view key = cursor->key();
    const base::Instant at{std::chrono::microseconds{base::read_big_endian<std::int64_t>(key)}};
    if (at > now) break;
    timers.push_back({at, std::string(key.substr(8)), std::string(cursor->value())});
  }
  return timers;
}

base::Outcome<void> put_job(storage::WriteTransaction& write, std::string_view id, std::string_view state) {
  return write.put(repository::id(Table::job), id, state);
}

std::optional<std::string> job(const storage::Reads& reads, std::string_view id) {
  const auto state = reads.get(repository::id(Table::job), id);
  if (!state) return std::nullopt;
  return std::string(*state);
}

base::Outcome<bool> erase_job(storage::WriteTransaction& write, std::string_view id) {
  return write.erase(repository::id(Table::job), id);
}

void each_job(const storage::Reads& reads,
              const std::function<void(std::string_view id, std::string_view state)>& visit) {
  const auto cursor = reads.cursor(id(Table::job));
  for (bool found = cursor->first(); found; found = cursor->next()) visit(cursor->key(), cursor->value());
}

}  // namespace linkki::repository::due
