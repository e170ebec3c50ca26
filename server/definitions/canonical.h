// A canonical URL with or without |version, and which of two versions is the later one.
#pragma once

#include <string_view>

namespace linkki::definitions {

struct Canonical {
  std::string_view url;
  std::string_view version;  // empty: any
};

inline Canonical split(std::string_view canonical) {
  auto bar = canonical.find('|');
  if (bar == std::string_view::npos) return {canonical, {}};
  return {canonical.substr(0, bar), canonical.substr(bar + 1)};
}

// Part by part between dots, numbers as numbers and before texts; what follows a '-' (1.0.0-ballot) comes
// before what has none. Texts that are no versions have an order, too: it is a strict weak one.
bool is_earlier(std::string_view a, std::string_view b);

}  // namespace linkki::definitions
