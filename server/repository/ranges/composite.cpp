#include "repository/ranges/component_bounds.h"
#include "repository/ranges/ranges.h"

namespace linkki::repository {

using definitions::SearchType;

namespace {

std::optional<Alternatives> bounds_of(const Ground& ground, const definitions::SearchParameter& parameter,
                                      const search::Value& value) {
  const FacetHash& hash = ground.hash();
  switch (parameter.type) {
    case SearchType::token: return token_bounds(value, hash);
    case SearchType::reference: return reference_bounds(value, parameter, hash);
    case SearchType::date: return date_bounds(value, ground.now);
    case SearchType::string: return string_bounds(value);
    case SearchType::uri: return uri_bounds(value, hash);
    case SearchType::number: return number_bounds(value);
    case SearchType::quantity: return quantity_bounds(value, hash);
    case SearchType::composite:
    case SearchType::special: return std::nullopt;
  }
  ensure(!"a search type");
}

// Every one of `some` followed by every one of `next`.
Alternatives followed(const Alternatives& some, const Alternatives& next) {
  Alternatives all;
  for (const auto& head : some) {
    for (const auto& tail : next) {
      auto& both = all.emplace_back(head);
      both.insert(both.end(), tail.begin(), tail.end());
    }
  }
  return all;
}

}  // namespace

base::Outcome<Ranges> composite_ranges(const Ground& ground, const Asked& asked) {
  const auto& [clause, value, facets] = asked;
  const auto components = facets.parameter->components;
  if (components.size() != value.components.size()) return unsupported(clause);  // redefined just now
  Alternatives all{{}};
  for (std::size_t i = 0; i < components.size(); ++i) {
    const auto* const parameter =
        ground.snapshot.reading().definitions->find_search_parameter(components[i].definition);
    if (!parameter) return unsupported(clause);
    const auto bounds = bounds_of(ground, *parameter, value.components[i]);
    if (!bounds) return too_many_digits(clause);
    all = followed(all, *bounds);
  }
  Ranges ranges;
  for (const auto& bounds : all) ranges.push_back(joined(facets.code(Facet::together), bounds));
  return ranges;
}

}  // namespace linkki::repository
