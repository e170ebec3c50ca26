#include "interactions/disclosure.h"

#include <algorithm>
#include <set>

#include "access/label.h"
#include "fhir/primitive.h"
#include "interactions/basis.h"
#include "interactions/circumstances.h"
#include "interactions/pool.h"
#include "referral/element.h"
#include "referral/state.h"

namespace linkki::interactions {
namespace {

using access::Part;
using referral::reference_of;
using repository::GivenGrants;
using repository::GrantDraft;
using repository::Target;

constexpr std::chrono::days follow_up_time{14};  // after its date
constexpr std::chrono::days follow_up_max{400};  // after the end of the Task
constexpr std::size_t holders_max = 200;

std::span<const json::Value> items(const json::Value& value, std::string_view element) {
  const json::Value* const list = value.find(element);
  return list ? list->items() : std::span<const json::Value>{};
}

bool same_reference(const json::Value* a, const json::Value* b, std::string_view element) {
  return a && b && reference_of(*a, element) == reference_of(*b, element);
}

// The grants of one Task.
class Opening {
 public:
  Opening(CaseView& view, const Seen& task)
      : view_(view),
        workflow_(view.set().call().parts.workflow),
        now_(view.set().call().now),
        task_(task),
        given_{task.target, {}} {
    const Seen client = view_.see(reference_of(*task_.now, "for"));
    hidden_ = client.now && access::hides(*client.now);
  }

  GivenGrants open() {
    const json::Value* const known = task_.stored ? task_.stored : task_.now;
    if (is_referral_task(view_, task_, known) || is_referral_task(view_, task_, task_.now)) {
      open_referral();
    } else if (child_kind(workflow_, *task_.now)) {
      open_child();
    }
    return std::move(given_);
  }

 private:
  const json::Value& task() const { return *task_.now; }

  void open_referral() {
    const std::string state = referral::state_of(workflow_, task_.now);
    const Seen request = view_.see(reference_of(task(), "focus"));
    if (!request.now || state == "draft" || state == "entered-in-error") return;
    CaseBasis basis(view_, request);
    if (!basis.root().now) return;
    open_to_requester(basis, request);
    const std::string_view owner = reference_of(task(), "owner");
    if (state == "rejected" || state == "cancelled") return;
    if (!owner.empty()) return open_to_owner(basis, request, state, owner);
    for (const Target& member : pool_members(view_.set().snapshot(), task())) {
      const Ground ground = basis.of_task(task_, task(), "Organization/" + member.id);
      give(member, task_.target, Part::none, ground);
    }
  }

  void open_to_owner(CaseBasis& basis, const Seen& request, const std::string& state,
                     std::string_view owner) {
    base::Instant end = base::Instant::max();
    if (workflow_.final(state)) end = end_of(state);
    for (const auto& [holder, reference, found] : holders(basis, owner)) {
      Ground ground = found;
      ground.window.end = std::min(ground.window.end, end);
      give(holder, task_.target, Part::none, ground);
      if (state == "failed") continue;
      const bool whole = request.target == basis.root().target;
      const bool part = !parent_of(view_, task()).target.none();
      give(holder, request.target, whole ? Part::request : Part::none, ground);
      const bool reached = !hidden_ || (state != "requested" && state != "received");
      if (whole && !part) {
        if (reached) give(holder, basis.root().target, Part::work, ground);
        give(holder, basis.root().target, Part::feedback, ground);
      }
      Ground assessment = basis.of_assessment(task_, task(), reference);
      assessment.window.start = std::max(assessment.window.start, ground.window.start);
      assessment.window.end = std::min(assessment.window.end, ground.window.end);
      give(holder, basis.root().target, Part::assessment, assessment);
      open_patient(basis, holder, reached ? Part::contact : Part::request, ground);
    }
  }

  void open_patient(const CaseBasis& basis, const Target& holder, Part part, const Ground& ground) {
    const Seen patient = view_.see(reference_of(task(), "for"));
    if (!patient.now || patient.target.type != view_.set().snapshot().type("Patient")) return;
    const Seen& root = basis.root();
    const bool of_register = patient.header && root.header && root.header->custodian &&
                             patient.header->custodian == root.header->custodian;
    const bool seen =
        !patient.header || of_register || view_.set().sight().sees(patient.number, *patient.header);
    if (seen) give(holder, patient.target, part, ground);
  }

  // Feedback goes to who sent the referral, as long as the client lets it.
  void open_to_requester(CaseBasis& basis, const Seen& request) {
    if (referral::business_of(workflow_, task()) == "consent-withdrawn") return;
    const Target requester = view_.organization_of(reference_of(*request.now, "requester"));
    for (const Target& holder : {requester, view_.target_of(basis.author_of(basis.root()))}) {
      if (holder.none()) continue;
      const Ground ground = basis.of(referral::Scope::feedback, "Organization/" + holder.id);
      give(holder, basis.root().target, Part::feedback, ground);
    }
  }

  struct Holder {
    Target target;
    std::string reference;  // as what the assessment is asked for
    Ground ground;
  };

  std::vector<Holder> holders(CaseBasis& basis, std::string_view owner) {
    std::vector<Holder> found;
    if (!owner.starts_with("CareTeam/")) {
      add_holder(basis, owner, nullptr, found);
      return found;
    }
    const Ground team = basis.of_task(task_, task(), owner);
    const Target organization = view_.organization_of(owner);
    if (!organization.none()) add_holder(basis, "Organization/" + organization.id, &team, found);
    const Seen seen = view_.see(owner);
    if (!seen.now || seen.now->text_of("status") == "inactive") return found;
    for (const json::Value& participant : items(*seen.now, "participant")) {
      const std::string_view member = reference_of(participant, "member");
      if (found.size() < holders_max && !member.starts_with("CareTeam/"))
        add_holder(basis, member, &team, found);
    }
    return found;
  }

  // `team`: what covers everybody in it.
  void add_holder(CaseBasis& basis, std::string_view owner, const Ground* team, std::vector<Holder>& found) {
    const auto add = [&](const Target& target, const std::string& reference) {
      if (target.none()) return false;
      Ground ground = basis.of_task(task_, task(), reference);
      if (!ground.ahead(now_) && team && ground.gap != referral::Gap::denied) ground = *team;
      if (!ground.ahead(now_)) return false;
      found.push_back({target, reference, ground});
      return true;
    };
    const Target organization = view_.organization_of(owner);
    if (hidden_ && !referral::is_person(reference_of(task(), "owner"))) return;
    if (!hidden_ && add(organization, "Organization/" + organization.id)) return;
    const Seen role = owner.starts_with("PractitionerRole/") ? view_.see(owner) : Seen{};
    const std::string person(role.now ? reference_of(*role.now, "practitioner") : owner);
    if (person.starts_with("Practitioner/")) add(view_.target_of(person), std::string(owner));
  }

  // Until when an ended Task stays with its owner: it can be opened again, and a follow-up is to come.
  base::Instant end_of(const std::string& state) {
    const base::Instant ended = ended_at();
    base::Instant end = ended + workflow_.reopening;
    if (state != "completed") return end;
    const json::Value* const due =
        referral::parameter_of(task(), "output", {workflow_.data_system, "follow-up-due"});
    const auto date = due ? fhir::parse_date(due->text_of("valueDate")) : std::nullopt;
    if (date) end = std::max(end, fhir::interval(*date, std::chrono::minutes{0}).high + follow_up_time);
    return std::min(end, ended + follow_up_max);
  }

  base::Instant ended_at() {
    const bool ends = !task_.stored || task_.stored->text_of("status") != task().text_of("status");
    return ends ? now_ : view_.status_since(task_);
  }

  void open_child() {
    const Seen parent = parent_of(view_, task());
    if (parent.target.none() || !parent.now || task().text_of("status") == "entered-in-error") return;
    const auto organization = [&](const json::Value& of, std::string_view element) {
      return view_.organization_of(reference_of(of, element));
    };
    const Seen request = view_.see(reference_of(*parent.now, "focus"));
    if (!request.now) return;
    const CaseBasis basis(view_, request);
    const Target sender = view_.target_of(basis.author_of(parent));
    const Target owner = organization(*parent.now, "owner");
    const bool open = is_open(workflow_, task());
    const Ground ground{access::Basis::task, {}, version(), referral::Gap::none, {}};
    for (const Target& holder : {organization(task(), "owner"), organization(task(), "requester")}) {
      const bool takes_part = holder == sender || (open && holder == owner);
      if (!holder.none() && takes_part) give(holder, task_.target, Part::none, ground);
    }
  }

  std::uint32_t version() const {
    const std::uint32_t stored = task_.header ? task_.header->version : 0;
    return view_.put_of(task_.target) ? stored + 1 : stored;
  }

  void give(const Target& holder, const Target& target, Part part, const Ground& ground) {
    if (!ground.ahead(now_)) return;
    if (hidden_ && holder.type == view_.set().snapshot().type("Organization")) return;
    given_.grants.push_back({.holder = holder,
                             .target = target,
                             .part = part,
                             .basis = ground.basis,
                             .reference = ground.consent,
                             .version = ground.consent.none() ? version() : ground.version,
                             .start = std::max(ground.window.start, base::Instant{}),
                             .end = ground.window.end});
  }

  CaseView& view_;
  const referral::Workflow& workflow_;
  const base::Instant now_;
  const Seen task_;
  bool hidden_ = false;  // the client: shown to a named person alone
  GivenGrants given_;
};

// Which Tasks' grants the request touches.
class Disclosure {
 public:
  explicit Disclosure(CaseView& view) : view_(view) {}

  std::vector<GivenGrants> disclose() {
    const std::vector<Target> consents = targets("Consent"), requests = targets("ServiceRequest"),
                              tasks = targets("Task");
    for (const Target& one : tasks) touch_task(one);
    for (const Target& one : requests) {
      if (is_moved(view_.see(one))) touch_request(one);
    }
    for (const Target& one : consents) touch_consent(one);
    for (const Target& one : targets("Patient")) touch_patient(view_.see(one));
    for (const Target& one : touched_) given_.push_back(Opening(view_, looked_at(one)).open());
    return std::move(given_);
  }

 private:
  std::vector<Target> targets(std::string_view type) {
    std::vector<Target> found;
    for (const fhir::Resource* const put : view_.puts(type))
      found.push_back({view_.set().snapshot().type(type), std::string(put->id())});
    return found;
  }

  // A label that arrives closes what was open to others than a named person, one that goes opens it again.
  void touch_patient(const Seen& patient) {
    if (!patient.stored || access::hides(*patient.stored) == access::hides(*patient.now)) return;
    for (const Seen& task : view_.referring("Task", patient.target)) {
      if (view_.target_of(reference_of(*task.now, "for")) == patient.target) touched_.insert(task.target);
    }
  }

  void touch_task(const Target& task) {
    touched_.insert(task);
    const Seen seen = view_.see(task);
    if (!seen.stored) return;
    const bool ends = seen.stored->text_of("status") != seen.now->text_of("status");
    if (!ends && same_reference(seen.stored, seen.now, "owner")) return;
    for (const Seen& child : view_.referring("Task", task)) {
      const auto parents = items(*child.now, "partOf");
      const bool of_task = std::any_of(parents.begin(), parents.end(), [&](const json::Value& one) {
        return view_.target_of(one.text_of("reference")) == task;
      });
      if (of_task) touched_.insert(child.target);
    }
  }

  // Another Consent or requester, or it is stored only now: what its Tasks give may be another.
  static bool is_moved(const Seen& request) {
    if (!request.stored || !same_reference(request.stored, request.now, "requester")) return true;
    const json::Value *before = request.stored->find("supportingInfo"),
                      *after = request.now->find("supportingInfo");
    return !before != !after || (before && !json::equal(*before, *after));
  }

  void touch_request(const Target& request) {
    for (const Seen& task : view_.referring("Task", request)) touched_.insert(task.target);
    for (const Seen& part : view_.referring("ServiceRequest", request)) {
      const auto above = items(*part.now, "basedOn");
      const bool of_request = std::any_of(above.begin(), above.end(), [&](const json::Value& one) {
        return view_.target_of(one.text_of("reference")) == request;
      });
      if (of_request && asked_.insert(part.target).second) touch_request(part.target);
    }
  }

  void touch_consent(const Target& consent) {
    const Seen seen = view_.see(consent);
    if (seen.header) given_.push_back({consent, {}});
    for (const Target& request : requests_of(view_, seen)) {
      if (asked_.insert(request).second) touch_request(request);
    }
  }

  // A Task that the request leaves alone must still be so in the commit.
  Seen looked_at(const Target& task) {
    const Seen seen = view_.see(task);
    if (seen.header && !view_.put_of(task)) view_.set().depend_on(seen.number, *seen.header);
    return seen;
  }

  CaseView& view_;
  std::set<Target> touched_, asked_;
  std::vector<GivenGrants> given_;  // those of Consents first
};

}  // namespace

std::vector<Target> requests_of(CaseView& view, const Seen& consent) {
  std::vector<Target> found;
  for (const Seen& request : view.referring("ServiceRequest", consent.target))
    found.push_back(request.target);
  if (consent.header && consent.header->case_id)
    found.push_back(view.target_of(view.set().snapshot().reference(consent.header->case_id)));
  for (const json::Value& extension : items(*consent.now, "extension")) {
    const Target named = view.target_of(reference_of(extension, "valueReference"));
    if (named.none() || named.type != view.set().snapshot().type("ServiceRequest")) continue;
    const Seen request = view.see(named);
    const bool visible = !request.header || view.set().sight().sees(request.number, *request.header);
    if (visible) found.push_back(named);
  }
  return found;
}

std::vector<GivenGrants> disclose(CaseView& view) {
  return Disclosure(view).disclose();
}

}  // namespace linkki::interactions
