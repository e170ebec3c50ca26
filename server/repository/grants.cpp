#include "repository/grants.h"

#include "base/bytes.h"

namespace linkki::repository::grants {
namespace {

using base::append_big_endian;
using base::read_big_endian;

std::string three(Number a, Number b, Number c) {
  std::string key;
  append_big_endian(key, a);
  append_big_endian(key, b);
  append_big_endian(key, c);
  return key;
}

GrantRow decode(std::string_view key, std::string_view value) {
  GrantRow row;
  row.holder = read_big_endian<Number>(key);
  row.target = read_big_endian<Number>(key, 8);
  row.basis = read_big_endian<Number>(key, 16);
  row.part = static_cast<Part>(value[0]);
  row.ground = static_cast<Ground>(value[1]);
  row.start = base::Instant{std::chrono::microseconds{read_big_endian<std::int64_t>(value, 2)}};
  row.end = base::Instant{std::chrono::microseconds{read_big_endian<std::int64_t>(value, 10)}};
  return row;
}

base::Outcome<void> withdraw(storage::WriteTransaction& write, Number basis) {
  std::string prefix;
  append_big_endian(prefix, basis);
  std::vector<std::string> keys;
  const auto cursor = write.cursor(id(Table::grant_basis));
  for (bool found = cursor->seek(prefix); found && cursor->key().starts_with(prefix);
       found = cursor->next()) {
    keys.emplace_back(cursor->key());
  }
  for (const std::string& key : keys) {
    const std::string grant = key.substr(8) + prefix;
    if (auto erased = write.erase(id(Table::grant), grant); !erased.ok()) return std::move(erased).failure();
    if (auto erased = write.erase(id(Table::grant_basis), key); !erased.ok())
      return std::move(erased).failure();
  }
  return base::done();
}

std::vector<GrantRow> scan(const storage::Reads& reads, std::string_view prefix, base::Instant now) {
  std::vector<GrantRow> rows;
  const auto cursor = reads.cursor(id(Table::grant));
  for (bool found = cursor->seek(prefix); found && cursor->key().starts_with(prefix);
       found = cursor->next()) {
    const GrantRow row = decode(cursor->key(), cursor->value());
    if (row.start <= now && now < row.end) rows.push_back(row);
  }
  return rows;
}

}  // namespace

base::Outcome<void> replace(storage::WriteTransaction& write, const BasisGrants& grants,
                            const Resolve& resolve) {
  TRY(const Number basis, resolve(grants.basis));
  TRY_VOID(withdraw(write, basis));
  for (const Grant& grant : grants.grants) {
    TRY(const Number holder, resolve(grant.holder));
    TRY(const Number target, resolve(grant.target));
    std::string value;
    value += static_cast<char>(grant.part);
    value += static_cast<char>(grant.ground);
    append_big_endian(value, grant.start.time_since_epoch().count());
    append_big_endian(value, grant.end.time_since_epoch().count());
    TRY_VOID(write.put(id(Table::grant), three(holder, target, basis), value));
    TRY_VOID(write.put(id(Table::grant_basis), three(basis, holder, target), {}));
  }
  return base::done();
}

std::vector<GrantRow> held(const storage::Reads& reads, Number holder, base::Instant now) {
  std::string prefix;
  append_big_endian(prefix, holder);
  return scan(reads, prefix, now);
}

std::vector<GrantRow> held(const storage::Reads& reads, Number holder, Number target, base::Instant now) {
  std::string prefix;
  append_big_endian(prefix, holder);
  append_big_endian(prefix, target);
  return scan(reads, prefix, now);
}

}  // namespace linkki::repository::grants
