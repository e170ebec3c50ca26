#include "interactions/hiding.h"

#include "access/label.h"
#include "referral/derive.h"
#include "referral/element.h"
#include "referral/state.h"

namespace linkki::interactions {
namespace {

using referral::reference_of;

// Sent, not yet accepted, and not with a person.
bool waits(const referral::Workflow& workflow, const json::Value& task) {
  const std::string state = referral::state_of(workflow, &task);
  return (state == "requested" || state == "received") && !referral::is_person(reference_of(task, "owner"));
}

void call_off(const Call& call, const Seen& task, CaseView& view, Consequences& after) {
  const referral::Workflow& workflow = call.parts.workflow;
  const referral::Transition& step =
      *workflow.transition("expire");  // the one that leaves the request active
  const auto reason =
      json::parse(R"({"coding":[{"system":")" + workflow.reason_system + R"(","code":"safety"}]})").value();
  auto changed = copy_of(*task.now);
  referral::cancel(workflow, "withdrawn", &reason.root, changed);
  const TaskCase one = open_case(view, task, task.stored, task.stored);
  const referral::Verdict verdict{&step, std::string(task.stored->text_of("status")), step.to, "withdrawn",
                                  false};
  const repository::Target target = task.target;
  after.put(call, task, std::move(changed));
  after.end_children(call, step, verdict, *view.see(target).now, one, 0);
}

}  // namespace

void follow_label(const Call& call, const Seen& patient, CaseView& view, Consequences& after) {
  if (!patient.stored || access::hides(*patient.stored) || !access::hides(*patient.now)) return;
  for (const Seen& task : view.referring("Task", patient.target)) {
    const bool of_person = view.target_of(reference_of(*task.now, "for")) == patient.target;
    if (!of_person || !task.stored || !is_referral_task(view, task, task.stored)) continue;
    if (waits(call.parts.workflow, *task.now)) call_off(call, task, view, after);
  }
}

}  // namespace linkki::interactions
