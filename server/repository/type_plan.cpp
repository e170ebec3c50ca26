#include "repository/type_plan.h"

#include <algorithm>

#include "access/permit.h"
#include "base/bytes.h"

namespace linkki::repository {
namespace {

// What the rows of one resource say of a sort: the lowest value, or the highest when descending.
std::optional<std::string> sort_key(const std::vector<IndexRow>& rows, const std::vector<FacetCode>& facets,
                                    bool descending) {
  std::optional<std::string> best;
  for (const IndexRow& row : rows) {
    if (std::find(facets.begin(), facets.end(), row.facet) == facets.end()) continue;
    if (!best || (row.value < *best) != descending) best = row.value;
  }
  return best;
}

bool names_numbers(const Criterion& criterion) {
  return criterion.condition.by_number ||
         std::any_of(criterion.parts.begin(), criterion.parts.end(), names_numbers);
}

}  // namespace

base::Outcome<TypePlan> TypePlan::make(const Snapshot& snapshot, const search::Query& query,
                                       const std::string& type, base::Instant now,
                                       const find::Settings& settings) {
  TypePlan plan(snapshot, query, type);
  TRY(plan.criterion_, make_criterion(snapshot, now, type, query.clauses));
  if (settings.compartment_focus) TRY_VOID(plan.add_compartment(settings));
  for (const search::Sort& sort : query.sorts) TRY_VOID(plan.add_sort(sort));
  return plan;
}

base::Failure TypePlan::not_indexed(std::string_view code) const {
  return indexing(snapshot_->reads(), type_, code, *facets_);
}

base::Outcome<void> TypePlan::add_compartment(const find::Settings& settings) {
  Criterion compartment;
  compartment.kind = Criterion::Kind::test;
  compartment.text = "compartment";
  std::string focus;
  base::append_big_endian(focus, settings.compartment_focus);
  const auto codes = settings.compartment.find(type_);
  for (const std::string& code :
       codes == settings.compartment.end() ? std::vector<std::string>{} : codes->second) {
    const ParameterFacets* const parameter = facets_->find(code);
    if (!parameter) continue;
    if (parameter->stale) return not_indexed(code);
    compartment.condition.ranges.push_back({parameter->code(Facet::target), focus, focus + '\0', {}, {}, {}});
  }
  criterion_.parts.push_back(std::move(compartment));
  return base::done();
}

base::Outcome<void> TypePlan::add_sort(const search::Sort& sort) {
  std::vector<FacetCode>& codes = sort_facets_.emplace_back();
  const ParameterFacets* const parameter = facets_->find(sort.code);
  if (parameter && parameter->stale) return not_indexed(sort.code);
  if (sort.code == "_lastUpdated") {
    codes.push_back(facets_->updated);
  } else if (parameter) {
    for (const Facet facet :
         {Facet::order, Facet::target, Facet::day, Facet::span, Facet::prefix, Facet::decimal}) {
      if (parameter->code(facet)) codes.push_back(parameter->code(facet));
    }
  }
  return base::done();
}

// Numbers that `_id` names may be of resources that are deleted, or were never there.
bool TypePlan::open() const {
  return access::is_public(type_) && !names_numbers(criterion_);
}

SortKeys TypePlan::keys(const std::vector<IndexRow>& rows) const {
  SortKeys keys;
  for (std::size_t i = 0; i < sort_facets_.size(); ++i) {
    keys.push_back(sort_key(rows, sort_facets_[i], query_->sorts[i].descending));
  }
  return keys;
}

}  // namespace linkki::repository
