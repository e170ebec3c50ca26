#include "referral/judge.h"

#include <algorithm>

#include "referral/element.h"
#include "referral/refusal.h"

namespace linkki::referral {
namespace {

bool contains(const std::vector<std::string>& list, std::string_view one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

class Judgement {
 public:
  Judgement(const Workflow& workflow, const Standing& standing, const Change& change,
            const Circumstances& circumstances)
      : workflow_(workflow),
        standing_(standing),
        change_(change),
        circumstances_(circumstances),
        requirements_(workflow, standing, change, circumstances),
        from_(state_of(workflow, change.before)),
        to_(state_after(workflow, change)),
        refusals_(workflow, standing, change, circumstances, from_, to_) {}

  base::Outcome<Verdict> run(const Transition* wanted) {
    if (change_.before) TRY_VOID(check_fixed());
    const auto candidates = leading(wanted);
    const auto permitted = filtered(candidates);
    if (!candidates.empty() && permitted.empty()) return refusals_.wrong_role(candidates);
    if (permitted.empty())
      return from_ == to_ && !wanted ? edit() : base::Outcome<Verdict>(refusals_.no_such_step());
    const Transition* const step = best(permitted);
    const Lack lack = requirements_.lacking(*step);
    if (!lack.none()) return refusals_.incomplete(*step, lack);
    return Verdict{step, from_, to_, requirements_.business_after(*step, to_), step->to == "any"};
  }

 private:
  base::Outcome<void> check_fixed() const {
    if (!has_coding(change_.after->find("code"), workflow_.task.system, workflow_.task.code))
      return fixed("Task.code");
    if (from_ == "draft") return base::done();
    if (changed(change_, "focus")) return fixed("Task.focus");
    if (changed(change_, "for")) return fixed("Task.for");
    if (workflow_.final(from_) && from_ == to_ && changed(change_, "owner")) return fixed("Task.owner");
    return base::done();
  }
  // With the state unchanged a step needs a sign: a client that sends the state already there may be sending
  // back all that it read, and takes no step by that.
  std::vector<const Transition*> leading(const Transition* wanted) const {
    std::vector<const Transition*> all;
    for (const Transition& one : workflow_.transitions) {
      if ((wanted && wanted != &one) || !leads(one)) continue;
      if (wanted || one.to != "same" || signed_by_change(one)) all.push_back(&one);
    }
    return all;
  }

  bool leads(const Transition& one) const {
    if (!contains(one.from, from_)) return false;
    const bool business_fits =
        one.from_business.empty() || contains(one.from_business, business_of(workflow_, *change_.before));
    if (!business_fits) return false;
    if (one.to == "any") return may_take(one, standing_);  // for all others there is no such step
    if (one.to == "same") return from_ == to_;
    if (one.to == "before") return to_ == circumstances_.status_before;
    return one.to == to_;
  }

  // Within a state: what tells that this step is meant.
  bool signed_by_change(const Transition& one) const {
    if (one.owner == OwnerRule::named) return changed(change_, "owner");
    if (!one.opens.empty() && circumstances_.opened.contains(one.opens)) return true;
    const bool told_by_child = std::any_of(one.conditions.begin(), one.conditions.end(), [](Condition c) {
      return c == Condition::open_question || c == Condition::open_abort;
    });
    if (told_by_child) return false;
    if (names_business(one)) return true;
    return std::any_of(one.needs.begin(), one.needs.end(), [&](const Need& need) {
      return std::any_of(need.one.begin(), need.one.end(), [&](const std::string& name) {
        const Datum& datum = *workflow_.datum(name);
        return datum.at == "Task.output" && requirements_.output(*change_.after, name) &&
               !requirements_.output(*change_.before, name);
      });
    });
  }

  bool names_business(const Transition& one) const {
    const auto named = business_of(workflow_, *change_.after);
    if (named.empty() || (change_.before && named == business_of(workflow_, *change_.before))) return false;
    return named == one.business || named == one.business_of_pool;
  }

  std::vector<const Transition*> filtered(const std::vector<const Transition*>& candidates) const {
    std::vector<const Transition*> all;
    for (const Transition* const one : candidates) {
      if (may_take(*one, standing_)) all.push_back(one);
    }
    return all;
  }

  const Transition* best(const std::vector<const Transition*>& permitted) const {
    const auto measure = [&](const Transition& one) {
      const Lack lack = requirements_.lacking(one);
      const int lacks = -static_cast<int>(lack.size());
      return std::tuple(lack.none(), names_business(one), specific(one), lacks);
    };
    return *std::max_element(permitted.begin(), permitted.end(),
                             [&](const auto* a, const auto* b) { return measure(*a) < measure(*b); });
  }

  int specific(const Transition& one) const {
    int points = 0;
    for (const Need& need : one.needs) {
      if (!requirements_.given(need)) continue;
      points += !need.codes.empty() ? 100 : need.one.front() == "reason" ? 1 : 10;
    }
    for (const Condition condition : one.conditions) {
      const bool open = condition == Condition::open_question || condition == Condition::open_abort;
      if (open && requirements_.holds(condition)) points += 50;
    }
    return points;
  }

  base::Outcome<Verdict> edit() const {
    const bool takes_part = standing_.everyone ||
                            std::any_of(std::begin(editors), std::end(editors),
                                        [&](Relation relation) { return standing_.relations.has(relation); });
    if (!takes_part) return refusals_.wrong_role({});
    if (requirements_.waits_in_pool() && from_ == "requested" && !find_personal(*change_.after).empty())
      return refusals_.personal();
    return Verdict{nullptr, from_, to_, std::string(business_of(workflow_, *change_.before)), false};
  }
  static constexpr Relation editors[] = {Relation::requester, Relation::subject,     Relation::representative,
                                         Relation::owner,     Relation::coordinates, Relation::author,
                                         Relation::custodian};

  const Workflow& workflow_;
  const Standing& standing_;
  const Change& change_;
  const Circumstances& circumstances_;
  const Requirements requirements_;
  const std::string from_, to_;
  const Refusals refusals_;
};

}  // namespace

base::Outcome<Verdict> judge(const Workflow& workflow, const Standing& standing, const Change& change,
                             const Circumstances& circumstances, const Transition* wanted) {
  return Judgement(workflow, standing, change, circumstances).run(wanted);
}

bool holds(const Workflow& workflow, Condition condition, const Standing& standing, const Change& change,
           const Circumstances& circumstances) {
  return Requirements(workflow, standing, change, circumstances).holds(condition);
}

bool may_take(const Transition& transition, const Standing& standing) {
  return std::any_of(transition.by.begin(), transition.by.end(), [&](const Permit& permit) {
    if (permit.relation == Relation::server) return standing.relations.has(Relation::server);
    if (standing.everyone) return true;
    const bool related = permit.relation == Relation::anyone || standing.relations.has(permit.relation);
    return related &&
           std::find(permit.roles.begin(), permit.roles.end(), standing.role) != permit.roles.end();
  });
}

std::vector<const Transition*> steps_from(const Workflow& workflow, const Standing& standing,
                                          const json::Value* task) {
  const std::string from = state_of(workflow, task);
  std::vector<const Transition*> steps;
  for (const Transition& one : workflow.transitions) {
    const bool from_here =
        contains(one.from, from) &&
        (one.from_business.empty() || (task && contains(one.from_business, business_of(workflow, *task))));
    if (from_here && may_take(one, standing)) steps.push_back(&one);
  }
  return steps;
}

}  // namespace linkki::referral
