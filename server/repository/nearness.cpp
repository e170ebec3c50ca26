#include "repository/nearness.h"

#include <algorithm>

#include "base/bytes.h"
#include "repository/moment.h"
#include "search/derived.h"

namespace linkki::repository {

Nearness::Nearness(const std::vector<search::Clause>& clauses, const Facets& facets, std::string_view type,
                   double near_metres) {
  for (const search::Clause& clause : clauses) {
    const bool near = clause.kind == search::Clause::Kind::test &&
                      clause.modifier == search::Modifier::none && clause.parameter &&
                      clause.parameter->type == definitions::SearchType::special;
    if (!near) continue;
    set_facets(facets, type, clause);
    for (const search::Value& value : clause.values)
      circles_.push_back({{value.latitude, value.longitude}, value.distance_metres.value_or(near_metres)});
  }
}

void Nearness::set_facets(const Facets& facets, std::string_view type, const search::Clause& clause) {
  const auto code_of = [&](std::string_view of, std::string_view parameter, Facet facet) {
    const ParameterFacets* const found = facets.find(of)->find(parameter);
    return found ? found->code(facet) : FacetCode{0};
  };
  const auto elsewhere = search::values_elsewhere(type, clause.code);
  place_ = code_of(elsewhere ? elsewhere->type : type, clause.code, Facet::place);
  references_.clear();
  if (!elsewhere) return;
  for (const std::string_view reference : elsewhere->references)
    references_.push_back(code_of(type, reference, Facet::target));
}

void Nearness::take(const std::vector<IndexRow>& rows, std::optional<double>& nearest) const {
  for (const IndexRow& row : rows) {
    if (row.facet != place_) continue;
    for (const Circle& circle : circles_) {
      const auto one = circle.distance(row.value);
      if (one && (!nearest || *one < *nearest)) nearest = one;
    }
  }
}

std::optional<double> Nearness::metres(const std::vector<IndexRow>& rows, const Moment& moment) const {
  std::optional<double> nearest;
  if (references_.empty()) take(rows, nearest);
  for (const IndexRow& row : rows) {
    if (std::find(references_.begin(), references_.end(), row.facet) == references_.end()) continue;
    const auto target = base::read_big_endian<Number>(row.value);
    if (moment.see(target)) take(moment.rows(target), nearest);
  }
  return nearest;
}

std::optional<std::string> Nearness::key(const std::vector<IndexRow>& rows, const Moment& moment) const {
  const auto found = metres(rows, moment);
  if (!found) return std::nullopt;
  std::string key;
  base::append_big_endian(key, static_cast<std::uint64_t>(*found * 1'000));  // millimetres
  return key;
}

}  // namespace linkki::repository
