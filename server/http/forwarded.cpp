#include "http/forwarded.h"

#include <algorithm>

namespace linkki::http {

namespace {

constexpr std::size_t address_bytes_max = 64;

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

}  // namespace

std::string forwarded_peer(const interactions::Headers& fields, const std::string& address,
                           const std::vector<std::string>& trusted) {
  const auto is_trusted = [&](std::string_view who) {
    return std::find(trusted.begin(), trusted.end(), who) != trusted.end();
  };
  if (!is_trusted(address)) return address;
  // From the right: each trusted proxy vouches for the address that it has added.
  for (auto field = fields.rbegin(); field != fields.rend(); ++field) {
    if (!interactions::find_header({*field}, "X-Forwarded-For")) continue;
    std::string_view list = field->second;
    while (!list.empty()) {
      const std::size_t comma = list.rfind(',');
      const std::string_view last = trim(comma == list.npos ? list : list.substr(comma + 1));
      list = comma == list.npos ? std::string_view() : list.substr(0, comma);
      if (!last.empty() && !is_trusted(last)) return std::string(last.substr(0, address_bytes_max));
    }
  }
  return address;
}

}  // namespace linkki::http
