// A canonical URL with or without |version.
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

}  // namespace linkki::definitions
