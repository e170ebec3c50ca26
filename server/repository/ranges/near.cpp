#include "repository/ranges/ranges.h"

namespace linkki::repository {

base::Outcome<Ranges> near_ranges(const Ground& ground, const Asked& asked) {
  const search::Value& value = asked.value;
  const auto circle = std::make_shared<const Circle>(
      Circle{{value.latitude, value.longitude}, value.distance_metres.value_or(ground.near_metres)});
  Ranges ranges;
  for (auto& [from, to] : circle->squares()) {
    Range& range = ranges.emplace_back(within(asked.facets.code(Facet::place), {from, to}));
    range.circle = circle;
  }
  return ranges;
}

}  // namespace linkki::repository
