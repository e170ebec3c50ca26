#include "interactions/exchange.h"

namespace linkki::interactions {

std::optional<std::string_view> find_header(const Headers& headers, std::string_view name) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  for (const auto& [key, value] : headers) {
    if (key.size() != name.size()) continue;
    bool same = true;
    for (std::size_t i = 0; same && i < name.size(); ++i) same = lower(key[i]) == lower(name[i]);
    if (same) return value;
  }
  return std::nullopt;
}

}  // namespace linkki::interactions
