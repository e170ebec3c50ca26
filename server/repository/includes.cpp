#include "repository/includes.h"

#include <set>

#include "base/bytes.h"
#include "repository/candidates.h"
#include "repository/conditions.h"
#include "repository/messages.h"
#include "repository/moment.h"
#include "repository/work.h"

namespace linkki::repository {
namespace {

using candidates::Numbers;

class Inclusion {
 public:
  Inclusion(const Moment& moment, const find::Settings& settings, Work& work, Found& found)
      : moment_(moment), snapshot_(moment.snapshot()), settings_(settings), work_(work), found_(found) {
    for (const Match& match : found.matches) shown_.insert(match.number);
  }

  base::Outcome<void> run(const std::vector<search::Include>& includes) {
    for (const search::Include& include : includes) TRY_VOID(check(include));
    std::vector<Match> round = found_.matches;
    for (int rounds = 0; !round.empty() && rounds < settings_.include_rounds_max; ++rounds) {
      std::vector<Match> added;
      for (const search::Include& include : includes) {
        if (rounds > 0 && !include.iterate) continue;
        for (const Match& match : round) TRY_VOID(add(include, match, added));
      }
      found_.includes.insert(found_.includes.end(), added.begin(), added.end());
      round = std::move(added);
    }
    return base::done();
  }

 private:
  const storage::Reads& reads() const { return snapshot_.reads(); }
  const Facets::Type* facets(std::string_view type) const { return snapshot_.reading().facets->find(type); }

  // `*` brings along what is indexed; a parameter that is named must be.
  base::Outcome<void> check(const search::Include& include) const {
    const Facets::Type* const source = facets(include.source);
    const ParameterFacets* const parameter = source ? source->find(include.parameter) : nullptr;
    if (!parameter || !parameter->stale) return base::done();
    return indexing(reads(), include.source, include.parameter, *source);
  }

  base::Outcome<void> add(const search::Include& include, const Match& match, std::vector<Match>& added) {
    for (const Number number :
         include.reverse ? referring(include, match.number) : referred(include, match)) {
      if (shown_.contains(number)) continue;
      if (!work_.spend()) return work_.outcome();
      const auto one = moment_.see(number);
      if (!one) continue;
      if (found_.includes.size() + added.size() >= settings_.includes_max) return too_many();
      shown_.insert(number);
      added.push_back(*one);
    }
    return base::done();
  }

  base::Failure too_many() const {
    return base::refuse(base::Refusal::unprocessable,
                        base::error(base::IssueType::too_costly, base::message::search_includes,
                                    {std::to_string(settings_.includes_max)}));
  }

  Numbers referred(const search::Include& include, const Match& match) const {
    Numbers numbers;
    const std::string_view type = snapshot_.type_name(match.number);
    const Facets::Type* const source = facets(type);
    if (type != include.source || !source) return numbers;
    for (const IndexRow& row : moment_.rows(match.number)) {
      for (const ParameterFacets& parameter : source->parameters) {
        if (parameter.code(Facet::target) != row.facet) continue;
        if (include.parameter != "*" && include.parameter != parameter.parameter->code) continue;
        const auto number = base::read_big_endian<Number>(row.value);
        if (include.target.empty() || snapshot_.type_name(number) == include.target)
          numbers.push_back(number);
      }
    }
    return numbers;
  }

  Numbers referring(const search::Include& include, Number target) const {
    Numbers numbers;
    const Facets::Type* const source = facets(include.source);
    if (!source || (!include.target.empty() && snapshot_.type_name(target) != include.target)) return numbers;
    std::string value;
    base::append_big_endian(value, target);
    for (const ParameterFacets& parameter : source->parameters) {
      const FacetCode facet = parameter.code(Facet::target);
      if (!facet || (include.parameter != "*" && include.parameter != parameter.parameter->code)) continue;
      for (const Number number : candidates::with(reads(), facet, value)) numbers.push_back(number);
    }
    return numbers;
  }

  const Moment& moment_;
  const Snapshot& snapshot_;
  const find::Settings& settings_;
  Work& work_;
  Found& found_;
  std::set<Number> shown_;
};

}  // namespace

base::Outcome<void> add_includes(const Moment& moment, const std::vector<search::Include>& includes,
                                 const find::Settings& settings, Work& work, Found& found) {
  return Inclusion(moment, settings, work, found).run(includes);
}

std::optional<Match> visible(const Snapshot& snapshot, const Sight& sight, Number number) {
  const auto row = snapshot.current(number);
  if (!row || row->header.deleted) return std::nullopt;
  const auto why = sight.sees(number, row->header);
  if (!why) return std::nullopt;
  return Match{number, row->header.version, why};
}

}  // namespace linkki::repository
