#include "http/target.h"

#include <algorithm>
#include <array>

namespace linkki::http {

namespace {

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

constexpr std::array<bool, 256> make_uri_bytes() {
  std::array<bool, 256> allowed{};
  for (int c = 'a'; c <= 'z'; ++c) allowed[static_cast<std::size_t>(c)] = true;
  for (int c = 'A'; c <= 'Z'; ++c) allowed[static_cast<std::size_t>(c)] = true;
  for (int c = '0'; c <= '9'; ++c) allowed[static_cast<std::size_t>(c)] = true;
  for (const char c : std::string_view("-._~!$&'()*+,;=:@/%")) allowed[static_cast<unsigned char>(c)] = true;
  return allowed;
}
constexpr std::array<bool, 256> uri_bytes = make_uri_bytes();

bool append_encoded(std::string& out, std::string_view text, bool query) {
  static constexpr char digits[] = "0123456789ABCDEF";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte <= 0x20 || byte == 0x7f || byte == '#') return false;
    if (byte == '%') {
      if (i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2])) return false;
      if (!query && text[i + 1] == '0' && text[i + 2] == '0') return false;
    }
    if (uri_bytes[byte] || (query && byte == '?')) {
      out += text[i];
    } else {
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
  return true;
}

bool begins_with_scheme(std::string_view text, std::string_view scheme) {
  return text.size() > scheme.size() &&
         std::equal(scheme.begin(), scheme.end(), text.begin(),
                    [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
}

std::string_view without_authority(std::string_view text) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!begins_with_scheme(text, scheme)) continue;
    text.remove_prefix(scheme.size());
    text.remove_prefix(std::min(text.find_first_of("/?"), text.size()));
    return text;
  }
  return text;
}

}  // namespace

std::optional<Target> parse_target(std::string_view text) {
  const std::size_t bytes = text.size();
  text = without_authority(text);
  const std::size_t mark = std::min(text.find('?'), text.size());
  std::string_view path = text.substr(0, mark);
  if (path.empty() && text.size() < bytes) path = "/";
  if (path.empty() || path.front() != '/') return std::nullopt;
  // Two slashes in front would read as an authority in a relative reference.
  path.remove_prefix(std::min(path.find_first_not_of('/'), path.size()) - 1);

  Target target;
  target.path.reserve(path.size());
  if (!append_encoded(target.path, path, false)) return std::nullopt;
  if (mark < text.size() && !append_encoded(target.query, text.substr(mark + 1), true)) return std::nullopt;
  return target;
}

}  // namespace linkki::http
