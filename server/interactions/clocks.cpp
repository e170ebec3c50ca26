#include "interactions/clocks.h"

#include <algorithm>
#include <set>

#include "base/json/print.h"
#include "interactions/consequence.h"
#include "referral/clock.h"
#include "referral/element.h"
#include "referral/state.h"

namespace linkki::interactions {
namespace {

using referral::Clock;
using referral::reference_of;
using referral::Relation;
using repository::Target;

std::string timer_name(const std::string& resource, const Clock& clock) {
  return resource + "#" + clock.id;
}

class Setting {
 public:
  explicit Setting(CaseView& view)
      : set_(view.set()),
        workflow_(set_.call().parts.workflow),
        view_(view),
        zone_(search::Zone::find(set_.call().current.settings->fhir.time_zone).value()) {}

  void set_all() {
    for (std::size_t i = 0; i < set_.size(); ++i) {
      if (const auto put = set_.put_at(i)) touch(*put);
    }
    for (const auto& [target, of] : touched_) set_clocks_of(looked_at(view_.see(target)), of);
  }

 private:
  void touch(const WriteSet::Put& put) {
    const std::string_view type = put.resource.type->name;
    const Target target{set_.snapshot().type(type), std::string(put.resource.id())};
    if (type == "HealthcareService") touched_.emplace(target, type);
    if (type == "ServiceRequest") touch_request(view_.see(target));
    if (type == "Task") touch_task(view_.see(target));
  }

  // What a clock goes by and the request leaves alone must still be so in the commit.
  const Seen& looked_at(const Seen& seen) {
    if (seen.header && !view_.put_of(seen.target)) set_.depend_on(seen.number, *seen.header);
    return seen;
  }

  void touch_request(const Seen& request) {
    const bool governed = request.now && ((request.header && request.header->governed) ||
                                          referral::governs(workflow_, *request.now));
    if (governed) touched_.emplace(request.target, "ServiceRequest");
  }

  // What a Task is decides its own clocks; it stops those of its parent, and ends may leave a request without
  // Task.
  void touch_task(const Seen& task) {
    if (is_referral_task(view_, task, task.stored ? task.stored : task.now)) {
      touched_.emplace(task.target, "Task");
      return touch_request(view_.see(reference_of(*task.now, "focus")));
    }
    const referral::Child* const kind = child_kind(workflow_, *task.now);
    const Seen parent = kind ? parent_of(view_, *task.now) : Seen{};
    if (parent.target.none()) return;
    touched_.emplace(task.target, kind->kind);
    touched_.emplace(parent.target, "Task");
  }

  void set_clocks_of(const Seen& seen, const std::string& of) {
    const std::string name = std::string(seen.now->text_of("resourceType")) + "/" + seen.target.id;
    for (const Clock& clock : workflow_.clocks) {
      if (clock.of != of || !clock.marks.empty()) continue;
      const referral::Hands hands = hands_of(workflow_, clock, running(seen, clock), zone_);
      if (hands.as_before) continue;
      set_.set_timer({timer_name(name, clock), hands.rings});
    }
  }

  referral::Running running(const Seen& seen, const Clock& clock) {
    const base::Instant now = set_.call().now;
    referral::Running running{.resource = *seen.now, .now = now};
    running.entered = !seen.stored || status_of(workflow_, *seen.stored) != status_of(workflow_, *seen.now);
    if (!clock.stops_while.empty()) running.stopped = stopped(seen, clock);
    if (clock.since == referral::Since::last_task_ended) running.last_task_ended = last_task_ended(seen);
    return running;
  }

  // How long children of that kind were open; while one is, as long as the clock stops at most.
  std::chrono::microseconds stopped(const Seen& task, const Clock& clock) {
    std::chrono::microseconds all{};
    for (const Seen& child : view_.referring("Task", task.target)) {
      const referral::Child* const kind = child_kind(workflow_, *child.now);
      if (!kind || kind->kind != clock.stops_while) continue;
      looked_at(child);
      if (is_open(workflow_, *child.now)) return clock.stops_at_most;
      if (!child.header) continue;
      const auto first = set_.snapshot().version(child.number, 1);
      if (first) all += ended_at(child) - first->header.time;
    }
    return all;
  }

  std::optional<base::Instant> last_task_ended(const Seen& request) {
    std::optional<base::Instant> last;
    for (const Seen& task : view_.referring("Task", request.target)) {
      if (view_.target_of(reference_of(*task.now, "focus")) != request.target) continue;
      if (!is_referral_task(view_, task, task.stored ? task.stored : task.now)) continue;
      looked_at(task);
      if (is_open(workflow_, *task.now)) return std::nullopt;
      last = std::max(last.value_or(base::Instant{}), ended_at(task));
    }
    if (last || request.now->text_of("intent") == "proposal") return last;
    return request.stored && request.stored->text_of("status") == request.now->text_of("status")
               ? view_.status_since(request)
               : set_.call().now;
  }

  // Pre: it is open no more.
  base::Instant ended_at(const Seen& task) {
    const bool ends_now = !task.stored || is_open(workflow_, *task.stored);
    return ends_now ? set_.call().now : view_.status_since(task);
  }

  WriteSet& set_;
  const referral::Workflow& workflow_;
  CaseView& view_;
  const search::Zone zone_;
  std::map<Target, std::string> touched_;  // and what clocks call it
};

class Ringing {
 public:
  Ringing(WriteSet& set, const repository::due::Timer& timer)
      : set_(set), workflow_(set.call().parts.workflow), view_(set), timer_(timer) {}

  base::Outcome<void> ring() {
    const std::size_t hash = std::min(timer_.name.find('#'), timer_.name.size());
    const Clock* const clock = workflow_.clock(timer_.name.substr(std::min(hash + 1, timer_.name.size())));
    const std::string name = timer_.name.substr(0, hash);
    const Seen seen = view_.see(name);
    if (!clock || !seen.stored || !runs(*clock, *seen.stored)) return base::done();
    set_.depend_on(seen.number, *seen.header);
    tell(*clock, name, seen);
    if (clock->does.empty()) return base::done();
    const referral::Transition& step = *workflow_.transition(clock->does);
    const referral::Child* const kind = workflow_.child(clock->of);
    return kind ? move_child(*kind, step, seen) : take(step, seen);
  }

 private:
  bool runs(const Clock& clock, const json::Value& resource) const {
    const auto& whiles = clock.whiles;
    return std::find(whiles.begin(), whiles.end(), status_of(workflow_, resource)) != whiles.end();
  }

  base::Outcome<void> take(const referral::Transition& step, const Seen& task) {
    auto document = copy_of(*task.stored);
    set_status(document, step.to);
    for (const referral::Need& need : step.needs) {
      if (need.one.front() == "reason" && !need.codes.empty()) give_reason(document, need.codes.front());
    }
    put(task, std::move(document), step.id);
    return base::done();
  }

  // The child's own move that leads to the step of its parent.
  base::Outcome<void> move_child(const referral::Child& kind, const referral::Transition& step,
                                 const Seen& child) {
    for (const referral::ChildMove& move : kind.moves) {
      const bool ours = std::find(move.by.begin(), move.by.end(), Relation::server) != move.by.end();
      if (!ours || move.then != step.id) continue;
      auto document = copy_of(*child.stored);
      set_status(document, move.to);
      put(child, std::move(document), {});
      return base::done();
    }
    return base::done();
  }

  static void set_status(json::Document& task, const std::string& status) {
    json::set(task.arena, task.root, "status", json::Value::string(task.arena.keep(status)));
  }
  void give_reason(json::Document& task, const std::string& code) {
    std::string reason = R"({"coding":[{"system":)";
    json::print_string(workflow_.reason_system, reason);
    reason += R"(,"code":)";
    json::print_string(code, reason);
    const auto parsed = json::parse(reason + "}]}").value();
    json::set(task.arena, task.root, "statusReason", json::copy(task.arena, parsed.root));
  }

  void put(const Seen& seen, json::Document document, std::string intended) {
    Consequences(view_).put(set_.call(), seen, std::move(document));
    set_.intend(set_.size() - 1, std::move(intended));
  }

  void tell(const Clock& clock, const std::string& name, const Seen& seen) {
    if (clock.tells.empty()) return;
    std::string tells;
    for (const std::string& who : told(clock, seen)) {
      tells += tells.empty() ? "" : ",";
      json::print_string(who, tells);
    }
    std::string message = R"({"clock":)";
    json::print_string(clock.id, message);
    message += R"(,"resource":)";
    json::print_string(name, message);
    message += R"(,"due":")" + base::print_instant(timer_.at) + R"(","tells":[)" + tells + "]}";
    set_.tell(std::move(message));
  }

  // References to those who stand in the relations, each once.
  std::set<std::string> told(const Clock& clock, const Seen& seen) {
    const Seen parent = workflow_.child(clock.of) ? parent_of(view_, *seen.stored) : Seen{};
    const json::Value& task = parent.stored ? *parent.stored : *seen.stored;
    std::set<std::string> all;
    const auto add = [&](std::string_view reference) {
      if (!reference.empty()) all.emplace(reference);
    };
    for (const Relation relation : clock.tells) {
      if (relation == Relation::requester) add(reference_of(task, "requester"));
      if (relation == Relation::owner) add(reference_of(task, "owner"));
      if (relation == Relation::asked) add(reference_of(*seen.stored, "owner"));
      if (relation == Relation::coordinates) add(organization_behind(reference_of(task, "owner")));
      if (relation == Relation::custodian) add(reference_of(task, "providedBy"));
    }
    return all;
  }

  std::string organization_behind(std::string_view reference) {
    const Target organization = reference.empty() ? Target{} : view_.organization_of(reference);
    return organization.none() ? std::string() : "Organization/" + organization.id;
  }

  WriteSet& set_;
  const referral::Workflow& workflow_;
  CaseView view_;
  const repository::due::Timer& timer_;
};

// Of all other resources no clock goes by anything.
bool puts_what_has_clocks(WriteSet& set) {
  for (std::size_t i = 0; i < set.size(); ++i) {
    const auto put = set.put_at(i);
    const std::string_view type = put ? put->resource.type->name : std::string_view{};
    if (type == "Task" || type == "ServiceRequest" || type == "HealthcareService") return true;
  }
  return false;
}

}  // namespace

void set_clocks(CaseView& view) {
  if (puts_what_has_clocks(view.set())) Setting(view).set_all();
}

base::Outcome<void> ring_clock(WriteSet& set, const repository::due::Timer& timer) {
  return Ringing(set, timer).ring();
}

}  // namespace linkki::interactions
