#include "repository/grants.h"

#include <map>
#include <set>

#include "base/bytes.h"
#include "repository/change.h"
#include "repository/sight_log.h"

namespace linkki::repository::grants {
namespace {

using base::append_big_endian;
using base::read_big_endian;

constexpr std::size_t task_at = 18;  // in a key

std::string key_of(Number holder, const access::Grant& grant, Number task) {
  std::string key;
  append_big_endian(key, holder);
  append_big_endian(key, grant.target);
  key += static_cast<char>(grant.part);
  key += static_cast<char>(grant.basis);
  append_big_endian(key, task);
  return key;
}

std::string value_of(const access::Grant& grant) {
  std::string value;
  append_big_endian(value, grant.reference);
  append_big_endian(value, grant.version);
  append_big_endian(value, grant.start.time_since_epoch().count());
  append_big_endian(value, grant.end.time_since_epoch().count());
  return value;
}

std::string number_key(Number number) {
  std::string key;
  append_big_endian(key, number);
  return key;
}

base::Instant instant_at(std::string_view bytes, std::size_t at) {
  return base::Instant{std::chrono::microseconds{read_big_endian<std::int64_t>(bytes, at)}};
}

access::Grant decode(std::string_view key, std::string_view value) {
  access::Grant grant;
  grant.target = read_big_endian<Number>(key, 8);
  grant.part = static_cast<access::Part>(key[16]);
  grant.basis = static_cast<access::Basis>(key[17]);
  grant.reference = read_big_endian<Number>(value);
  grant.version = read_big_endian<std::uint32_t>(value, 8);
  grant.start = instant_at(value, 12);
  grant.end = instant_at(value, 20);
  return grant;
}

// A grant stands under its Task and under its Consent: it goes from both.
base::Outcome<void> end(storage::WriteTransaction& write, const std::string& key) {
  const auto value = write.get(id(Table::grant), key);
  if (!value) return base::done();
  const std::string reference(value->substr(0, 8)), task = key.substr(task_at);
  for (const std::string& one : {reference, task}) {
    if (auto erased = write.erase(id(Table::grant_basis), one, key); !erased.ok())
      return std::move(erased).failure();
  }
  if (auto erased = write.erase(id(Table::grant), key); !erased.ok()) return std::move(erased).failure();
  return base::done();
}

using Rows = std::map<std::string, std::string>;

sight_log::Terms terms_of(std::string_view value) {
  return {instant_at(value, 12), instant_at(value, 20)};
}

// Ends what the giver gave and gives no more; what stays as it is leaves `wanted`. Returns what goes on under
// the same terms, though it rests on another version.
base::Outcome<std::set<std::string>> end_others(storage::WriteTransaction& write, Number giver, Rows& wanted,
                                                base::Instant now) {
  std::set<std::string> going_on;
  const std::string number = number_key(giver);
  std::vector<std::string> keys;
  {
    const auto cursor = write.cursor(id(Table::grant_basis));
    for (bool found = cursor->seek(number); found && cursor->key() == number; found = cursor->next()) {
      keys.emplace_back(cursor->value());
    }
  }
  for (const std::string& key : keys) {
    const auto found = wanted.find(key);
    const std::string stored(write.get(id(Table::grant), key).value_or(std::string_view{}));
    if (found != wanted.end() && stored == found->second) {
      wanted.erase(found);
      continue;
    }
    if (stored.empty()) continue;
    if (found != wanted.end() && terms_of(stored) == terms_of(found->second)) {
      going_on.insert(key);
    } else {
      TRY_VOID(sight_log::end(write, key, terms_of(stored), now));
    }
    TRY_VOID(end(write, key));
  }
  return going_on;
}

}  // namespace

base::Outcome<void> replace(storage::WriteTransaction& write, const GivenGrants& given,
                            const Resolve& resolve) {
  TRY(const Number giver, resolve(given.giver));
  Rows wanted;
  for (const GrantDraft& draft : given.grants) {
    TRY(const Number holder, resolve(draft.holder));
    access::Grant grant{.part = draft.part,
                        .basis = draft.basis,
                        .reference = giver,
                        .version = draft.version,
                        .start = draft.start,
                        .end = draft.end};
    TRY(grant.target, resolve(draft.target));
    if (!draft.reference.none()) {
      TRY(grant.reference, resolve(draft.reference));
    }
    wanted.emplace(key_of(holder, grant, giver), value_of(grant));
  }
  const base::Instant now = changes::last_time(write);  // of this commit: its changes are there already
  TRY(const auto going_on, end_others(write, giver, wanted, now));
  for (const auto& [key, value] : wanted) {
    if (!going_on.contains(key)) TRY_VOID(sight_log::begin(write, key, terms_of(value), now));
    TRY_VOID(write.put(id(Table::grant), key, value));
    TRY_VOID(write.put(id(Table::grant_basis), number_key(giver), key));
    TRY_VOID(write.put(id(Table::grant_basis), value.substr(0, 8), key));
  }
  return base::done();
}

void collect(const storage::Reads& reads, Number holder, Number target, std::vector<access::Grant>& found) {
  std::string prefix;
  append_big_endian(prefix, holder);
  append_big_endian(prefix, target);
  const auto cursor = reads.cursor(id(Table::grant));
  for (bool at = cursor->seek(prefix); at && cursor->key().starts_with(prefix); at = cursor->next()) {
    found.push_back(decode(cursor->key(), cursor->value()));
  }
}

base::Outcome<void> add_references(storage::WriteTransaction& write) {
  std::vector<std::pair<std::string, std::string>> all;
  {
    const auto cursor = write.cursor(id(Table::grant));
    for (bool at = cursor->first(); at; at = cursor->next()) all.emplace_back(cursor->key(), cursor->value());
  }
  for (const auto& [key, value] : all) {
    TRY_VOID(write.put(id(Table::grant), key, key.substr(task_at) + value));
  }
  return base::done();
}

}  // namespace linkki::repository::grants
