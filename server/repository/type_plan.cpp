#include "repository/type_plan.h"

#include <algorithm>

#include "access/permit.h"
#include "base/bytes.h"
#include "base/json/parse.h"
#include "repository/index_rows.h"

namespace linkki::repository {
namespace {

using candidates::Numbers;

// A condition is held against each candidate's own rows once it has so many times their number of entries.
constexpr std::uint64_t intersect_factor = 16;
constexpr std::uint64_t estimate_keys = 2'000;

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

}  // namespace

base::Outcome<TypePlan> TypePlan::make(const Snapshot& snapshot, const search::Query& query,
                                       const std::string& type, base::Instant now,
                                       const find::Settings& settings) {
  TypePlan plan(snapshot, query, type);
  const Reading& reading = snapshot.reading();
  const Conditions make(snapshot.reads(), *reading.dictionary, *reading.facets, *reading.hash, now);
  for (const search::Clause& clause : query.clauses) {
    TRY(auto condition, make.make(type, clause));
    plan.conditions_.push_back(std::move(condition));
  }
  if (settings.compartment_focus) TRY_VOID(plan.add_compartment(settings));
  for (const search::Sort& sort : query.sorts) TRY_VOID(plan.add_sort(sort));
  return plan;
}

base::Failure TypePlan::not_indexed(std::string_view code) const {
  return indexing(snapshot_->reads(), type_, code, *facets_);
}

base::Outcome<void> TypePlan::add_compartment(const find::Settings& settings) {
  Condition condition;
  std::string focus;
  base::append_big_endian(focus, settings.compartment_focus);
  for (const std::string& code : settings.compartment) {
    const ParameterFacets* const parameter = facets_->find(code);
    if (!parameter) continue;
    if (parameter->stale) return not_indexed(code);
    condition.ranges.push_back({parameter->code(Facet::target), focus, focus + '\0', {}, {}, {}});
  }
  conditions_.push_back(std::move(condition));
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

bool TypePlan::open() const {
  const bool named = std::any_of(conditions_.begin(), conditions_.end(),
                                 [](const Condition& condition) { return condition.by_number; });
  return access::is_public(type_) && !named;
}

Numbers TypePlan::collect() const {
  const storage::Reads& reads = snapshot_->reads();
  std::vector<std::pair<std::uint64_t, const Condition*>> plan;
  for (const Condition& condition : conditions_) {
    if (!condition.negated)
      plan.emplace_back(candidates::estimate(reads, condition, estimate_keys), &condition);
  }
  std::sort(plan.begin(), plan.end());
  Numbers numbers = plan.empty() ? candidates::all_of(reads, facets_->live)
                                 : candidates::collect(reads, *plan.front().second);
  std::vector<const Condition*> later;
  for (std::size_t i = 1; i < plan.size(); ++i) {
    if (plan[i].first <= numbers.size() * intersect_factor) {
      numbers = candidates::intersect(numbers, candidates::collect(reads, *plan[i].second));
    } else {
      later.push_back(plan[i].second);
    }
  }
  for (const Condition& condition : conditions_) {
    if (condition.negated) numbers = candidates::without(numbers, candidates::collect(reads, condition));
  }
  if (!later.empty()) {
    std::erase_if(numbers, [&](Number number) {
      const auto rows = index::stored(reads, number);
      return !std::all_of(later.begin(), later.end(),
                          [&](const auto* one) { return one->matches(number, rows); });
    });
  }
  return numbers;
}

bool TypePlan::matches(Number number, const std::vector<IndexRow>& rows) const {
  return std::all_of(conditions_.begin(), conditions_.end(),
                     [&](const Condition& condition) { return condition.matches(number, rows); });
}

TypePlan::Keys TypePlan::keys(const std::vector<IndexRow>& rows) const {
  Keys keys;
  for (std::size_t i = 0; i < sort_facets_.size(); ++i) {
    keys.push_back(sort_key(rows, sort_facets_[i], query_->sorts[i].descending));
  }
  return keys;
}

std::vector<IndexRow> TypePlan::rows_of(const Row& row) const {
  const Reading& reading = snapshot_->reading();
  auto document = json::parse(snapshot_->json(row));
  ensure(document.ok());
  auto indexed = reading.extractor->extract(fhir::root(document->root, *reading.definitions));
  if (!indexed.ok()) return {};  // it has more values by today's definitions than a resource may have
  Rows made = make_rows(*facets_, *reading.dictionary, *reading.hash, *indexed);
  for (const ReferenceRow& reference : made.references) {
    IndexRow row_of{reference.facet, {}};
    base::append_big_endian(
        row_of.value,
        snapshot_->number(reading.dictionary->type_name(reference.target.type), reference.target.id));
    made.rows.push_back(std::move(row_of));
  }
  made.rows.push_back(updated_row(facets_->updated, row.header.time));
  return std::move(made.rows);
}

}  // namespace linkki::repository
