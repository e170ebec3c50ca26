#include "interactions/consequence.h"

#include <algorithm>

#include "base/json/print.h"
#include "referral/derive.h"
#include "referral/element.h"
#include "referral/messages.h"
#include "repository/candidates.h"

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

}  // namespace

json::Document copy_of(const json::Value& resource) {
  return json::parse(json::print(resource)).value();
}

void Consequences::end_children(const Call& call, const Transition& step, const Verdict& verdict,
                                const json::Value& after, const TaskCase& parent, int generation) {
  if (generation == generations_max) return;
  for (const ChildTask& child : parent.children) {
    if (!child.is_open || !child.seen.stored) continue;
    auto ended = copy_of(*child.seen.now);
    const bool referral_child = child.kind == workflow_.task.code;
    referral::cancel(workflow_, referral_child ? verdict.business : "", after.find("statusReason"), ended);
    if (child.kind == "abort") json::set(ended.arena, ended.root, "status", json::Value::string("completed"));
    const TaskCase below = open_case(view_, child.seen, child.seen.stored, child.seen.now);
    put(call, child.seen, std::move(ended));
    if (!referral_child) continue;
    end_children(call, step, verdict, after, below, generation + 1);
    follow_request(call, step, below);
  }
}

void Consequences::follow_request(const Call& call, const Transition& step, const TaskCase& one) {
  const Seen request = view_.see(one.request.target);
  if (!request.now) return;
  const std::string status =
      referral::request_status_after(step, request.now->text_of("status"), is_last(one, request.target));
  if (status.empty()) return;
  auto changed = copy_of(*request.now);
  json::set(changed.arena, changed.root, "status", json::Value::string(changed.arena.keep(status)));
  put(call, request, std::move(changed));
}

bool Consequences::is_last(const TaskCase& one, const Target& request) {
  const auto tasks = view_.referring("Task", request);
  return std::none_of(tasks.begin(), tasks.end(), [&](const Seen& other) {
    const bool of_request = view_.target_of(reference_of(*other.now, "focus")) == request;
    return of_request && other.target != one.task.target && is_open(workflow_, *other.now) &&
           is_referral_task(view_, other, other.stored ? other.stored : other.now);
  });
}

void Consequences::put(const Call& call, const Seen& seen, json::Document document) {
  const std::string type(document.root.text_of("resourceType"));
  if (fhir::Resource* const known = view_.put_of(seen.target)) {
    known->document = std::move(document);
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

void Consequences::keep_state(const Call& call, const Seen& task) {
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

void Consequences::keep_referring(const Call& call, Number number) {
  if (!number) return;
  const auto& reading = set_.snapshot().reading();
  const auto known =
      repository::candidates::referring(set_.snapshot().reads(), *reading.facets->find("Task"), number);
  set_.guard([known, number, reading,
              failure = race_lost(call)](const storage::Reads& reads) -> base::Outcome<void> {
    const auto now = repository::candidates::referring(reads, *reading.facets->find("Task"), number);
    if (repository::candidates::without(now, known).empty()) return base::done();
    return failure;
  });
}

}  // namespace linkki::interactions
