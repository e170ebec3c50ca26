#include "repository/quantity_keys.h"
#include "repository/ranges/component_bounds.h"
#include "repository/ranges/ends.h"
#include "repository/ranges/ranges.h"

namespace linkki::repository {

namespace {

using Tried = std::optional<std::vector<Ends>>;

// The units that are meant by system|code: as they may be turned into others, and those of numbers too long
// for that.
std::vector<Unit> units_of(const search::Value& value) {
  std::vector<Unit> units{Unit::alone(value.system, value.text)};
  Unit turned = Unit::of(value.system, value.text);
  if (turned.kind != units[0].kind) units.insert(units.begin(), std::move(turned));
  return units;
}

// `bounds` behind the same eight bytes.
Bounds behind(const std::string& hash, const Bounds& bounds) {
  return {hash + bounds.from, bounds.to.empty() ? after_prefix(hash) : hash + bounds.to};
}

Alternatives plain_bounds(const std::vector<Ends>& ends) {
  Alternatives all;
  for (const Ends& one : ends) all.push_back({one.low, one.high, {}, {}, {}, {}, {}});
  return all;
}

// Either the code or what people call the unit.
Alternatives named_bounds(const std::vector<Ends>& ends, const std::string& name) {
  Alternatives all;
  for (const Ends& one : ends) {
    all.push_back({one.low, one.high, {}, {}, {}, Bounds::exactly(name), {}});
    all.push_back({one.low, one.high, {}, {}, {}, {}, Bounds::exactly(name)});
  }
  return all;
}

Alternatives canonical_bounds(const search::Value& value, const FacetHash& hash) {
  Alternatives all;
  for (const Unit& unit : units_of(value)) {
    const Tried ends = decimal_ends(value.prefix, value.decimal, unit.factor);
    if (!ends) continue;
    for (const Ends& one : *ends)
      all.push_back({{}, {}, Bounds::exactly(hash.hash8(unit.kind)), one.low, one.high, {}, {}});
  }
  return all;
}

}  // namespace

std::optional<Alternatives> quantity_bounds(const search::Value& value, const FacetHash& hash) {
  const Tried ends = decimal_ends(value.prefix, value.decimal);
  if (!ends) return std::nullopt;
  if (value.text.empty()) return plain_bounds(*ends);
  return value.system_given ? canonical_bounds(value, hash) : named_bounds(*ends, hash.hash8(value.text));
}

base::Outcome<Ranges> quantity_ranges(const Ground& ground, const Asked& asked) {
  const auto& [clause, value, facets] = asked;
  const FacetHash& hash = ground.hash();
  const Tried ends = decimal_ends(value.prefix, value.decimal);
  const auto spans = quantity_bounds(value, hash);
  if (!ends || !spans) return too_many_digits(clause);
  Ranges ranges;
  for (const auto& bounds : *spans) ranges.push_back(joined(facets.code(Facet::range), bounds));
  const auto add = [&](Facet facet, const Bounds& bounds) {
    ranges.push_back(within(facets.code(facet), bounds));
  };
  if (value.text.empty()) {
    for (const Ends& one : *ends) add(Facet::decimal, one.point());
  } else if (!value.system_given) {
    for (const Ends& one : *ends) add(Facet::unit, behind(hash.hash8(value.text), one.point()));
  } else {
    for (const Unit& unit : units_of(value)) {
      const Tried turned = decimal_ends(value.prefix, value.decimal, unit.factor);
      for (std::size_t i = 0; turned && i < turned->size(); ++i)
        add(Facet::measure, behind(hash.hash8(unit.kind), (*turned)[i].point()));
    }
  }
  return ranges;
}

}  // namespace linkki::repository
