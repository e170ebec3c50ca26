// Values of several parts in one key of the index. They sort by the first part, then by the second …
//
// part      its bytes, 00 as 00 ff, then 00 01
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace linkki::repository {

// What one part may be: in [from, to); empty: not bounded there.
struct Bounds {
  std::string from, to;

  static Bounds exactly(const std::string& value) { return {value, value + '\0'}; }
  bool exact() const { return to.size() == from.size() + 1 && to.starts_with(from) && to.back() == '\0'; }
  bool admit(std::string_view value) const { return value >= from && (to.empty() || value < to); }
};

// Both at once.
Bounds meet(const Bounds& a, const Bounds& b);

inline constexpr std::size_t joined_bytes_max = 450;  // of a key that the index can hold

std::string join(const std::vector<std::string>& parts);
bool admit(const std::vector<Bounds>& bounds, std::string_view joined);
// Of joined values: between these lie all that the bounds admit, and few others where the first parts are
// exact.
Bounds outer(const std::vector<Bounds>& bounds);

}  // namespace linkki::repository
