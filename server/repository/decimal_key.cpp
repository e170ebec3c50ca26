#include "repository/decimal_key.h"

#include "base/bytes.h"

namespace linkki::repository {

std::string decimal_key(const fhirpath::Decimal& value) {
  if (value.zero()) return "\x80";
  std::string digits;
  int point = -1;  // digits before the point; -1: none seen
  for (const char c : value.normal().print()) {
    if (c == '.') point = static_cast<int>(digits.size());
    if (c >= '0' && c <= '9') digits += c;
  }
  if (point < 0) point = static_cast<int>(digits.size());
  const std::size_t leading = digits.find_first_not_of('0');
  digits.erase(0, leading);
  digits.erase(digits.find_last_not_of('0') + 1);
  std::string key;
  base::append_big_endian(key, static_cast<std::uint16_t>(point - static_cast<int>(leading) + 32'768));
  key += digits;
  if (!value.negative()) return "\x81" + key;
  for (char& c : key) c = static_cast<char>(~c);
  return "\x7f" + key + "\xff";
}

}  // namespace linkki::repository
