#include "interactions/course.h"

#include <algorithm>

#include "base/json/print.h"
#include "interactions/circumstances.h"
#include "interactions/messages.h"
#include "interactions/reference_integrity.h"
#include "interactions/standing.h"
#include "referral/child.h"
#include "referral/derive.h"
#include "referral/element.h"
#include "referral/messages.h"
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

constexpr int generations_max = 8;  // of children that end with their parent

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

base::Failure race_lost(const Call& call) {
  const bool conditional = !call.if_match.empty();
  return base::refuse(conditional ? Refusal::precondition_failed : Refusal::conflict,
                      base::error(IssueType::conflict, base::message::workflow_raced, {}, "Task.status"));
}

// What the judgement of a Task was made from.
std::string judged_state(const json::Value& task) {
  const json::Value* const business = task.find("businessStatus");
  return std::string(task.text_of("status")) + "|" + std::string(reference_of(task, "owner")) + "|" +
         (business ? json::print(*business) : "");
}

json::Document copy_of(const json::Value& resource) {
  return json::parse(json::print(resource)).value();
}

class Course {
 public:
  explicit Course(WriteSet& set) : set_(set), workflow_(set.call().parts.workflow), view_(set) {}

  base::Outcome<void> follow() {
    const std::size_t puts = set_.size();  // what is derived comes behind
    for (std::size_t i = 0; i < puts; ++i) {
      const auto put = task_at(i);
      if (put) TRY_VOID(in_place(put->call, follow_child(*put)));
    }
    for (std::size_t i = 0; i < puts; ++i) {
      const auto put = task_at(i);
      if (put) TRY_VOID(in_place(put->call, follow_task(*put)));
    }
    for (const Asked& asked : asked_) TRY_VOID(in_place(asked.call, follow_asked(asked)));
    return base::done();
  }

 private:
  // A step of a parent that its child asks for: opened, or ended.
  struct Asked {
    Call call;
    Target parent;
    const Transition* step;
  };

  std::optional<WriteSet::Put> task_at(std::size_t step) {
    auto put = set_.put_at(step);
    return put && put->resource.type->name == "Task" ? put : std::nullopt;
  }
  static base::Outcome<void> in_place(const Call& call, base::Outcome<void> outcome) {
    if (!outcome.ok()) return placed(std::move(outcome).failure(), call);
    return base::done();
  }
  Seen seen_of(const WriteSet::Put& put) {
    return view_.see({set_.snapshot().type("Task"), std::string(put.resource.id())});
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

  const referral::Child* referral_child(const json::Value& task) {
    const referral::Child* const kind = child_kind(workflow_, task);
    return kind && !parent_of(view_, task).target.none() ? kind : nullptr;
  }

  base::Outcome<void> check_same_child(const Seen& task, const referral::Child& kind, const Seen& parent) {
    const bool code = child_kind(workflow_, *task.now) == &kind;
    if (code && parent_of(view_, *task.now).target == parent.target) return base::done();
    const std::string element = code ? "Task.partOf" : "Task.code";
    return base::refuse(
        Refusal::unprocessable,
        base::error(IssueType::business_rule, base::message::workflow_fixed, {element}, element));
  }

  base::Outcome<void> follow_move(const WriteSet::Put& put, const Seen& task, const referral::Child& kind,
                                  const Seen& parent) {
    referral::Standing standing = standing_of(put.call.principal, task, view_);
    const referral::Standing above = standing_of(put.call.principal, parent, view_);
    // Asked is the child's owner; owner and requester are those of the Task that it belongs to.
    referral::Relations relations;
    if (standing.relations.has(referral::Relation::owner)) relations.add(referral::Relation::asked);
    for (const auto relation : {referral::Relation::owner, referral::Relation::requester,
                                referral::Relation::subject, referral::Relation::representative}) {
      if (above.relations.has(relation)) relations.add(relation);
    }
    standing.relations = relations;
    TRY(const referral::ChildMove* const move,
        referral::judge_child(workflow_, kind, standing, {task.stored, task.now}));
    keep_state(put.call, task);
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
    keep_state(call, parent);
    if (works) return base::done();
    return base::refuse(Refusal::forbidden,
                        base::error(IssueType::forbidden, base::message::workflow_role,
                                    {"new", kind.kind, "owner, coordinates", "–"}, "Task.partOf"));
  }

  base::Outcome<void> follow_task(const WriteSet::Put& put) {
    const Seen task = seen_of(put);
    const bool was = task.stored && is_referral_task(view_, task.stored);
    if (!was && !is_referral_task(view_, task.now)) return base::done();
    const TaskCase one = open_case(view_, task, was ? task.stored : nullptr, task.now);
    const Transition* const wanted = put.intended.empty() ? nullptr : workflow_.transition(put.intended);
    const Call call = put.call;
    json::Document& document = put.resource.document;
    TRY_VOID(check_parent(call, task, was));
    return take(call, one, wanted, &document);
  }

  // A child referral begins while its parent is open.
  base::Outcome<void> check_parent(const Call& call, const Seen& task, bool was) {
    const Seen parent = was || brings_in(call) ? Seen{} : parent_of(view_, *task.now);
    if (parent.target.none()) return base::done();
    keep_state(call, parent);
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
    if (one.before) keep_state(call, one.task);
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
      if (!json::equal(changed.root, *one.after)) put_derived(call, one.task, std::move(changed));
    }
    if (!verdict.transition || verdict.as_given) return base::done();
    const json::Value& after = document ? document->root : *view_.see(one.task.target).now;
    if (verdict.transition->ends_children) end_children(call, *verdict.transition, verdict, after, one, 0);
    follow_request(call, *verdict.transition, one);
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

  void end_children(const Call& call, const Transition& step, const Verdict& verdict,
                    const json::Value& after, const TaskCase& parent, int generation) {
    if (generation == generations_max) return;
    for (const ChildTask& child : parent.children) {
      if (!child.is_open || !child.seen.stored) continue;
      auto ended = copy_of(*child.seen.now);
      const bool referral_child = child.kind == workflow_.task.code;
      referral::cancel(workflow_, referral_child ? verdict.business : "", after.find("statusReason"), ended);
      if (child.kind == "abort")
        json::set(ended.arena, ended.root, "status", json::Value::string("completed"));
      const TaskCase below = open_case(view_, child.seen, child.seen.stored, child.seen.now);
      put_derived(call, child.seen, std::move(ended));
      if (!referral_child) continue;
      end_children(call, step, verdict, after, below, generation + 1);
      follow_request(call, step, below);
    }
  }

  void follow_request(const Call& call, const Transition& step, const TaskCase& one) {
    const Seen request = view_.see(one.request.target);
    if (!request.now) return;
    const std::string status =
        referral::request_status_after(step, request.now->text_of("status"), is_last(one, request.target));
    if (status.empty()) return;
    auto changed = copy_of(*request.now);
    json::set(changed.arena, changed.root, "status", json::Value::string(changed.arena.keep(status)));
    put_derived(call, request, std::move(changed));
  }

  bool is_last(const TaskCase& one, const Target& request) {
    const auto tasks = view_.referring("Task", request);
    return std::none_of(tasks.begin(), tasks.end(), [&](const Seen& other) {
      const bool of_request = view_.target_of(reference_of(*other.now, "focus")) == request;
      return of_request && other.target != one.task.target && is_open(workflow_, *other.now) &&
             is_referral_task(view_, other.now);
    });
  }

  // In the resource that the request puts, or as another write.
  void put_derived(const Call& call, const Seen& seen, json::Document document) {
    const std::string type(document.root.text_of("resourceType"));
    if (fhir::Resource* const put = view_.put_of(seen.target)) {
      put->document = std::move(document);
      return;
    }
    Call derived = call;
    derived.route = {};
    derived.route.interaction = Interaction::update;
    derived.route.type = type;
    derived.route.id = seen.target.id;
    derived.body.clear();
    const auto row = set_.snapshot().current(seen.number);
    auto resource = fhir::type_resource(std::move(document), *call.definitions);
    set_.put(derived, std::move(resource).value(), &*row, {});
  }

  static std::string display_of(const Call& call, std::string_view system, std::string_view code) {
    const auto codes = call.parts.terminology.current()->code_system(system);
    const auto found = codes ? codes->find(code) : std::nullopt;
    return found ? std::string(found->display) : std::string();
  }

  // The state that was judged is still there when it is committed.
  void keep_state(const Call& call, const Seen& task) {
    if (!task.stored) return;
    set_.guard([number = task.number, version = task.header->version, state = judged_state(*task.stored),
                reading = set_.snapshot().reading(),
                failure = race_lost(call)](const storage::Reads& reads) -> base::Outcome<void> {
      const Snapshot inside(reads, reading);
      const auto row = inside.current(number);
      if (row && row->header.version == version) return base::done();
      if (!row || row->header.deleted) return failure;
      const auto now = json::parse(inside.json(*row));
      if (now.ok() && judged_state(now->root) == state) return base::done();
      return failure;
    });
  }

  // No child has come since that is open.
  void keep_conditions(const Call& call, const Transition& step, const TaskCase& one) {
    const bool asks =
        step.ends_children || std::any_of(step.conditions.begin(), step.conditions.end(), [](auto condition) {
          return condition == referral::Condition::no_open_child ||
                 condition == referral::Condition::no_open_question;
        });
    if (!asks || !one.task.number) return;
    const auto& reading = set_.snapshot().reading();
    const auto known = repository::candidates::referring(set_.snapshot().reads(),
                                                         *reading.facets->find("Task"), one.task.number);
    set_.guard([known, number = one.task.number, reading,
                failure = race_lost(call)](const storage::Reads& reads) -> base::Outcome<void> {
      const auto now = repository::candidates::referring(reads, *reading.facets->find("Task"), number);
      if (repository::candidates::without(now, known).empty()) return base::done();
      return failure;
    });
  }

  WriteSet& set_;
  const referral::Workflow& workflow_;
  CaseView view_;
  std::vector<Asked> asked_;
};

bool puts_a_task(WriteSet& set) {
  for (std::size_t i = 0; i < set.size(); ++i) {
    const auto put = set.put_at(i);
    if (put && put->resource.type->name == "Task") return true;
  }
  return false;
}

}  // namespace

base::Outcome<void> follow_course(WriteSet& set) {
  if (!puts_a_task(set)) return base::done();
  return Course(set).follow();
}

}  // namespace linkki::interactions
