#include "interactions/course.h"

#include <algorithm>

#include "base/json/print.h"
#include "interactions/circumstances.h"
#include "interactions/consequence.h"
#include "interactions/follow_up.h"
#include "interactions/hiding.h"
#include "interactions/messages.h"
#include "interactions/reference_integrity.h"
#include "interactions/standing.h"
#include "interactions/withdrawal.h"
#include "referral/child.h"
#include "referral/derive.h"
#include "referral/element.h"
#include "referral/messages.h"
#include "referral/refusal.h"
#include "repository/candidates.h"
#include "terminology/catalogue.h"

namespace linkki::interactions {
namespace {

using base::IssueType;
using base::Refusal;
using referral::reference_of;
using referral::Transition;
using referral::Verdict;
using repository::Number;
using repository::Snapshot;
using repository::Target;

// Faults of a Task of a bundle stand in the entry.
base::Failure placed(base::Failure failure, const Call& call) {
  if (call.entry.empty()) return failure;
  for (base::Issue& issue : failure.issues) {
    for (std::string& expression : issue.expression) {
      if (expression.starts_with("Task")) expression = place(call.entry, "Task") + expression.substr(4);
    }
  }
  return failure;
}

class Course {
 public:
  explicit Course(CaseView& view)
      : set_(view.set()), workflow_(set_.call().parts.workflow), view_(view), after_(view) {}

  base::Outcome<void> follow() {
    TRY_VOID(each("ServiceRequest", &Course::follow_own_request));
    TRY_VOID(each("Task", &Course::follow_child));
    TRY_VOID(each("Task", &Course::follow_task));
    for (const Asked& asked : asked_) TRY_VOID(in_place(asked.call, follow_asked(asked)));
    TRY_VOID(each("Consent", &Course::follow_consent));
    return each("Patient", &Course::follow_patient);
  }

 private:
  // A step of a parent that its child asks for: opened, or ended.
  struct Asked {
    Call call;
    Target parent;
    const Transition* step;
  };

  // What is put of a type until now; what follows from it comes behind.
  base::Outcome<void> each(std::string_view type, base::Outcome<void> (Course::*step)(const WriteSet::Put&)) {
    const std::size_t puts = set_.size();
    for (std::size_t i = 0; i < puts; ++i) {
      const auto put = set_.put_at(i);
      if (!put || put->resource.type->name != type) continue;
      const Call call = put->call;
      const std::string intended = put->intended;
      TRY_VOID(in_place(call, (this->*step)({call, put->resource, put->number, put->before, intended})));
    }
    return base::done();
  }
  static base::Outcome<void> in_place(const Call& call, base::Outcome<void> outcome) {
    if (!outcome.ok()) return placed(std::move(outcome).failure(), call);
    return base::done();
  }
  Seen seen_of(const WriteSet::Put& put) {
    return view_.see({set_.snapshot().type(put.resource.type->name), std::string(put.resource.id())});
  }
  bool brings_in(const Call& call) const { return call.principal.role == access::Role::importer; }

  base::Outcome<void> follow_child(const WriteSet::Put& put) {
    const Seen task = seen_of(put);
    const json::Value& known = task.stored ? *task.stored : *task.now;
    const referral::Child* const kind = referral_child(known);
    if (!kind) return base::done();
    const Seen parent = parent_of(view_, known);
    if (task.stored) {
      TRY_VOID(check_same_child(task, *kind, parent));
      return follow_move(put, task, *kind, parent);
    }
    if (brings_in(put.call)) return base::done();
    return follow_opening(put.call, *kind, parent);
  }

  base::Outcome<void> follow_own_request(const WriteSet::Put& put) {
    const Call& call = put.call;
    const Seen request = seen_of(put);
    const bool governed = (request.header && request.header->governed && request.stored) ||
                          referral::governs(workflow_, *request.now);
    if (!governed || brings_in(call)) return base::done();
    if (request.stored) return check_same_request(call, request);
    for (const Seen& task : view_.referring("Task", request.target)) govern(call, task, request);
    return base::done();
  }

  base::Outcome<void> check_same_request(const Call& call, const Seen& request) {
    const json::Value &before = *request.stored, &after = *request.now;
    const json::Value *code = before.find("code"), *other = after.find("code");
    const bool same_code = !code == !other && (!code || json::equal(*code, *other));
    if (before.text_of("status") != "draft") {
      if (reference_of(before, "subject") != reference_of(after, "subject"))
        return referral::fixed("ServiceRequest.subject");
      if (!same_code) return referral::fixed("ServiceRequest.code");
    }
    // Where the status is already what is asked for, nothing is asked: a client may send the whole of what it
    // read.
    if (before.text_of("status") == after.text_of("status")) return base::done();
    if (is_requester(call.principal, request)) return base::done();
    return base::refuse(Refusal::forbidden,
                        base::error(IssueType::forbidden, base::message::workflow_role,
                                    {std::string(before.text_of("status")),
                                     std::string(after.text_of("status")), "requester", "–"},
                                    "ServiceRequest.status"));
  }

  bool is_requester(const access::Principal& caller, const Seen& request) {
    if (caller.role == access::Role::tester) return true;
    const Target own = view_.target_of(caller.organization);
    const bool wrote = request.header->author && request.header->author == set_.sight().organization();
    const bool asked =
        !own.none() && view_.organization_of(reference_of(*request.stored, "requester")) == own;
    const bool client = caller.role == access::Role::client || caller.role == access::Role::proxy;
    return wrote || asked || client;  // a client sees no request but their own
  }

  // It was stored before its request: a version of its own says that it obeys the workflow from now on.
  void govern(const Call& call, const Seen& task, const Seen& request) {
    const bool known = task.stored && !task.header->governed && !view_.put_of(task.target) &&
                       task.header->author && task.header->author == set_.sight().organization();
    if (known && view_.target_of(reference_of(*task.stored, "focus")) == request.target)
      after_.put(call, task, copy_of(*task.stored));
  }

  base::Outcome<void> follow_consent(const WriteSet::Put& put) {
    if (!brings_in(put.call)) follow_withdrawal(put.call, seen_of(put), view_, after_);
    return base::done();
  }

  base::Outcome<void> follow_patient(const WriteSet::Put& put) {
    follow_label(put.call, seen_of(put), view_, after_);
    return base::done();
  }

  const referral::Child* referral_child(const json::Value& task) {
    const referral::Child* const kind = child_kind(workflow_, task);
    return kind && !parent_of(view_, task).target.none() ? kind : nullptr;
  }

  base::Outcome<void> check_same_child(const Seen& task, const referral::Child& kind, const Seen& parent) {
    const bool code = child_kind(workflow_, *task.now) == &kind;
    if (code && parent_of(view_, *task.now).target == parent.target) return base::done();
    const std::string element = code ? "Task.partOf" : "Task.code";
    return referral::fixed(element);
  }

  base::Outcome<void> follow_move(const WriteSet::Put& put, const Seen& task, const referral::Child& kind,
                                  const Seen& parent) {
    referral::Standing standing = standing_of(put.call.principal, task, view_);
    const referral::Standing above = standing_of(put.call.principal, parent, view_);
    // Asked is the child's owner; owner and requester are those of the Task that it belongs to.
    referral::Relations relations;
    if (standing.relations.has(referral::Relation::owner)) relations.add(referral::Relation::asked);
    if (standing.relations.has(referral::Relation::server)) relations.add(referral::Relation::server);
    for (const auto relation : {referral::Relation::owner, referral::Relation::requester,
                                referral::Relation::subject, referral::Relation::representative}) {
      if (above.relations.has(relation)) relations.add(relation);
    }
    standing.relations = relations;
    TRY(const referral::ChildMove* const move,
        referral::judge_child(workflow_, kind, standing, {task.stored, task.now}));
    after_.keep_state(put.call, task);
    if (move && !move->then.empty())
      asked_.push_back({put.call, parent.target, workflow_.transition(move->then)});
    return base::done();
  }

  base::Outcome<void> follow_opening(const Call& call, const referral::Child& kind, const Seen& parent) {
    const Transition* const step = kind.opened_by.empty() ? nullptr : workflow_.transition(kind.opened_by);
    if (step && step->to == "same") {
      asked_.push_back({call, parent.target, step});
      return base::done();
    }
    const referral::Standing above = standing_of(call.principal, parent, view_);
    const bool works = above.everyone || above.relations.has(referral::Relation::owner) ||
                       above.relations.has(referral::Relation::coordinates);
    after_.keep_state(call, parent);
    if (works) return base::done();
    return base::refuse(Refusal::forbidden,
                        base::error(IssueType::forbidden, base::message::workflow_role,
                                    {"new", kind.kind, "owner, coordinates", "–"}, "Task.partOf"));
  }

  base::Outcome<void> follow_task(const WriteSet::Put& put) {
    const Seen task = seen_of(put);
    const bool was = task.stored && is_referral_task(view_, task, task.stored);
    if (!was && !is_referral_task(view_, task, task.now)) return base::done();
    const TaskCase one = open_case(view_, task, was ? task.stored : nullptr, task.now);
    const Transition* const wanted = put.intended.empty() ? nullptr : workflow_.transition(put.intended);
    const Call& call = put.call;
    json::Document& document = put.resource.document;
    TRY_VOID(check_parent(call, task, was));
    return take(call, one, wanted, &document);
  }

  // A child referral begins while its parent is open.
  base::Outcome<void> check_parent(const Call& call, const Seen& task, bool was) {
    const Seen parent = was || brings_in(call) ? Seen{} : parent_of(view_, *task.now);
    if (parent.target.none()) return base::done();
    after_.keep_state(call, parent);
    if (is_open(workflow_, *parent.now)) return base::done();
    return base::refuse(
        Refusal::unprocessable,
        base::error(IssueType::business_rule, base::message::workflow_parent_ended, {}, "Task.partOf"));
  }

  // Judges, completes the Task and does what follows; `document`: of the put, nullptr: the Task is not put.
  base::Outcome<void> take(const Call& call, const TaskCase& one, const Transition* wanted,
                           json::Document* document) {
    const referral::Standing standing = standing_in(call.principal, view_, one);
    const auto circumstances = circumstances_of(view_, one, standing);
    TRY(const Verdict verdict,
        referral::judge(workflow_, standing, {one.before, one.after}, circumstances, wanted));
    if (one.before) after_.keep_state(call, one.task);
    if (verdict.transition) keep_conditions(call, *verdict.transition, one);
    const referral::Surroundings around{call.now, [&](std::string_view system, std::string_view code) {
                                          return display_of(call, system, code);
                                        }};
    if (brings_in(call)) return base::done();
    if (document) {
      referral::derive(workflow_, verdict, circumstances, one.before, around, *document);
    } else {
      auto changed = copy_of(*one.after);
      referral::derive(workflow_, verdict, circumstances, one.before, around, changed);
      if (!json::equal(changed.root, *one.after)) after_.put(call, one.task, std::move(changed));
    }
    if (!verdict.transition || verdict.as_given) return base::done();
    const json::Value& after = document ? document->root : *view_.see(one.task.target).now;
    follow_up(call, *verdict.transition, view_, one, after);
    if (verdict.transition->ends_children)
      after_.end_children(call, *verdict.transition, verdict, after, one, 0);
    after_.follow_request(call, *verdict.transition, one);
    return base::done();
  }

  // The parent's step, unless its own put is that step already.
  base::Outcome<void> follow_asked(const Asked& asked) {
    const Seen parent = view_.see(asked.parent);
    const bool put = parent.now != parent.stored;
    if (!parent.stored) return base::done();
    auto after = copy_of(*parent.stored);
    if (asked.step->to != "same")
      json::set(after.arena, after.root, "status", json::Value::string(after.arena.keep(asked.step->to)));
    if (asked.step->to == "cancelled") take_reason(asked.parent, after);
    const TaskCase one = open_case(view_, parent, parent.stored, &after.root);
    if (!put) return take(asked.call, one, asked.step, nullptr);
    const referral::Standing standing = standing_in(asked.call.principal, view_, one);
    TRY(const Verdict verdict, referral::judge(workflow_, standing, {one.before, one.after},
                                               circumstances_of(view_, one, standing), asked.step));
    const bool own_step = parent.now->text_of("status") != parent.stored->text_of("status");
    if (!own_step) referral::set_business(workflow_, verdict.business, view_.put_of(asked.parent)->document);
    return base::done();
  }

  // The reason that the request to cancel gave.
  void take_reason(const Target& parent, json::Document& after) {
    for (const Seen& child : view_.referring("Task", parent)) {
      const referral::Child* const kind = child_kind(workflow_, *child.now);
      const json::Value* reason = child.now->find("statusReason");
      if (!reason) reason = child.now->find("reasonCode");
      const bool ends = child.stored && is_open(workflow_, *child.stored) && !is_open(workflow_, *child.now);
      if (kind && kind->kind == "abort" && ends && reason)
        json::set(after.arena, after.root, "statusReason", json::copy(after.arena, *reason));
    }
  }

  static std::string display_of(const Call& call, std::string_view system, std::string_view code) {
    const auto codes = call.parts.terminology.current()->code_system(system);
    const auto found = codes ? codes->find(code) : std::nullopt;
    return found ? std::string(found->display) : std::string();
  }

  // No child has come since that is open.
  void keep_conditions(const Call& call, const Transition& step, const TaskCase& one) {
    const bool asks =
        step.ends_children || std::any_of(step.conditions.begin(), step.conditions.end(), [](auto condition) {
          return condition == referral::Condition::no_open_child ||
                 condition == referral::Condition::no_open_question;
        });
    if (asks) after_.keep_referring(call, one.task.number);
  }

  WriteSet& set_;
  const referral::Workflow& workflow_;
  CaseView& view_;
  Consequences after_;
  std::vector<Asked> asked_;
};

bool concerns(WriteSet& set) {
  for (std::size_t i = 0; i < set.size(); ++i) {
    const auto put = set.put_at(i);
    if (!put) continue;
    const std::string_view type = put->resource.type->name;
    if (type == "Task" || type == "ServiceRequest" || type == "Consent" || type == "Patient") return true;
  }
  return false;
}

}  // namespace

base::Outcome<void> follow_course(CaseView& view) {
  if (!concerns(view.set())) return base::done();
  return Course(view).follow();
}

}  // namespace linkki::interactions
