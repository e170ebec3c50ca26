#include "repository/conditions.h"

#include <algorithm>
#include <iterator>

#include "repository/identity.h"
#include "repository/messages.h"
#include "repository/meta.h"
#include "repository/reindex.h"
#include "repository/words.h"
#include "search/text.h"

namespace linkki::repository {

using definitions::SearchType;
using search::Modifier;

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

base::Outcome<Condition> Conditions::make(const std::string& type, const search::Clause& clause) const {
  const Facets::Type* const facets = ground_.facets().find(type);
  ensure(facets);
  if (clause.code == "_id") return by_id(*facets, clause);
  if (search::is_text_parameter(clause.code)) {
    if (facets->words_stale) return indexing(ground_.reads(), type, clause.code, *facets);
    return word_condition(ground_, *facets, clause);
  }
  const ParameterFacets* const parameter = facets->find(clause.code);
  if (!parameter) return unsupported(clause);
  const bool changed = clause.parameter && clause.parameter->type != parameter->parameter->type;  // just now
  if (changed) return unsupported(clause);
  if (parameter->stale) return indexing(ground_.reads(), type, clause.code, *facets);
  Condition condition;
  if (clause.modifier == Modifier::missing) {
    const bool always = clause.code == "_lastUpdated";  // given in the commit, it is never missing
    condition.ranges.push_back(whole(always ? facets->live : parameter->code(Facet::present)));
    condition.negated = clause.values.front().truth;
    return condition;
  }
  condition.negated = clause.modifier == Modifier::negated || clause.modifier == Modifier::not_in;
  for (const search::Value& value : clause.values) {
    TRY(auto some, ranges(clause, value, *parameter));
    std::move(some.begin(), some.end(), std::back_inserter(condition.ranges));
  }
  return condition;
}

base::Outcome<Condition> Conditions::by_id(const Facets::Type& facets, const search::Clause& clause) const {
  Condition condition;
  condition.by_number = true;
  std::vector<Number>& numbers = condition.numbers;
  for (const search::Value& value : clause.values) {
    if (const Number number = identity::find(ground_.reads(), facets.code, value.text))
      numbers.push_back(number);
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return condition;
}

base::Outcome<Ranges> Conditions::ranges(const search::Clause& clause, const search::Value& value,
                                         const ParameterFacets& facets) const {
  const Asked asked{clause, value, facets};
  switch (facets.parameter->type) {
    case SearchType::token: return token_ranges(ground_, asked);
    case SearchType::reference: return reference_ranges(ground_, asked);
    case SearchType::date: return date_ranges(ground_, asked);
    case SearchType::string: return string_ranges(ground_, asked);
    case SearchType::number: return number_ranges(asked);
    case SearchType::uri: return uri_ranges(ground_, asked);
    case SearchType::quantity: return quantity_ranges(ground_, asked);
    case SearchType::composite: return composite_ranges(ground_, asked);
    case SearchType::special: return near_ranges(ground_, asked);
  }
  ensure(!"a search type");
}

}  // namespace linkki::repository
