#include "repository/ranges/component_bounds.h"
#include "repository/ranges/ends.h"
#include "repository/ranges/ranges.h"

namespace linkki::repository {

std::optional<Alternatives> number_bounds(const search::Value& value) {
  const auto ends = decimal_ends(value.prefix, value.decimal);
  if (!ends) return std::nullopt;
  Alternatives all;
  for (const Ends& one : *ends) all.push_back({one.low, one.high});
  return all;
}

base::Outcome<Ranges> number_ranges(const Asked& asked) {
  const auto& [clause, value, facets] = asked;
  const auto ends = decimal_ends(value.prefix, value.decimal);
  if (!ends) return too_many_digits(clause);
  Ranges ranges;
  for (const Ends& one : *ends) {
    ranges.push_back(within(facets.code(Facet::decimal), one.point()));
    ranges.push_back(joined(facets.code(Facet::range), {one.low, one.high}));
  }
  return ranges;
}

}  // namespace linkki::repository
