#include "repository/condition.h"

#include <algorithm>

namespace linkki::repository {

std::string after_prefix(std::string prefix) {
  while (!prefix.empty() && prefix.back() == '\xff') prefix.pop_back();
  if (!prefix.empty()) ++prefix.back();
  return prefix;
}

bool Range::admits(std::string_view value) const {
  if (value < from || (!to.empty() && value >= to)) return false;
  if (!second_from.empty() && value.substr(8) < second_from) return false;
  if (!second_to.empty() && value.substr(8) >= second_to) return false;
  if (among && !std::binary_search(among->begin(), among->end(), value)) return false;
  if (!parts.empty() && !admit(parts, value)) return false;
  if (circle && !circle->distance(value)) return false;
  // A text that was cut ends in the last piece of its rest, which is seldom as long as a piece may be.
  if (!ends.empty() && (value.size() >= prefix_bytes_max || !value.ends_with(ends))) return false;
  return contains.empty() || value.find(contains) != std::string_view::npos;
}

bool Condition::matches(Number number, const std::vector<IndexRow>& rows) const {
  if (by_number) return std::binary_search(numbers.begin(), numbers.end(), number) != negated;
  const bool found = std::any_of(rows.begin(), rows.end(), [&](const IndexRow& row) {
    return std::any_of(ranges.begin(), ranges.end(), [&](const Range& range) {
      return range.facet == row.facet && range.admits(row.value);
    });
  });
  return found != negated;
}

}  // namespace linkki::repository
