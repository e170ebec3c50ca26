#include "repository/due.h"

#include <algorithm>

#include "base/bytes.h"
#include "repository/meta.h"

namespace linkki::repository::due {
namespace {

std::string timer_key(const Timer& timer) {
  std::string key;
  base::append_big_endian(key, timer.at.time_since_epoch().count());
  return key += timer.name;
}

// Behind every moment.
constexpr char names = '\xff', waits = '0', has_rung = '1';

std::string name_key(std::string_view name) {
  return std::string(1, names).append(name);
}

base::Instant instant_of(std::string_view bytes) {
  return base::Instant{std::chrono::microseconds{base::read_big_endian<std::int64_t>(bytes)}};
}

struct Known {
  base::Instant at;
  bool waits = false;
};

std::optional<Known> known(const storage::Reads& reads, std::string_view name) {
  const auto row = reads.get(id(Table::timer), name_key(name));
  if (!row || row->size() != 9) return std::nullopt;
  return Known{instant_of(*row), row->back() == waits};
}

base::Outcome<void> remember(storage::WriteTransaction& write, const Timer& timer, char state) {
  std::string row;
  base::append_big_endian(row, timer.at.time_since_epoch().count());
  return write.put(id(Table::timer), name_key(timer.name), row += state);
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

base::Outcome<void> set_timer(storage::WriteTransaction& write, const Timer& wanted) {
  // Keys are of moments from 1970 on; what is before that is as late.
  const Timer timer{wanted.name, std::max(wanted.at, base::Instant{})};
  const auto before = known(write, timer.name);
  if (before && before->at == timer.at) return base::done();
  if (before && before->waits) TRY_VOID(write.erase(id(Table::timer), timer_key({timer.name, before->at})));
  TRY_VOID(write.put(id(Table::timer), timer_key(timer), {}));
  return remember(write, timer, waits);
}

base::Outcome<void> end_timer(storage::WriteTransaction& write, std::string_view name) {
  const auto before = known(write, name);
  if (!before) return base::done();
  if (before->waits) TRY_VOID(write.erase(id(Table::timer), timer_key({std::string(name), before->at})));
  TRY_VOID(write.erase(id(Table::timer), name_key(name)));
  return base::done();
}

base::Outcome<bool> ring(storage::WriteTransaction& write, const Timer& timer) {
  const auto before = known(write, timer.name);
  if (!before || !before->waits || before->at != timer.at) return false;
  TRY_VOID(write.erase(id(Table::timer), timer_key(timer)));
  TRY_VOID(remember(write, timer, has_rung));
  return true;
}

std::vector<Timer> timers_due(const storage::Reads& reads, base::Instant now, std::size_t count) {
  std::vector<Timer> timers;
  const auto cursor = reads.cursor(id(Table::timer));
  for (bool found = cursor->first(); found && timers.size() < count; found = cursor->next()) {
    const std::string_view key = cursor->key();
    if (key.front() == names || instant_of(key) > now) break;
    timers.push_back({std::string(key.substr(8)), instant_of(key)});
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
