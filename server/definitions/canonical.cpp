#include "definitions/canonical.h"

#include <algorithm>
#include <compare>

namespace linkki::definitions {
namespace {

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Nothing, then numbers, then texts: were a text compared with numbers as texts, 9 < 10 < 1a < 9.
std::strong_ordering compare_part(std::string_view a, std::string_view b) {
  const auto rank = [](std::string_view part) { return part.empty() ? 0 : is_number(part) ? 1 : 2; };
  if (rank(a) != rank(b)) return rank(a) <=> rank(b);
  if (!is_number(a)) return a <=> b;
  const auto digits = [](std::string_view text) {
    return text.substr(std::min(text.find_first_not_of('0'), text.size()));
  };
  a = digits(a);
  b = digits(b);
  return a.size() != b.size() ? a.size() <=> b.size() : a <=> b;
}

// The text before `mark`, which is cut off from `rest` with it.
std::string_view take(std::string_view& rest, char mark) {
  const auto end = std::min(rest.find(mark), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

std::strong_ordering compare_parts(std::string_view a, std::string_view b) {
  while (!a.empty() || !b.empty()) {
    if (const auto order = compare_part(take(a, '.'), take(b, '.')); order != 0) return order;
  }
  return std::strong_ordering::equal;
}

}  // namespace

bool is_earlier(std::string_view a, std::string_view b) {
  const auto release = compare_parts(take(a, '-'), take(b, '-'));
  if (release != 0) return release < 0;
  if (a.empty() || b.empty()) return !a.empty() && b.empty();
  return compare_parts(a, b) < 0;
}

}  // namespace linkki::definitions
