#include "repository/type_plan.h"

#include <algorithm>

#include "access/contact_data.h"
#include "access/permit.h"
#include "base/bytes.h"
#include "repository/conditions.h"

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
  plan.nearness_ = Nearness(query.clauses, *snapshot.reading().facets, type, settings.near_metres);
  TRY(plan.criterion_,
      make_criterion({snapshot, now, settings.codes.get(), settings.near_metres}, type, query.clauses));
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
    compartment.condition.ranges.push_back(exactly(parameter->code(Facet::target), focus));
  }
  criterion_.parts.push_back(std::move(compartment));
  return base::done();
}

base::Outcome<void> TypePlan::add_sort(const search::Sort& sort) {
  std::vector<FacetCode>& codes = sort_facets_.emplace_back();
  sorts_by_contact_ |= sort.code != search::score_sort && access::tells_contact_data(type_, sort.code);
  const ParameterFacets* const parameter = facets_->find(sort.code);
  if (parameter && parameter->stale) return not_indexed(sort.code);
  if (sort.code == "_lastUpdated") {
    codes.push_back(facets_->updated);
  } else if (parameter) {
    codes = parameter->order();
  }
  return base::done();
}

// Numbers that `_id` names may be of resources that are deleted, or were never there.
bool TypePlan::open() const {
  return access::is_public(type_) && !names_numbers(criterion_);
}

SortKeys TypePlan::keys(Number number, const std::vector<IndexRow>& rows, const Moment& moment) const {
  SortKeys keys;
  for (std::size_t i = 0; i < sort_facets_.size(); ++i) {
    const search::Sort& sort = query_->sorts[i];
    const bool near = sort.parameter && sort.parameter->type == definitions::SearchType::special;
    if (sort.code == search::score_sort) {
      keys.emplace_back(relevance_.key(number, rows, moment));
    } else {
      keys.push_back(near ? nearness_.key(rows, moment) : sort_key(rows, sort_facets_[i], sort.descending));
    }
  }
  return keys;
}

}  // namespace linkki::repository
