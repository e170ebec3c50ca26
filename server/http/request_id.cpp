#include "http/request_id.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace linkki::http {

bool is_request_id(std::string_view text) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
  };
  return !text.empty() && text.size() <= request_id_characters_max &&
         std::all_of(text.begin(), text.end(), plain);
}

RequestIds::RequestIds(base::Random& random) {
  static constexpr char digits[] = "0123456789abcdef";
  std::array<std::uint8_t, 8> bytes;
  random.fill(bytes);
  for (const std::uint8_t byte : bytes) {
    prefix_ += digits[byte >> 4];
    prefix_ += digits[byte & 15];
  }
  prefix_ += '-';
}

std::string RequestIds::next() {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), ++count_, 16).ptr;
  std::string id;
  id.reserve(prefix_.size() + digits.size());
  id.append(prefix_).append(digits.data(), end);
  return id;
}

}  // namespace linkki::http
