#include "search/nearest.h"

#include <algorithm>

#include "base/ensure.h"
#include "base/limits.h"

namespace linkki::search {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::size_t replacement(char a, char b) {
  if (a == b) return 0;
  return lower(a) == lower(b) ? 1 : 2;
}

// Twice the Levenshtein distance, kept row by row.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = 2 * j;
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = 2 * (i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + replacement(a[i], b[j]);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 2, row[j + 1] + 2});
    }
  }
  return row.back();
}

}  // namespace

std::string_view nearest(std::string_view name, const std::vector<std::string_view>& names) {
  ensure(!names.empty());
  const std::string_view asked = name.substr(0, limits::search_name_bytes_max);
  std::vector<std::size_t> distances;
  for (const std::string_view known : names) distances.push_back(distance(asked, known));
  const auto best = std::min_element(distances.begin(), distances.end());
  return names[static_cast<std::size_t>(best - distances.begin())];
}

std::string list(const std::vector<std::string_view>& names) {
  std::string out;
  for (const std::string_view name : names) {
    if (!out.empty()) out += ", ";
    out += name;
  }
  return out;
}

}  // namespace linkki::search
