#include "interactions/circumstances.h"

#include <algorithm>

#include "access/label.h"
#include "interactions/basis.h"
#include "interactions/standing.h"
#include "referral/element.h"

namespace linkki::interactions {
namespace {

using referral::reference_of;

constexpr std::string_view contact_result = "https://w3id.org/linkki/fhir/StructureDefinition/contact-result";
constexpr std::string_view capacity_extension = "https://w3id.org/linkki/fhir/StructureDefinition/capacity";
constexpr std::string_view replaces = "http://hl7.org/fhir/StructureDefinition/task-replaces";
constexpr std::string_view participants = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";

const json::Value* extension_of(const json::Value& resource, std::string_view url) {
  const json::Value* const extensions = resource.find("extension");
  if (!extensions) return nullptr;
  for (const json::Value& one : extensions->items()) {
    if (one.text_of("url") == url) return &one;
  }
  return nullptr;
}

bool has_items(const json::Value& resource, std::string_view element) {
  const json::Value* const list = resource.find(element);
  return list && !list->items().empty();
}

class Gathering {
 public:
  Gathering(CaseView& view, const TaskCase& one, const referral::Standing& standing)
      : view_(view),
        call_(view.set().call()),
        workflow_(call_.parts.workflow),
        one_(one),
        standing_(standing),
        from_(referral::state_of(workflow_, one.before)),
        to_(one.after->text_of("status")) {}

  referral::Circumstances gather() {
    look_at_request();
    look_at_client();
    look_at_children();
    look_at_provenances();
    look_at_owner();
    if (asks_for_basis()) look_at_basis();
    if (to_ == "in-progress" || from_ == "in-progress") look_at_work();
    if (to_ == "cancelled") look_at_replacement();
    if (to_ == "completed") look_at_measures();
    if (to_ == "accepted") look_at_service();
    if (one_.before) look_back();
    return std::move(found_);
  }

 private:
  void depend_on(const Seen& seen) {
    if (seen.header && seen.now == seen.stored) view_.set().depend_on(seen.number, *seen.header);
  }

  void look_at_request() {
    const Seen& request = one_.request;
    if (!request.now) return;
    depend_on(request);
    found_.request_status = request.now->text_of("status");
    if (has_items(*request.now, "reasonCode") || has_items(*request.now, "reasonReference"))
      found_.present.insert("why");
  }

  void look_at_client() {
    const Seen client = view_.see(reference_of(*one_.after, "for"));
    if (!client.now) return;
    depend_on(client);
    found_.hidden = (client.header && client.header->hidden) || access::hides(*client.now);
  }

  void look_at_children() {
    for (const ChildTask& child : one_.children) {
      if (child.is_open && !child.was_open && !child.seen.stored) {
        found_.opened.insert(child.kind);
        take_from_child(child);
      } else if (child.is_open) {
        found_.open.push_back(child.kind);
      } else if (child.was_open) {
        found_.ending.insert(child.kind);
        take_from_child(child);
      }
    }
  }

  // A child that this request opens or ends brings what its step needs.
  void take_from_child(const ChildTask& child) {
    const json::Value& task = *child.seen.now;
    if (parameter(task, "input", "question")) found_.present.insert("question");
    const bool answered = parameter(task, "output", "answer") || task.text_of("status") != "completed";
    if (child.kind == "information-request" && answered && !child.is_open) found_.present.insert("answer");
    const bool reasoned = task.find("statusReason") || task.find("reasonCode");
    if (child.kind == "abort" && reasoned) found_.present.insert("reason");
  }

  const json::Value* parameter(const json::Value& task, std::string_view element, std::string_view name) {
    return referral::parameter_of(task, element, {workflow_.data_system, std::string(name)});
  }

  void look_at_provenances() {
    for (const fhir::Resource* const put : view_.puts("Provenance")) {
      const json::Value& provenance = put->document.root;
      if (has_items(provenance, "entity")) found_.present.insert("source");
      const json::Value* const agents = provenance.find("agent");
      for (const json::Value& agent : agents ? agents->items() : std::span<json::Value>{}) {
        if (referral::has_coding(agent.find("type"), participants, "informant"))
          found_.present.insert("informant");
      }
    }
    const bool oneself = standing_.relations.has(referral::Relation::subject) ||
                         standing_.relations.has(referral::Relation::representative);
    if (oneself) found_.present.insert("informant");
    if (!call_.principal.person.empty() || !call_.principal.organization.empty())
      found_.present.insert("recorder");  // the token says who
  }

  void look_at_owner() {
    const access::Principal& caller = call_.principal;
    if (caller.person.starts_with("Practitioner/")) {
      found_.caller = role_of(caller);
    } else if (caller.person.empty()) {
      found_.caller = caller.organization;
    }
    const std::string_view owner = reference_of(*one_.after, "owner");
    if (!one_.before || owner.empty() || owner == reference_of(*one_.before, "owner")) return;
    found_.inside = belongs_to_addressed(*one_.before, owner, caller, view_);
  }

  // Sent, claimed, accepted, opened again, or somebody else's from now on.
  bool asks_for_basis() const {
    const bool moves = from_ != to_ && (to_ == "requested" || to_ == "received" || to_ == "accepted");
    return moves || workflow_.final(from_) || referral::changed({one_.before, one_.after}, "owner");
  }

  // A claim that names nobody makes the caller the owner.
  void look_at_basis() {
    const std::string_view named = reference_of(*one_.after, "owner");
    const bool claims = from_ != "new" && from_ != to_ && !referral::is_person(named) &&
                        (to_ == "received" || to_ == "accepted") && !found_.caller.empty();
    found_.basis = CaseBasis(view_, one_.request)
                       .receiving(one_.task, *one_.after, claims ? found_.caller : named, found_.receiver)
                       .gap;
  }

  // The role in which a person acts for the caller's organisation: its colleagues see what a role owns.
  std::string role_of(const access::Principal& caller) {
    for (const Seen& role : view_.referring("PractitionerRole", view_.target_of(caller.person))) {
      const bool of_caller = reference_of(*role.now, "practitioner") == caller.person &&
                             reference_of(*role.now, "organization") == caller.organization;
      const json::Value* const active = role.now->find("active");
      if (of_caller && (!active || active->truth())) return "PractitionerRole/" + role.target.id;
    }
    return caller.person;
  }

  // Contacts and plans of the Task or its request.
  void look_at_work() {
    const auto any = [&](std::string_view type, auto&& counts) {
      for (const auto& target : {one_.task.target, one_.request.target}) {
        if (target.none()) continue;
        const auto all = view_.referring(type, target);
        if (std::any_of(all.begin(), all.end(), [&](const Seen& seen) { return counts(*seen.now); }))
          return true;
      }
      return false;
    };
    const referral::Datum& contact = *workflow_.datum("contact");
    const bool reached = any("Communication", [&](const json::Value& communication) {
      const json::Value* const result = extension_of(communication, contact_result);
      const json::Value* const coding = result ? result->find("valueCoding") : nullptr;
      return coding && std::find(contact.codes.begin(), contact.codes.end(), coding->text_of("code")) !=
                           contact.codes.end();
    });
    if (reached) found_.present.insert("contact");
    if (any("CarePlan", [](const json::Value&) { return true; })) found_.present.insert("plan");
  }

  void look_at_replacement() {
    for (const Seen& other : view_.referring("Task", one_.task.target)) {
      const json::Value* const replaced = extension_of(*other.now, replaces);
      if (replaced && view_.target_of(reference_of(*replaced, "valueReference")) == one_.task.target)
        found_.present.insert("replacement");
    }
  }

  // A score of the case that is not the end measure itself.
  void look_at_measures() {
    const json::Value* const end = parameter(*one_.after, "output", "end-measure");
    const json::Value* const value = end ? referral::value_of(*end) : nullptr;
    const repository::Target end_target =
        value ? view_.target_of(value->text_of("reference")) : repository::Target{};
    const auto is_score = [&](std::string_view reference) {
      const Seen seen = reference.starts_with("Observation/") ? view_.see(reference) : Seen{};
      return seen.now && seen.target != end_target;
    };
    if (!one_.request.now) return;
    for (const std::string_view element : {"supportingInfo", "reasonReference"}) {
      const json::Value* const list = one_.request.now->find(element);
      for (const json::Value& one : list ? list->items() : std::span<json::Value>{}) {
        if (is_score(one.text_of("reference"))) found_.baseline = true;
      }
    }
    for (const Seen& score : view_.referring("Observation", one_.request.target)) {
      if (score.target != end_target) found_.baseline = true;
    }
  }

  void look_at_service() {
    Seen service = service_of(reference_of(*one_.after, "owner"));
    if (!service.now && one_.before) service = service_of(reference_of(*one_.before, "owner"));
    const json::Value* const performers = one_.request.now ? one_.request.now->find("performer") : nullptr;
    for (const json::Value& performer : performers ? performers->items() : std::span<json::Value>{}) {
      if (!service.now) service = service_of(performer.text_of("reference"));
    }
    if (!service.now) return;
    depend_on(service);
    const json::Value* const capacity = extension_of(*service.now, capacity_extension);
    if (!capacity) return;
    const json::Value* const status = extension_of(*capacity, "status");
    const json::Value* const as_of = extension_of(*capacity, "as-of");
    const json::Value* const coding = status ? status->find("valueCoding") : nullptr;
    const referral::Clock* const unknown = workflow_.clock("capacity-unknown");
    if (!coding || !as_of) return;
    if (unknown && as_of->text_of("valueDate") < day(call_.now - unknown->after)) return;
    found_.capacity =
        coding->text_of("code") == "no-capacity" ? referral::Capacity::none : referral::Capacity::some;
  }
  Seen service_of(std::string_view reference) {
    return reference.starts_with("HealthcareService/") ? view_.see(reference) : Seen{};
  }
  static std::string day(base::Instant instant) { return base::print_instant(instant).substr(0, 10); }

  // Into the versions before: where it came from, whom it was addressed to.
  void look_back() {
    const bool ended = workflow_.final(from_);
    const bool given_back = from_ == "received" && to_ == "requested";
    const bool answered = referral::business_of(workflow_, *one_.before) == "information-requested";
    if (ended || given_back) {
      const json::Value* const then = view_.version_before(one_.task, other_status);
      if (then) {
        found_.status_before = referral::state_of(workflow_, then);
        found_.business_before = referral::business_of(workflow_, *then);
        found_.addressed = then->find("owner");
      } else {
        found_.addressed = one_.before->find("owner");
      }
      found_.recent = one_.task.header && call_.now - view_.status_since(one_.task) <= workflow_.reopening;
    } else if (answered) {
      const json::Value* const then = view_.version_before(one_.task, other_business);
      if (then) found_.business_before = referral::business_of(workflow_, *then);
    }
  }
  static bool other_status(const json::Value& now, const json::Value& then) {
    return now.text_of("status") != then.text_of("status");
  }
  static bool other_business(const json::Value& now, const json::Value& then) {
    const json::Value *a = now.find("businessStatus"), *b = then.find("businessStatus");
    return !a || !b || !json::equal(*a, *b);
  }

  CaseView& view_;
  const Call& call_;
  const referral::Workflow& workflow_;
  const TaskCase& one_;
  const referral::Standing& standing_;
  const std::string from_, to_;
  referral::Circumstances found_;
};

}  // namespace

bool is_open(const referral::Workflow& workflow, const json::Value& task) {
  return !workflow.final(task.text_of("status"));
}

bool is_referral_task(CaseView& view, const Seen& task, const json::Value* as) {
  const referral::Workflow& workflow = view.set().call().parts.workflow;
  if (!as || !referral::has_coding(as->find("code"), workflow.task.system, workflow.task.code)) return false;
  const std::string_view focus = reference_of(*as, "focus");
  if (!focus.starts_with("ServiceRequest/")) return false;
  if (as == task.stored) return task.header->governed;
  const Seen request = view.see(focus);
  if (!request.now) return false;
  if (request.header && !view.set().sight().sees(request.number, *request.header)) return false;
  return (request.header && request.header->governed) || referral::governs(workflow, *request.now);
}

const referral::Child* child_kind(const referral::Workflow& workflow, const json::Value& task) {
  for (const referral::Child& child : workflow.children) {
    if (referral::has_coding(task.find("code"), child.code.system, child.code.code)) return &child;
  }
  return nullptr;
}

Seen parent_of(CaseView& view, const json::Value& task) {
  const json::Value* const parents = task.find("partOf");
  for (const json::Value& one : parents ? parents->items() : std::span<json::Value>{}) {
    const std::string_view reference = one.text_of("reference");
    if (!reference.starts_with("Task/")) continue;
    const Seen parent = view.see(reference);
    if (is_referral_task(view, parent, parent.stored ? parent.stored : parent.now)) return parent;
  }
  return {};
}

TaskCase open_case(CaseView& view, const Seen& task, const json::Value* before, const json::Value* after) {
  const referral::Workflow& workflow = view.set().call().parts.workflow;
  TaskCase one{task, before, after, view.see(reference_of(*after, "focus")), {}};
  for (const Seen& child : view.referring("Task", task.target)) {
    if (parent_of(view, *child.now).target != task.target) continue;
    const referral::Child* const kind = child_kind(workflow, *child.now);
    if (!kind && !is_referral_task(view, child, child.stored ? child.stored : child.now)) continue;
    one.children.push_back({child, kind ? kind->kind : workflow.task.code,
                            child.stored && is_open(workflow, *child.stored), is_open(workflow, *child.now)});
  }
  return one;
}

referral::Standing standing_in(const access::Principal& caller, CaseView& view, const TaskCase& one) {
  referral::Standing standing = standing_of(caller, one.task, view);
  for (const ChildTask& child : one.children) {
    const bool asks = child.was_open && child.kind != view.set().call().parts.workflow.task.code;
    if (asks && standing_of(caller, child.seen, view).relations.has(referral::Relation::owner))
      standing.relations.add(referral::Relation::asked);
  }
  return standing;
}

referral::Circumstances circumstances_of(CaseView& view, const TaskCase& one,
                                         const referral::Standing& standing) {
  return Gathering(view, one, standing).gather();
}

}  // namespace linkki::interactions
