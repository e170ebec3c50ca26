#include "referral/requirement.h"

#include <algorithm>

#include "referral/element.h"

namespace linkki::referral {
namespace {

bool contains(const std::vector<std::string>& list, std::string_view one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

// A reroute's receiver is judged with the Task that replaces this one.
bool concerns(const Transition& one, Condition condition) {
  const bool of_receiver = condition == Condition::impersonal || condition == Condition::not_hidden ||
                           condition == Condition::basis;
  return !of_receiver || one.business != "rerouted";
}

}  // namespace

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

bool Requirements::holds(Condition condition) const {
  const auto& open = circumstances_.open;
  switch (condition) {
    case Condition::request_active:
      return circumstances_.request_status == "active" || circumstances_.request_status == "draft";
    case Condition::basis: return circumstances_.basis == Gap::none;
    case Condition::impersonal: return !waits_in_pool() || find_personal(*change_.after).empty();
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

bool Requirements::is_there(const std::string& kind) const {
  return contains(circumstances_.open, kind) || circumstances_.ending.contains(kind);
}

Lack Requirements::lacking(const Transition& one) const {
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

bool Requirements::given(const Need& need) const {
  return std::any_of(need.one.begin(), need.one.end(),
                     [&](const std::string& name) { return given(name, need); });
}

bool Requirements::given(const std::string& name, const Need& need) const {
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
bool Requirements::reason_given(const Need& need) const {
  const json::Value* const reason = change_.after->find("statusReason");
  if (!reason) return false;
  const auto code = code_of(reason, workflow_.reason_system);
  if (!need.codes.empty()) return contains(need.codes, code);
  const json::Value* const before = change_.before ? change_.before->find("statusReason") : nullptr;
  return !before || !json::equal(*before, *reason) || contains(need.offers, code);
}

const json::Value* Requirements::output(const json::Value& task, const std::string& name) const {
  return parameter_of(task, "output", {workflow_.data_system, name});
}

std::string_view Requirements::outcome_code() const {
  const json::Value* const found = output(*change_.after, "outcome");
  const json::Value* const value = found ? value_of(*found) : nullptr;
  return code_of(value, workflow_.outcome_system);
}

// What a client that knows no outcome of ours says instead.
bool Requirements::has_other_result() const {
  const json::Value* const outputs = change_.after->find("output");
  if (!dialect_ || !outputs || outputs->items().empty() || output(*change_.after, "outcome")) return false;
  return dialect_->any_result ||
         std::any_of(dialect_->results.begin(), dialect_->results.end(),
                     [&](const Code& code) { return parameter_of(*change_.after, "output", code); });
}

std::string Requirements::business_after(const Transition& one, const std::string& to) const {
  const std::string before(change_.before ? business_of(workflow_, *change_.before) : std::string_view{});
  if (one.business == "unchanged") return before;
  if (one.business == "none") return {};
  if (one.business == "as-given") return std::string(business_of(workflow_, *change_.after));
  if (one.business == "before") {
    const State& state = *workflow_.state(to);
    const bool known = contains(state.business, circumstances_.business_before);
    return known ? circumstances_.business_before : state.business.front();
  }
  if (one.business == "from-outcome") {
    const Outcome* const outcome = workflow_.outcome(has_other_result() ? dialect_->outcome : outcome_code());
    return outcome ? outcome->business : "ended";
  }
  return waits_in_pool() && !one.business_of_pool.empty() ? one.business_of_pool : one.business;
}

}  // namespace linkki::referral
