#include "repository/criterion.h"

#include <algorithm>
#include <map>

#include "access/contact_data.h"
#include "repository/conditions.h"
#include "repository/messages.h"
#include "repository/snapshot.h"
#include "search/derived.h"

namespace linkki::repository {
namespace {

using search::Clause;
using search::Modifier;

// What lies in the facets of the ranges, or in `others`, but in none of the ranges.
std::vector<Range> complement(std::vector<Range> ranges, const std::vector<FacetCode>& others) {
  std::map<FacetCode, std::vector<Range>> by_facet;
  for (const FacetCode facet : others) by_facet[facet];
  for (Range& range : ranges) by_facet[range.facet].push_back(std::move(range));
  std::vector<Range> outside;
  for (auto& [facet, inside] : by_facet) {
    std::sort(inside.begin(), inside.end(), [](const Range& a, const Range& b) { return a.from < b.from; });
    Range gap;
    gap.facet = facet;
    bool open = true;
    for (const Range& range : inside) {
      gap.to = range.from;
      if (!gap.to.empty() && gap.from < gap.to) outside.push_back(gap);
      gap.from = std::max(gap.from, range.to);
      open = open && !range.to.empty();
    }
    gap.to.clear();
    if (open) outside.push_back(gap);
  }
  return outside;
}

class Builder {
 public:
  explicit Builder(const Ground& ground)
      : snapshot_(ground.snapshot), facets_(ground.facets()), conditions_(ground) {}

  base::Outcome<Criterion> all(const std::string& type, const std::vector<Clause>& clauses) const {
    Criterion all;
    for (const Clause& clause : clauses) {
      TRY(auto part, make(type, clause));
      all.by_contact |= part.by_contact;
      if (part.kind == Criterion::Kind::all) {
        std::move(part.parts.begin(), part.parts.end(), std::back_inserter(all.parts));
      } else {
        all.parts.push_back(std::move(part));
      }
    }
    return all;
  }

 private:
  base::Outcome<Criterion> make(const std::string& type, const Clause& clause) const {
    Criterion criterion;
    if (const auto derived = search::derive(type, clause, *snapshot_.reading().definitions))
      return make(type, *derived);
    switch (clause.kind) {
      case Clause::Kind::test: {
        TRY(criterion, test(type, clause));
        criterion.by_contact = access::tells_contact_data(type, clause.code);
        break;
      }
      case Clause::Kind::chain: {
        TRY(criterion, chain(type, clause));
        break;
      }
      case Clause::Kind::has: {
        TRY(criterion, has(clause));
        break;
      }
      case Clause::Kind::all: {
        TRY(criterion, all(type, clause.parts));
        break;
      }
      case Clause::Kind::any:
      case Clause::Kind::none:
        for (const Clause& part : clause.parts) {
          TRY(auto one, make(type, part));
          criterion.by_contact |= one.by_contact;
          criterion.parts.push_back(std::move(one));
        }
    }
    criterion.kind = clause.kind;
    criterion.text = clause.text;
    return criterion;
  }

  base::Outcome<Criterion> test(const std::string& type, const Clause& clause) const {
    Criterion criterion;
    if (clause.modifier != Modifier::unequal) {
      TRY(criterion.condition, conditions_.make(type, clause));
      return criterion;
    }
    const auto versioned = [](const search::Value& value) { return !value.version.empty(); };
    if (std::any_of(clause.values.begin(), clause.values.end(), versioned)) return unsupported(clause);
    Clause equal = clause;
    const bool text = clause.parameter && clause.parameter->type == definitions::SearchType::string;
    equal.modifier = text ? Modifier::equal : Modifier::none;
    TRY(criterion.condition, conditions_.make(type, equal));
    if (criterion.condition.by_number) {
      criterion.condition.negated = true;
    } else {
      const ParameterFacets& facets = *facets_.find(type)->find(clause.code);
      std::vector<FacetCode> others;
      if (facets.parameter->type == definitions::SearchType::reference)
        others = {facets.code(Facet::target), facets.code(Facet::url)};
      criterion.condition.ranges = complement(std::move(criterion.condition.ranges), others);
    }
    return criterion;
  }

  base::Outcome<const ParameterFacets*> reference(const std::string& type, const std::string& code) const {
    const Facets::Type* const facets = facets_.find(type);
    ensure(facets);
    const ParameterFacets* const parameter = facets->find(code);
    if (!parameter || !parameter->code(Facet::target))
      return base::refuse(base::Refusal::bad_request, base::error(base::IssueType::not_supported,
                                                                  base::message::search_unsupported, {code}));
    if (parameter->stale) return indexing(snapshot_.reads(), type, code, *facets);
    return parameter;
  }

  base::Outcome<Criterion> chain(const std::string& type, const Clause& clause) const {
    Criterion criterion;
    TRY(const auto* const parameter, reference(type, clause.code));
    criterion.reference = parameter->code(Facet::target);
    for (const search::Branch& branch : clause.branches) TRY_VOID(add_far(branch, criterion));
    return criterion;
  }

  base::Outcome<Criterion> has(const Clause& clause) const {
    Criterion criterion;
    TRY(const auto* const parameter, reference(clause.branches.front().type, clause.code));
    criterion.reference = parameter->code(Facet::target);
    TRY_VOID(add_far(clause.branches.front(), criterion));
    return criterion;
  }

  base::Outcome<void> add_far(const search::Branch& branch, Criterion& criterion) const {
    Far far{facets_.find(branch.type), branch.type, {}};
    ensure(far.type);
    TRY(far.criterion, all(branch.type, branch.clauses));
    criterion.far.push_back(std::move(far));
    return base::done();
  }

  const Snapshot& snapshot_;
  const Facets& facets_;
  const Conditions conditions_;
};

}  // namespace

base::Outcome<Criterion> make_criterion(const Ground& ground, const std::string& type,
                                        const std::vector<Clause>& clauses) {
  return Builder(ground).all(type, clauses);
}

}  // namespace linkki::repository
