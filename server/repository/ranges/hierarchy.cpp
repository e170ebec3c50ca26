#include "repository/ranges/hierarchy.h"

#include <algorithm>
#include <set>

#include "base/bytes.h"
#include "repository/candidates.h"
#include "repository/messages.h"
#include "search/limits.h"
#include "search/messages.h"

namespace linkki::repository {
namespace {

constexpr std::string_view part_parameters[] = {"partof", "part-of"};

base::Failure too_many() {
  return base::refuse(
      base::Refusal::bad_request,
      base::error(base::IssueType::too_costly, base::message::search_too_costly,
                  {std::to_string(limits::search_hierarchy_max),
                   base::Words{"resources above or below one", "resurssia yhden ylä- tai alapuolella",
                               "resurser ovanför eller under en"}}));
}

}  // namespace

std::optional<Hierarchy> Hierarchy::of(const Ground& ground, const std::string& type) {
  const Facets::Type* const facets = ground.facets().find(type);
  for (const std::string_view code : part_parameters) {
    const ParameterFacets* const parameter = facets ? facets->find(code) : nullptr;
    if (!parameter || parameter->stale) continue;
    const auto targets = parameter->parameter->targets;
    if (std::find(targets.begin(), targets.end(), type) != targets.end())
      return Hierarchy(ground.reads(), parameter->code(Facet::target));
  }
  return std::nullopt;
}

template <class Next>
base::Outcome<std::vector<Number>> Hierarchy::follow(Number number, Next&& next) const {
  std::set<Number> seen{number};
  std::vector<Number> all{number};
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const Number one : next(all[i])) {
      if (type_of(one) == type_of(number) && seen.insert(one).second) all.push_back(one);
    }
    if (all.size() > limits::search_hierarchy_max) return too_many();
  }
  return all;
}

base::Outcome<std::vector<Number>> Hierarchy::above(Number number) const {
  return follow(number, [&](Number one) {
    std::vector<Number> wholes;
    for (const IndexRow& row : index::stored(*reads_, one)) {
      if (row.facet == target_) wholes.push_back(base::read_big_endian<Number>(row.value));
    }
    return wholes;
  });
}

base::Outcome<std::vector<Number>> Hierarchy::below(Number number) const {
  return follow(number, [&](Number one) {
    std::string key;
    base::append_big_endian(key, one);
    return candidates::with(*reads_, target_, key);
  });
}

base::Failure no_hierarchy(const search::Clause& clause, const std::vector<std::string>& types) {
  std::string names;
  for (const std::string& type : types) names += (names.empty() ? "" : ", ") + type;
  return base::refuse(base::Refusal::bad_request,
                      base::error(base::IssueType::not_supported, base::message::search_hierarchy,
                                  {clause.code, std::move(names)}));
}

}  // namespace linkki::repository
