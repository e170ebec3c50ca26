#include "interactions/withdrawal.h"

#include "interactions/basis.h"
#include "interactions/disclosure.h"
#include "referral/derive.h"
#include "referral/element.h"

namespace linkki::interactions {
namespace {

using referral::reference_of;
using referral::Transition;
using referral::Verdict;
using repository::Target;

class Withdrawal {
 public:
  Withdrawal(const Call& call, CaseView& view, Consequences& after)
      : call_(call), workflow_(call.parts.workflow), view_(view), after_(after) {}

  // The request, and the referrals that are based on it.
  void withdraw_from(const Target& target, int generation) {
    const Seen request = view_.see(target);
    if (!request.now || generation == Consequences::generations_max) return;
    after_.keep_referring(call_, request.number);
    for (const Seen& task : view_.referring("Task", target)) {
      const bool sent =
          task.stored && is_open(workflow_, *task.now) && task.now->text_of("status") != "draft";
      const bool of_request = view_.target_of(reference_of(*task.now, "focus")) == target;
      if (sent && of_request && is_referral_task(view_, task, task.stored) && lost_basis(task, request))
        withdraw(task);
    }
    for (const Seen& part : view_.referring("ServiceRequest", target)) {
      const json::Value* const above = part.now->find("basedOn");
      for (const json::Value& one : above ? above->items() : std::span<json::Value>{}) {
        if (view_.target_of(one.text_of("reference")) == target) withdraw_from(part.target, generation + 1);
      }
    }
  }

  bool lost_basis(const Seen& task, const Seen& request) {
    const std::string_view owner = reference_of(*task.now, "owner");
    std::string lacking;
    return CaseBasis(view_, request, Moment::before).receiving(task, *task.stored, owner, lacking) &&
           !CaseBasis(view_, request).receiving(task, *task.stored, owner, lacking);
  }

  void withdraw(const Seen& task) {
    const Transition& step = *workflow_.transition("withdraw-consent");
    auto changed = copy_of(*task.now);
    const auto reason = json::parse(R"({"coding":[{"system":")" + workflow_.reason_system +
                                    R"(","code":"consent-withdrawn"}]})")
                            .value();
    referral::cancel(workflow_, step.business, &reason.root, changed);
    after_.keep_state(call_, task);
    const TaskCase one = open_case(view_, task, task.stored, task.stored);
    const Verdict verdict{&step, std::string(task.stored->text_of("status")), step.to, step.business, false};
    const Target target = task.target;
    after_.put(call_, task, std::move(changed));
    after_.end_children(call_, step, verdict, *view_.see(target).now, one, 0);
    after_.follow_request(call_, step, one);
  }

 private:
  const Call& call_;
  const referral::Workflow& workflow_;
  CaseView& view_;
  Consequences& after_;
};

}  // namespace

void follow_withdrawal(const Call& call, const Seen& consent, CaseView& view, Consequences& after) {
  if (!consent.stored) return;
  Withdrawal withdrawal(call, view, after);
  for (const Target& request : requests_of(view, consent)) withdrawal.withdraw_from(request, 0);
}

}  // namespace linkki::interactions
