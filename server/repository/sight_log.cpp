#include "repository/sight_log.h"

#include <algorithm>

namespace linkki::repository::sight_log {
namespace {

using base::Instant;

constexpr std::size_t target_at = 8, part_at = 16;  // in the key of a grant

std::string log_key(std::string_view holder, Instant time) {
  std::string key(holder.substr(0, 8));
  base::append_big_endian(key, time.time_since_epoch().count());
  return key;
}

base::Outcome<void> note(storage::WriteTransaction& write, std::string_view key, Instant time) {
  return write.put(id(Table::grant_basis), log_key(key, time), key);
}

base::Outcome<void> forget(storage::WriteTransaction& write, std::string_view key, Instant time) {
  if (auto erased = write.erase(id(Table::grant_basis), log_key(key, time), key); !erased.ok())
    return std::move(erased).failure();
  return base::done();
}

}  // namespace

base::Outcome<void> begin(storage::WriteTransaction& write, std::string_view key, const Terms& terms,
                          Instant now) {
  if (terms.end <= now) return base::done();
  TRY_VOID(note(write, key, std::max(terms.start, now)));
  return terms.end == Instant::max() ? base::done() : note(write, key, terms.end);
}

base::Outcome<void> end(storage::WriteTransaction& write, std::string_view key, const Terms& terms,
                        Instant now) {
  if (terms.end <= now) return base::done();
  if (terms.end != Instant::max()) TRY_VOID(forget(write, key, terms.end));
  return terms.start > now ? forget(write, key, terms.start) : note(write, key, now);
}

std::optional<std::vector<Moved>> between(const storage::Reads& reads, Number holder, Instant from,
                                          Instant to, std::size_t most) {
  std::string prefix;
  base::append_big_endian(prefix, holder);
  const std::string first = log_key(prefix, std::max(from, Instant{})), last = log_key(prefix, to);
  std::vector<Moved> found;
  const auto cursor = reads.cursor(id(Table::grant_basis));
  for (bool at = cursor->seek(first); at && cursor->key().size() == 16 && cursor->key() <= last;
       at = cursor->next()) {
    if (found.size() == most) return std::nullopt;
    Moved moved;
    moved.time = Instant{std::chrono::microseconds{base::read_big_endian<std::int64_t>(cursor->key(), 8)}};
    moved.target = base::read_big_endian<Number>(cursor->value(), target_at);
    moved.part = static_cast<access::Part>(cursor->value()[part_at]);
    found.push_back(moved);
  }
  return found;
}

}  // namespace linkki::repository::sight_log
