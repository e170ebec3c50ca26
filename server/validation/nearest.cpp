#include "validation/nearest.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <numeric>

#include "definitions/slots.h"

namespace linkki::validation {
namespace {

constexpr std::size_t name_bytes_max = 64;

char lower(char c) {
  return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

// Levenshtein's distance without regard to case, one row at a time.
std::size_t distance(std::string_view a, std::string_view b) {
  std::array<std::size_t, name_bytes_max + 1> row;
  std::iota(row.begin(), row.end(), 0);
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (lower(a[i]) != lower(b[j]));
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string_view nearest_property(const definitions::Type& type, std::string_view name) {
  if (name.size() > name_bytes_max) return {};
  std::string_view nearest;
  std::size_t least = std::max<std::size_t>(2, name.size() / 3) + 1;
  for (const auto& slot : type.slots) {
    if (slot.name.empty() || slot.name.size() > name_bytes_max || slot.type == definitions::choice_slot) {
      continue;
    }
    const std::size_t d = distance(name, slot.name);
    if (d > least || (d == least && (nearest.empty() || nearest < slot.name))) continue;
    least = d;
    nearest = slot.name;
  }
  return nearest;
}

}  // namespace linkki::validation
