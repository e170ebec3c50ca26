#include "base/short_id.h"

#include <optional>

namespace linkki::base {
namespace {

constexpr std::size_t uuid_characters = 36, uuid_bytes = 16;
constexpr std::string_view digits = "0123456789abcdef";

bool is_hyphen_place(std::size_t at) {
  return at == 8 || at == 13 || at == 18 || at == 23;
}

std::optional<std::string> pack(std::string_view uuid) {
  if (uuid.size() != uuid_characters) return std::nullopt;
  std::string out(1, '\0');
  unsigned high = 0;
  bool whole = true;
  for (std::size_t i = 0; i < uuid.size(); ++i) {
    if (is_hyphen_place(i)) {
      if (uuid[i] != '-') return std::nullopt;
      continue;
    }
    const std::size_t digit = digits.find(uuid[i]);
    if (digit == digits.npos) return std::nullopt;
    if ((whole = !whole)) {
      out += static_cast<char>(high << 4 | digit);
    } else {
      high = static_cast<unsigned>(digit);
    }
  }
  return out;
}

}  // namespace

std::string shorten_id(std::string_view id) {
  return pack(id).value_or(std::string(id));
}

std::string restore_id(std::string_view bytes) {
  if (bytes.size() != 1 + uuid_bytes || bytes.front() != '\0') return std::string(bytes);
  std::string out;
  out.reserve(uuid_characters);
  for (const char byte : bytes.substr(1)) {
    if (is_hyphen_place(out.size())) out += '-';
    out += digits[static_cast<unsigned char>(byte) >> 4];
    out += digits[static_cast<unsigned char>(byte) & 15];
  }
  return out;
}

}  // namespace linkki::base
