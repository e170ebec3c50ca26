#include "repository/meta.h"

#include "base/bytes.h"

namespace linkki::repository::meta {
namespace {

std::string typed(std::string_view name, TypeCode type) {
  std::string key(name);
  base::append_big_endian(key, type);
  return key;
}

}  // namespace

std::uint64_t number(const storage::Reads& reads, std::string_view name) {
  const auto value = reads.get(id(Table::meta), name);
  return value ? base::read_big_endian<std::uint64_t>(*value) : 0;
}

base::Outcome<void> set_number(storage::WriteTransaction& write, std::string_view name, std::uint64_t value) {
  std::string bytes;
  base::append_big_endian(bytes, value);
  return write.put(id(Table::meta), name, bytes);
}

std::optional<std::string> text(const storage::Reads& reads, std::string_view name) {
  const auto value = reads.get(id(Table::meta), name);
  if (!value) return std::nullopt;
  return std::string(*value);
}

base::Outcome<void> set_text(storage::WriteTransaction& write, std::string_view name,
                             std::string_view value) {
  return write.put(id(Table::meta), name, value);
}

std::uint64_t live(const storage::Reads& reads, TypeCode type) {
  return number(reads, typed("live/", type));
}

base::Outcome<void> add_live(storage::WriteTransaction& write, TypeCode type, int difference) {
  const std::string key = typed("live/", type);
  return set_number(write, key,
                    number(write, key) + static_cast<std::uint64_t>(static_cast<std::int64_t>(difference)));
}

base::Outcome<Number> next_number(storage::WriteTransaction& write, TypeCode type) {
  const std::uint64_t serial = number(write, "serial") + 1;
  TRY_VOID(set_number(write, "serial", serial));
  return number_of(type, serial);
}

}  // namespace linkki::repository::meta
