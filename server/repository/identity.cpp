#include "repository/identity.h"

#include "base/bytes.h"
#include "base/short_id.h"
#include "repository/meta.h"

namespace linkki::repository::identity {
namespace {

std::string key_of(TypeCode type, std::string_view id) {
  std::string key;
  base::append_big_endian(key, type);
  key += base::shorten_id(id);
  return key;
}

}  // namespace

Number find(const storage::Reads& reads, TypeCode type, std::string_view id) {
  if (type == 0) return 0;
  const auto value = reads.get(repository::id(Table::identity), key_of(type, id));
  return value ? base::read_big_endian<Number>(*value) : 0;
}

base::Outcome<Number> find_or_reserve(storage::WriteTransaction& write, TypeCode type, std::string_view id) {
  ensure(type != 0);
  if (const Number number = find(write, type, id)) return number;
  TRY(const Number number, meta::next_number(write, type));
  std::string value;
  base::append_big_endian(value, number);
  TRY_VOID(write.put(repository::id(Table::identity), key_of(type, id), value));
  return number;
}

}  // namespace linkki::repository::identity
