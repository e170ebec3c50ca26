#include "referral/judge.h"

#include <algorithm>

#include "referral/element.h"
#include "referral/messages.h"

namespace linkki::referral {
namespace {

using base::IssueType;
using base::Refusal;

bool contains(const std::vector<std::string>& list, std::string_view one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

// Where a datum would stand, as FHIRPath: one for each place.
std::vector<std::string> places_of(const Datum& datum) {
  std::string at = datum.at.starts_with("child.") ? "Task" + datum.at.substr(5) : datum.at;
  at = at.substr(0, at.find('('));
  const std::size_t bar = at.find(" | ");
  if (bar == std::string::npos) return {at};
  return {at.substr(0, bar), at.substr(bar + 3)};
}

std::string place_of(Condition condition) {
  switch (condition) {
    case Condition::request_active: return "ServiceRequest.status";
    case Condition::basis: return "Consent.provision";
    case Condition::not_hidden:
    case Condition::unclaimed:
    case Condition::inside: return "Task.owner";
    case Condition::no_capacity: return "HealthcareService.extension";
    case Condition::reopening_time: return "Task.lastModified";
    default: return "Task.partOf";
  }
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : std::string(between)) + word;
  return all.empty() ? "–" : all;
}

// The first element of a Task that tells of a person.
std::string find_personal(const json::Value& value, const std::string& path) {
  std::size_t index = 0;
  for (const json::Value& item : value.items()) {
    const auto found = find_personal(item, path + "[" + std::to_string(index++) + "]");
    if (!found.empty()) return found;
  }
  for (const json::Member& member : value.members()) {
    const std::string here = path + "." + std::string(member.name);
    const bool telling = member.name == "display" || member.name == "text" || member.name == "description" ||
                         member.name == "note" || member.name == "valueString" ||
                         member.name == "valueMarkdown";
    if (telling) return here;
    const auto found = find_personal(member.value, here);
    if (!found.empty()) return found;
  }
  return {};
}

bool changed(const Change& change, std::string_view element) {
  return change.before && reference_of(*change.before, element) != reference_of(*change.after, element);
}

struct Lack {
  std::vector<const Need*> needs;
  std::vector<Condition> conditions;
  bool none() const { return needs.empty() && conditions.empty(); }
  std::size_t size() const { return needs.size() + conditions.size(); }
};

class Judgement {
 public:
  Judgement(const Workflow& workflow, const Standing& standing, const Change& change,
            const Circumstances& circumstances)
      : workflow_(workflow),
        standing_(standing),
        change_(change),
        circumstances_(circumstances),
        dialect_(dialect_of(workflow, *change.after)),
        from_(state_of(workflow, change.before)),
        to_(state_after()) {}

  base::Outcome<Verdict> run(const Transition* wanted) {
    if (change_.before) TRY_VOID(check_fixed());
    const auto candidates = leading(wanted);
    const auto permitted = filtered(candidates);
    if (!candidates.empty() && permitted.empty()) return wrong_role(candidates);
    if (permitted.empty()) return from_ == to_ && !wanted ? edit() : no_such_step();
    const Transition* const step = best(permitted);
    const Lack lack = lacking(*step);
    if (!lack.none()) return incomplete(*step, lack);
    return Verdict{step, from_, to_, business_after(*step), step->to == "any"};
  }

  bool holds(Condition condition) const {
    const auto& open = circumstances_.open;
    switch (condition) {
      case Condition::request_active:
        return circumstances_.request_status == "active" || circumstances_.request_status == "draft";
      case Condition::basis: return basis_covers();
      case Condition::impersonal: return !waits_in_pool() || find_personal(*change_.after, "Task").empty();
      case Condition::not_hidden:
        return !circumstances_.hidden || is_person(reference_of(*change_.after, "owner"));
      case Condition::unclaimed:
        return !is_person(reference_of(*change_.before, "owner")) || standing_.everyone ||
               standing_.relations.has(Relation::owner);
      case Condition::inside: return circumstances_.inside;
      case Condition::no_open_child:
        return std::none_of(open.begin(), open.end(), [&](const std::string& kind) {
          const Child* const child = workflow_.child(kind);
          return !child || child->blocks;
        });
      case Condition::no_open_question: return !contains(open, "information-request");
      case Condition::open_question: return is_there("information-request");
      case Condition::open_abort: return is_there("abort");
      case Condition::reopening_time: return circumstances_.recent;
      case Condition::baseline: return circumstances_.baseline;
      case Condition::led_to: {
        const Outcome* const outcome = workflow_.outcome(outcome_code());
        return !outcome || outcome->led_to;
      }
      case Condition::no_capacity: return circumstances_.capacity == Capacity::none;
    }
    ensure(!"a condition");
  }

 private:
  // The one place where a Consent would be asked: as yet none is, and every receiver counts as covered.
  bool basis_covers() const { return true; }

  bool waits_in_pool() const { return !change_.after->find("owner"); }
  bool is_there(const std::string& kind) const {
    return contains(circumstances_.open, kind) || circumstances_.ending.contains(kind);
  }

  // What the Task becomes, in our states, whatever its dialect shows.
  std::string state_after() const {
    const std::string shown(change_.after->text_of("status"));
    if (!dialect_ || !change_.before) return state_of(workflow_, change_.after);
    const std::string_view owner = reference_of(*change_.after, "owner");
    for (const auto& [state, shows] : dialect_->shows) {
      if (shown != shows) continue;
      const bool held = from_ == state && !owner.empty();
      const bool claimed = from_ == shows && changed(change_, "owner") && is_person(owner) &&
                           !is_person(reference_of(*change_.before, "owner"));
      return held || claimed ? state : shows;
    }
    return shown;
  }

  base::Outcome<void> check_fixed() const {
    if (!has_coding(change_.after->find("code"), workflow_.task.system, workflow_.task.code))
      return fixed("Task.code");
    if (from_ == "draft") return base::done();
    if (changed(change_, "focus")) return fixed("Task.focus");
    if (changed(change_, "for")) return fixed("Task.for");
    if (workflow_.final(from_) && from_ == to_ && changed(change_, "owner")) return fixed("Task.owner");
    return base::done();
  }
  static base::Failure fixed(const std::string& element) {
    return base::refuse(
        Refusal::unprocessable,
        base::error(IssueType::business_rule, base::message::workflow_fixed, {element}, element));
  }

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
        return datum.at == "Task.output" && output(*change_.after, name) && !output(*change_.before, name);
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
      const Lack lack = lacking(one);
      const int lacks = -static_cast<int>(lack.size());
      return std::tuple(lack.none(), names_business(one), specific(one), lacks);
    };
    return *std::max_element(permitted.begin(), permitted.end(),
                             [&](const auto* a, const auto* b) { return measure(*a) < measure(*b); });
  }

  int specific(const Transition& one) const {
    int points = 0;
    for (const Need& need : one.needs) {
      if (!given(need)) continue;
      points += !need.codes.empty() ? 100 : need.one.front() == "reason" ? 1 : 10;
    }
    for (const Condition condition : one.conditions) {
      const bool open = condition == Condition::open_question || condition == Condition::open_abort;
      if (open && holds(condition)) points += 50;
    }
    return points;
  }

  Lack lacking(const Transition& one) const {
    Lack lack;
    const bool other_result = one.business == "from-outcome" && has_other_result();
    for (const Need& need : one.needs) {
      const bool asked = !other_result && (!need.when || holds(*need.when));
      if (asked && !given(need)) lack.needs.push_back(&need);
    }
    for (const Condition condition : one.conditions) {
      if (concerns(one, condition) && !holds(condition)) lack.conditions.push_back(condition);
    }
    return lack;
  }

  // A reroute's receiver is judged with the Task that replaces this one.
  static bool concerns(const Transition& one, Condition condition) {
    const bool of_receiver = condition == Condition::impersonal || condition == Condition::not_hidden ||
                             condition == Condition::basis;
    return !of_receiver || one.business != "rerouted";
  }

  bool given(const Need& need) const {
    return std::any_of(need.one.begin(), need.one.end(),
                       [&](const std::string& name) { return given(name, need); });
  }

  bool given(const std::string& name, const Need& need) const {
    const Datum& datum = *workflow_.datum(name);
    if (circumstances_.present.contains(name)) return true;
    if (datum.at == "Task.for") return change_.after->find("for");
    if (datum.at == "Task.focus") return change_.after->find("focus");
    if (datum.at == "Task.owner") return change_.after->find("owner") && changed(change_, "owner");
    if (datum.at == "Task.statusReason") return reason_given(need);
    if (datum.at == "Task.output") return output(*change_.after, name);
    return false;
  }

  // One that stood there before counts only if this step offers it: else it is the last step's, gone stale.
  bool reason_given(const Need& need) const {
    const json::Value* const reason = change_.after->find("statusReason");
    if (!reason) return false;
    const auto code = code_of(reason, workflow_.reason_system);
    if (!need.codes.empty()) return contains(need.codes, code);
    const json::Value* const before = change_.before ? change_.before->find("statusReason") : nullptr;
    return !before || !json::equal(*before, *reason) || contains(need.offers, code);
  }

  const json::Value* output(const json::Value& task, const std::string& name) const {
    return parameter_of(task, "output", {workflow_.data_system, name});
  }

  std::string_view outcome_code() const {
    const json::Value* const found = output(*change_.after, "outcome");
    const json::Value* const value = found ? value_of(*found) : nullptr;
    return code_of(value, workflow_.outcome_system);
  }

  // What a client that knows no outcome of ours says instead.
  bool has_other_result() const {
    const json::Value* const outputs = change_.after->find("output");
    if (!dialect_ || !outputs || outputs->items().empty() || output(*change_.after, "outcome")) return false;
    return dialect_->any_result ||
           std::any_of(dialect_->results.begin(), dialect_->results.end(),
                       [&](const Code& code) { return parameter_of(*change_.after, "output", code); });
  }

  std::string business_after(const Transition& one) const {
    const std::string before(change_.before ? business_of(workflow_, *change_.before) : std::string_view{});
    if (one.business == "unchanged") return before;
    if (one.business == "none") return {};
    if (one.business == "as-given") return std::string(business_of(workflow_, *change_.after));
    if (one.business == "before") {
      const State& state = *workflow_.state(to_);
      const bool known = contains(state.business, circumstances_.business_before);
      return known ? circumstances_.business_before : state.business.front();
    }
    if (one.business == "from-outcome") {
      const Outcome* const outcome =
          workflow_.outcome(has_other_result() ? dialect_->outcome : outcome_code());
      return outcome ? outcome->business : "ended";
    }
    return waits_in_pool() && !one.business_of_pool.empty() ? one.business_of_pool : one.business;
  }

  base::Outcome<Verdict> edit() const {
    const bool takes_part = standing_.everyone ||
                            std::any_of(std::begin(editors), std::end(editors),
                                        [&](Relation relation) { return standing_.relations.has(relation); });
    if (!takes_part) return wrong_role({});
    if (waits_in_pool() && from_ == "requested" && !find_personal(*change_.after, "Task").empty())
      return personal();
    return Verdict{nullptr, from_, to_, std::string(business_of(workflow_, *change_.before)), false};
  }
  static constexpr Relation editors[] = {Relation::requester, Relation::subject,     Relation::representative,
                                         Relation::owner,     Relation::coordinates, Relation::author,
                                         Relation::custodian};

  std::string allowed() const {
    std::vector<std::string> ids;
    for (const Transition* const one : steps_from(workflow_, standing_, change_.before))
      ids.push_back(one->id);
    return joined(ids, ", ");
  }

  base::Failure wrong_role(const std::vector<const Transition*>& candidates) const {
    std::set<std::string> who;
    for (const Transition* const one : candidates) {
      for (const Permit& permit : one->by) who.emplace(code(permit.relation));
    }
    return base::refuse(
        Refusal::forbidden,
        base::error(IssueType::forbidden, base::message::workflow_role,
                    {from_, to_, joined({who.begin(), who.end()}, ", "), allowed()}, "Task.status"));
  }

  base::Failure no_such_step() const {
    return base::refuse(Refusal::unprocessable,
                        base::error(IssueType::business_rule, base::message::workflow_move,
                                    {from_, to_, allowed()}, "Task.status"));
  }

  base::Failure personal() const {
    const std::string element = find_personal(*change_.after, "Task");
    return base::refuse(
        Refusal::unprocessable,
        base::error(IssueType::business_rule, base::message::workflow_personal, {element}, element));
  }

  // What is missing, each with its place; last, what else this caller may do.
  base::Failure incomplete(const Transition& step, const Lack& lack) const {
    std::vector<base::Issue> issues;
    for (const Need* const need : lack.needs) {
      base::Issue issue = base::error(IssueType::business_rule, base::message::workflow_missing,
                                      {step.id, from_, to_, joined(need->one, " / ")});
      for (const std::string& name : need->one) {
        for (std::string& place : places_of(*workflow_.datum(name))) {
          const bool known =
              std::find(issue.expression.begin(), issue.expression.end(), place) != issue.expression.end();
          if (!known) issue.expression.push_back(std::move(place));
        }
      }
      issues.push_back(std::move(issue));
    }
    for (const Condition condition : lack.conditions) {
      if (condition == Condition::impersonal) {
        issues.push_back(personal().issues.front());
        continue;
      }
      issues.push_back(base::error(IssueType::business_rule, base::message::workflow_condition,
                                   {step.id, from_, to_, code(condition)}, place_of(condition)));
    }
    issues.push_back(base::information(IssueType::business_rule, base::message::workflow_move,
                                       {from_, to_, allowed()}, "Task.status"));
    return base::refuse(Refusal::unprocessable, std::move(issues));
  }

  const Workflow& workflow_;
  const Standing& standing_;
  const Change& change_;
  const Circumstances& circumstances_;
  const Dialect* const dialect_;
  const std::string from_, to_;
};

}  // namespace

base::Outcome<Verdict> judge(const Workflow& workflow, const Standing& standing, const Change& change,
                             const Circumstances& circumstances, const Transition* wanted) {
  return Judgement(workflow, standing, change, circumstances).run(wanted);
}

bool holds(const Workflow& workflow, Condition condition, const Standing& standing, const Change& change,
           const Circumstances& circumstances) {
  return Judgement(workflow, standing, change, circumstances).holds(condition);
}

std::string state_of(const Workflow& workflow, const json::Value* task) {
  if (!task) return "new";
  std::string status(task->text_of("status"));
  const Dialect* const dialect = dialect_of(workflow, *task);
  if (!dialect) return status;
  for (const auto& [state, shows] : dialect->shows) {
    const State* const hidden = workflow.state(state);
    if (status == shows && hidden && contains(hidden->business, business_of(workflow, *task))) return state;
  }
  return status;
}

std::string_view business_of(const Workflow& workflow, const json::Value& task) {
  return code_of(task.find("businessStatus"), workflow.business_system);
}

const Dialect* dialect_of(const Workflow& workflow, const json::Value& task) {
  const json::Value* const meta = task.find("meta");
  const json::Value* const profiles = meta ? meta->find("profile") : nullptr;
  if (!profiles) return nullptr;
  for (const Dialect& dialect : workflow.dialects) {
    for (const json::Value& profile : profiles->items()) {
      const std::string_view canonical = profile.text().substr(0, profile.text().find('|'));
      if (contains(dialect.profiles, canonical)) return &dialect;
    }
  }
  return nullptr;
}

bool is_person(std::string_view owner) {
  return owner.starts_with("Practitioner/") || owner.starts_with("PractitionerRole/");
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
