#include "interactions/follow_up.h"

#include <fmt/format.h>

#include "base/json/print.h"
#include "fhir/meta.h"
#include "fhir/primitive.h"
#include "interactions/consequence.h"
#include "referral/derive.h"
#include "referral/element.h"

namespace linkki::interactions {
namespace {

using referral::reference_of;

// The same day of a later month; the last one of a month that has no such day.
std::string day_after(base::Instant now, std::chrono::months months) {
  using namespace std::chrono;
  const auto later = year_month_day(floor<std::chrono::days>(now)) + months;
  const year_month_day day = later.ok() ? later : later.year() / later.month() / last;
  return base::print_instant(base::Instant{sys_days(day)}).substr(0, 10);
}

class FollowUps {
 public:
  FollowUps(const Call& call, CaseView& view, const referral::Child& kind, const json::Value& task,
            const std::string& self)
      : call_(call), view_(view), kind_(kind), task_(task), self_(self) {}

  void open() {
    for (const std::string& day : days()) store(print(day));
  }

 private:
  std::vector<std::string> days() const {
    const std::string& system = call_.parts.workflow.data_system;
    std::vector<std::string> named;
    const json::Value* const outputs = task_.find("output");
    for (const json::Value& one : outputs ? outputs->items() : std::span<const json::Value>{}) {
      if (!referral::has_coding(one.find("type"), system, "follow-up-due")) continue;
      const json::Value* const day = referral::value_of(one);
      if (day && day->is_string() && fhir::parse_date_time(day->text())) named.emplace_back(day->text());
    }
    if (!named.empty()) return named;
    if (referral::parameter_of(task_, "output", {system, "no-follow-up"})) return {};
    std::vector<std::string> all;
    for (const auto months : kind_.due) all.push_back(day_after(call_.now, months));
    return all;
  }

  static std::string text(std::string_view content) {
    std::string out;
    json::print_string(content, out);
    return out;
  }

  std::string print(const std::string& day) const {
    std::string task = fmt::format(
        R"({{"resourceType":"Task","partOf":[{{"reference":{}}}],"status":"requested","intent":"order",)"
        R"("code":{{"coding":[{{"system":{},"code":{}}}]}},"authoredOn":"{}",)"
        R"("restriction":{{"period":{{"end":{}}}}})",
        text(self_), text(kind_.code.system), text(kind_.code.code), base::print_instant(call_.now),
        text(day));
    for (const std::string_view element : {"focus", "for", "owner", "requester"}) {
      const json::Value* const value = task_.find(element);
      if (value) task += ",\"" + std::string(element) + "\":" + json::print(*value);
    }
    return task + "}";
  }

  void store(const std::string& json) {
    Call creating = call_;
    creating.route = {};
    creating.route.interaction = Interaction::create;
    creating.route.type = "Task";
    creating.body.clear();
    auto resource = fhir::parse_json(json, *call_.definitions).value();
    fhir::set_id(resource.document, base::uuid(call_.parts.random));
    view_.set().put(creating, std::move(resource), nullptr, {});
  }

  const Call& call_;
  CaseView& view_;
  const referral::Child& kind_;
  const json::Value& task_;
  const std::string& self_;
};

void cancel_all(const Call& call, CaseView& view, const TaskCase& one, const json::Value& after) {
  const referral::Workflow& workflow = call.parts.workflow;
  for (const ChildTask& child : one.children) {
    const referral::Child* const kind = workflow.child(child.kind);
    if (!kind || kind->due.empty() || !child.is_open || !child.seen.stored) continue;
    auto ended = copy_of(*child.seen.now);
    referral::cancel(workflow, "", after.find("statusReason"), ended);
    Consequences(view).put(call, child.seen, std::move(ended));
  }
}

}  // namespace

void follow_up(const Call& call, const referral::Transition& step, CaseView& view, const TaskCase& one,
               const json::Value& after) {
  const referral::Workflow& workflow = call.parts.workflow;
  const bool reopened = one.before && workflow.final(one.before->text_of("status"));
  if (reopened) return cancel_all(call, view, one, after);
  const referral::Child* const kind = step.opens.empty() ? nullptr : workflow.child(step.opens);
  if (kind && !kind->due.empty()) FollowUps(call, view, *kind, after, "Task/" + one.task.target.id).open();
}

}  // namespace linkki::interactions
