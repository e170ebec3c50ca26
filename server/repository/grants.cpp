#include "repository/grants.h"

#include "base/bytes.h"

namespace linkki::repository::grants {
namespace {

using base::append_big_endian;
using base::read_big_endian;

std::string key_of(Number holder, const access::Grant& grant) {
  std::string key;
  append_big_endian(key, holder);
  append_big_endian(key, grant.target);
  key += static_cast<char>(grant.part);
  key += static_cast<char>(grant.basis);
  append_big_endian(key, grant.reference);
  return key;
}

std::string value_of(const access::Grant& grant) {
  std::string value;
  append_big_endian(value, grant.version);
  append_big_endian(value, grant.start.time_since_epoch().count());
  append_big_endian(value, grant.end.time_since_epoch().count());
  return value;
}

base::Instant instant_at(std::string_view bytes, std::size_t at) {
  return base::Instant{std::chrono::microseconds{read_big_endian<std::int64_t>(bytes, at)}};
}

access::Grant decode(std::string_view key, std::string_view value) {
  access::Grant grant;
  grant.target = read_big_endian<Number>(key, 8);
  grant.part = static_cast<access::Part>(key[16]);
  grant.basis = static_cast<access::Basis>(key[17]);
  grant.reference = read_big_endian<Number>(key, 18);
  grant.version = read_big_endian<std::uint32_t>(value);
  grant.start = instant_at(value, 4);
  grant.end = instant_at(value, 12);
  return grant;
}

base::Outcome<void> withdraw(storage::WriteTransaction& write, const std::string& reference) {
  std::vector<std::string> keys;
  {
    const auto cursor = write.cursor(id(Table::grant_basis));
    for (bool found = cursor->seek(reference); found && cursor->key() == reference; found = cursor->next()) {
      keys.emplace_back(cursor->value());
    }
  }
  for (const std::string& key : keys) {
    if (auto erased = write.erase(id(Table::grant), key); !erased.ok()) return std::move(erased).failure();
  }
  if (auto erased = write.erase(id(Table::grant_basis), reference); !erased.ok())
    return std::move(erased).failure();
  return base::done();
}

}  // namespace

base::Outcome<void> replace(storage::WriteTransaction& write, const BasisGrants& grants,
                            const Resolve& resolve) {
  TRY(const Number number, resolve(grants.reference));
  std::string reference;
  append_big_endian(reference, number);
  TRY_VOID(withdraw(write, reference));
  for (const GrantDraft& draft : grants.grants) {
    TRY(const Number holder, resolve(draft.holder));
    access::Grant grant{.part = draft.part,
                        .basis = grants.basis,
                        .reference = number,
                        .version = grants.version,
                        .start = draft.start,
                        .end = draft.end};
    TRY(grant.target, resolve(draft.target));
    const std::string key = key_of(holder, grant);
    TRY_VOID(write.put(id(Table::grant), key, value_of(grant)));
    TRY_VOID(write.put(id(Table::grant_basis), reference, key));
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

}  // namespace linkki::repository::grants
