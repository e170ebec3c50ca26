#include "repository/condition.h"

#include <algorithm>

#include "base/bytes.h"
#include "repository/decimal_key.h"
#include "repository/identity.h"
#include "repository/messages.h"
#include "repository/meta.h"
#include "repository/reindex.h"
#include "search/fold.h"

namespace linkki::repository {
namespace {

using definitions::SearchType;
using search::Modifier;
using search::Prefix;

Range whole(FacetCode facet) {
  return {facet, {}, {}, {}, {}, {}};
}

Range exactly(FacetCode facet, const std::string& value) {
  return {facet, value, value + '\0', {}, {}, {}};
}

Range beginning_with(FacetCode facet, const std::string& prefix) {
  return {facet, prefix, after_prefix(prefix), {}, {}, {}};
}

base::Failure unsupported(const search::Clause& clause) {
  return base::refuse(
      base::Refusal::bad_request,
      base::error(base::IssueType::not_supported, base::message::search_unsupported, {clause.code}));
}

}  // namespace

base::Failure indexing(const storage::Reads& reads, std::string_view type, std::string_view code,
                       const Facets::Type& facets) {
  std::uint64_t done = 0;
  for (const reindex::Progress& one : reindex::progress(reads)) {
    if (one.type == type) done = one.done;
  }
  return base::refuse(base::Refusal::bad_request,
                      base::error(base::IssueType::transient, base::message::search_indexing,
                                  {std::string(code), std::string(type), std::to_string(done),
                                   std::to_string(meta::live(reads, facets.code))}));
}

namespace {

base::Failure too_long(const search::Clause& clause, std::size_t bytes_max) {
  return base::refuse(base::Refusal::bad_request,
                      base::error(base::IssueType::too_long, base::message::search_text_long,
                                  {clause.code, std::to_string(bytes_max)}));
}

// Instants of [from, to) as keys; from = min is the beginning, to = max the end.
std::string low_key(base::Instant from) {
  return from == base::Instant::min() ? std::string{} : instant_key(from);
}
std::string high_key(base::Instant to) {
  return to == base::Instant::max() ? std::string{} : instant_key(to);
}

constexpr auto one = std::chrono::microseconds{1};

base::Instant shift(base::Instant instant, std::chrono::microseconds by) {
  if (by < by.zero() && instant < base::Instant::min() - by) return base::Instant::min();
  if (by > by.zero() && instant > base::Instant::max() - by) return base::Instant::max();
  return instant + by;
}

}  // namespace

std::string after_prefix(std::string prefix) {
  while (!prefix.empty() && prefix.back() == '\xff') prefix.pop_back();
  if (!prefix.empty()) ++prefix.back();
  return prefix;
}

bool Range::admits(std::string_view value) const {
  if (value < from || (!to.empty() && value >= to)) return false;
  if (!second_from.empty() && value.substr(8) < second_from) return false;
  if (!second_to.empty() && value.substr(8) >= second_to) return false;
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

base::Outcome<Condition> Conditions::make(const std::string& type, const search::Clause& clause) const {
  const Facets::Type* const facets = facets_.find(type);
  ensure(facets);
  Condition condition;
  if (clause.code == "_id") {
    condition.by_number = true;
    for (const search::Value& value : clause.values) {
      if (const Number number = identity::find(reads_, facets->code, value.text))
        condition.numbers.push_back(number);
    }
    std::sort(condition.numbers.begin(), condition.numbers.end());
    condition.numbers.erase(std::unique(condition.numbers.begin(), condition.numbers.end()),
                            condition.numbers.end());
    return condition;
  }
  const ParameterFacets* const parameter = facets->find(clause.code);
  if (!parameter || facets_of(parameter->parameter->type).empty()) return unsupported(clause);
  const bool changed = clause.parameter && clause.parameter->type != parameter->parameter->type;  // just now
  if (changed) return unsupported(clause);
  if (parameter->stale) return indexing(reads_, type, clause.code, *facets);
  if (clause.modifier == Modifier::missing) {
    const bool always = clause.code == "_lastUpdated";  // given in the commit, it is never missing
    condition.ranges.push_back(whole(always ? facets->live : parameter->code(Facet::present)));
    condition.negated = clause.values.front().truth;
    return condition;
  }
  condition.negated = clause.modifier == Modifier::negated;
  for (const search::Value& value : clause.values) TRY_VOID(add(condition, clause, value, *parameter));
  return condition;
}

base::Outcome<void> Conditions::add(Condition& condition, const search::Clause& clause,
                                    const search::Value& value, const ParameterFacets& facets) const {
  switch (facets.parameter->type) {
    case SearchType::token:
      if (clause.modifier != Modifier::none && clause.modifier != Modifier::negated)
        return unsupported(clause);
      add_token(condition, value, facets);
      return base::done();
    case SearchType::reference: return add_reference(condition, clause, value, facets);
    case SearchType::date: add_date(condition, value, facets); return base::done();
    case SearchType::string: return add_string(condition, clause, value, facets);
    case SearchType::number: return add_number(condition, clause, value, facets);
    case SearchType::uri: return add_uri(condition, clause, value, facets);
    case SearchType::quantity:
    case SearchType::composite:
    case SearchType::special: return unsupported(clause);
  }
  ensure(!"a search type");
}

void Conditions::add_token(Condition& condition, const search::Value& value,
                           const ParameterFacets& facets) const {
  if (value.system_given && value.text.empty()) {
    condition.ranges.push_back(exactly(facets.code(Facet::system), hash_.hash8(value.system)));
  } else {
    condition.ranges.push_back(code_range(facets.code(Facet::code), value));
  }
}

Range Conditions::code_range(FacetCode facet, const search::Value& value) const {
  return value.system_given ? exactly(facet, hash_.token(value.system, value.text))
                            : beginning_with(facet, hash_.hash8(value.text));
}

base::Outcome<void> Conditions::add_reference(Condition& condition, const search::Clause& clause,
                                              const search::Value& value,
                                              const ParameterFacets& facets) const {
  if (clause.modifier == Modifier::identifier) {
    if (value.text.empty()) return unsupported(clause);  // the index has no row for a system alone
    condition.ranges.push_back(code_range(facets.code(Facet::identifier), value));
    return base::done();
  }
  if (!value.url.empty()) {
    condition.ranges.push_back(exactly(facets.code(Facet::url), hash_.hash16(value.url)));
    return base::done();
  }
  const auto add_target = [&](std::string_view type) {
    if (const Number number = identity::find(reads_, dictionary_.type(type), value.text)) {
      std::string key;
      base::append_big_endian(key, number);
      condition.ranges.push_back(exactly(facets.code(Facet::target), key));
    }
  };
  if (!value.type.empty()) {
    add_target(value.type);
  } else {
    for (const std::string_view target : facets.parameter->targets) add_target(target);
  }
  return base::done();
}

// Ranges for: low in [low_from, low_to) and high in [high_from, high_to).
struct Conditions::Dates {
  base::Instant low_from = base::Instant::min(), low_to = base::Instant::max();
  base::Instant high_from = base::Instant::min(), high_to = base::Instant::max();

  void add_to(Condition& condition, const ParameterFacets& facets) const {
    const base::Instant day_from = std::max(low_from, shift(high_from, -day_span_max));
    condition.ranges.push_back({facets.code(Facet::day),
                                low_key(day_from),
                                high_key(low_to),
                                low_key(high_from),
                                high_key(high_to),
                                {}});
    if (low_from != base::Instant::min() || low_to != base::Instant::max()) {
      condition.ranges.push_back({facets.code(Facet::span),
                                  low_key(low_from),
                                  high_key(low_to),
                                  low_key(high_from),
                                  high_key(high_to),
                                  {}});
    } else {
      condition.ranges.push_back(
          {facets.code(Facet::span_end), low_key(high_from), high_key(high_to), {}, {}, {}});
    }
  }
};

void Conditions::add_date(Condition& condition, const search::Value& value,
                          const ParameterFacets& facets) const {
  const auto add = [&](Dates dates) { dates.add_to(condition, facets); };
  const Dates contained{.low_from = value.low, .high_to = shift(value.high, one)};
  const Dates above{.high_from = shift(value.high, one)};
  const Dates below{.low_to = value.low};
  switch (value.prefix) {
    case Prefix::eq: add(contained); break;
    case Prefix::ne:
      add(above);
      add(below);
      break;
    case Prefix::gt: add(above); break;
    case Prefix::lt: add(below); break;
    case Prefix::ge:
      add(above);
      add(contained);
      break;
    case Prefix::le:
      add(below);
      add(contained);
      break;
    case Prefix::sa: add({.low_from = value.high}); break;
    case Prefix::eb: add({.high_to = shift(value.low, one)}); break;
    case Prefix::po: add({.low_to = value.high, .high_from = shift(value.low, one)}); break;
    case Prefix::ap: {
      const auto gap = std::chrono::abs(now_ - value.low) / 10;
      add({.low_to = shift(value.high, gap), .high_from = shift(value.low, one - gap)});
      break;
    }
  }
}

base::Outcome<void> Conditions::add_string(Condition& condition, const search::Clause& clause,
                                           const search::Value& value, const ParameterFacets& facets) const {
  if (clause.modifier == Modifier::equal) {
    condition.ranges.push_back(
        exactly(facets.code(Facet::prefix), search::fold(value.text).substr(0, prefix_bytes_max)));
    return base::done();
  }
  if (clause.modifier == Modifier::exact) {
    condition.ranges.push_back(exactly(facets.code(Facet::exact), hash_.hash16(value.text)));
    return base::done();
  }
  std::string folded = search::fold(value.text);
  if (clause.modifier == Modifier::contains || clause.modifier == Modifier::ends) {
    if (folded.size() > contains_bytes_max) return too_long(clause, contains_bytes_max);
    for (const Facet facet : {Facet::prefix, Facet::rest}) {
      Range range = whole(facets.code(facet));
      (clause.modifier == Modifier::ends ? range.ends : range.contains) = folded;
      condition.ranges.push_back(std::move(range));
    }
    return base::done();
  }
  folded.resize(std::min(folded.size(), prefix_bytes_max));
  condition.ranges.push_back(beginning_with(facets.code(Facet::prefix), folded));
  return base::done();
}

base::Outcome<void> Conditions::add_number(Condition& condition, const search::Clause& clause,
                                           const search::Value& value, const ParameterFacets& facets) const {
  using fhirpath::Decimal;
  const auto asked = Decimal::parse(value.decimal);
  if (!asked) return unsupported(clause);
  const Decimal half = *divide(Decimal::unit(asked->scale()), Decimal(2));
  const auto low = fhirpath::add(*asked, -half);
  const auto high = fhirpath::add(*asked, half);
  const auto tenth = divide(*asked, Decimal(10));
  if (!low || !high || !tenth) return unsupported(clause);
  const FacetCode facet = facets.code(Facet::decimal);
  const auto between = [&](const std::string& from, const std::string& to) {
    condition.ranges.push_back({facet, from, to, {}, {}, {}});
  };
  const std::string at = decimal_key(*asked);
  switch (value.prefix) {
    case Prefix::eq: between(decimal_key(*low), decimal_key(*high)); break;
    case Prefix::ne:
      between({}, decimal_key(*low));
      between(decimal_key(*high), {});
      break;
    case Prefix::gt:
    case Prefix::sa: between(at + '\0', {}); break;
    case Prefix::lt:
    case Prefix::eb: between({}, at); break;
    case Prefix::ge: between(at, {}); break;
    case Prefix::le: between({}, at + '\0'); break;
    case Prefix::po: return unsupported(clause);  // of dates alone
    case Prefix::ap: {
      const Decimal width = asked->negative() ? -*tenth : *tenth;
      between(decimal_key(*linkki::fhirpath::add(*asked, -width)),
              decimal_key(*linkki::fhirpath::add(*asked, width)) + '\0');
      break;
    }
  }
  return base::done();
}

base::Outcome<void> Conditions::add_uri(Condition& condition, const search::Clause& clause,
                                        const search::Value& value, const ParameterFacets& facets) const {
  if (clause.modifier != Modifier::below) {
    condition.ranges.push_back(exactly(facets.code(Facet::url), hash_.hash16(value.text)));
    return base::done();
  }
  condition.ranges.push_back(
      beginning_with(facets.code(Facet::prefix), value.text.substr(0, prefix_bytes_max)));
  return base::done();
}

}  // namespace linkki::repository
