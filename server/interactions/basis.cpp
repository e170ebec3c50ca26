#include "interactions/basis.h"

#include <algorithm>

#include "interactions/pool.h"
#include "referral/element.h"
#include "referral/state.h"

namespace linkki::interactions {
namespace {

using referral::Gap;
using referral::reference_of;
using referral::Scope;
using repository::Target;

constexpr std::string_view case_extension = "https://w3id.org/linkki/fhir/StructureDefinition/case";
constexpr std::string_view category_system = "https://w3id.org/linkki/fhir/CodeSystem/hyte-category";

std::span<const json::Value> items(const json::Value& value, std::string_view element) {
  const json::Value* const list = value.find(element);
  return list ? list->items() : std::span<const json::Value>{};
}

}  // namespace

CaseBasis::CaseBasis(CaseView& view, const Seen& request, Moment moment)
    : view_(view), now_(view.set().call().now), moment_(moment) {
  find_chain(request);
  find_consents();
}

// The case that a stored request lies in is kept, whatever it is based on now.
void CaseBasis::find_chain(Seen request) {
  while (request.now && chain_.size() < generations_max) {
    chain_.push_back(request);
    if (request.header && request.header->case_id) {
      const Target root = view_.target_of(view_.set().snapshot().reference(request.header->case_id));
      if (root == request.target) break;
      chain_.push_back(view_.see(root));
      break;
    }
    request = above(request);
  }
  if (!chain_.empty() && !chain_.back().now) chain_.pop_back();
  if (chain_.empty()) return;
  root_ = chain_.back();
  patient_ = reference_of(*chain_.front().now, "subject");
}

Seen CaseBasis::above(const Seen& request) const {
  for (const json::Value& one : items(*request.now, "basedOn")) {
    const std::string_view reference = one.text_of("reference");
    const Seen seen = reference.starts_with("ServiceRequest/") ? view_.see(reference) : Seen{};
    const bool visible = !seen.header || view_.set().sight().sees(seen.number, *seen.header);
    const bool governed = seen.now && ((seen.header && seen.header->governed) ||
                                       referral::governs(view_.set().call().parts.workflow, *seen.now));
    if (visible && governed) return seen;
  }
  return {};
}

void CaseBasis::find_consents() {
  std::vector<Seen> found;
  const auto add = [&](Seen consent) {
    if (moment_ == Moment::before) consent.now = consent.stored;
    const bool known = std::any_of(found.begin(), found.end(),
                                   [&](const Seen& one) { return one.target == consent.target; });
    if (consent.now && !known) found.push_back(consent);
  };
  for (const Seen& request : chain_) {
    for (const json::Value& one : items(*request.now, "supportingInfo")) {
      const std::string_view reference = one.text_of("reference");
      if (reference.starts_with("Consent/")) add(view_.see(reference));
    }
  }
  if (!patient_.empty()) {
    for (const Seen& consent : view_.referring("Consent", view_.target_of(patient_))) {
      if (of_case(consent)) add(consent);
    }
  }
  consents_ = std::move(found);
  for (const Seen& consent : consents_) {
    if (consent.header && !view_.put_of(consent.target))
      view_.set().depend_on(consent.number, *consent.header);
    read_.push_back(
        referral::read_consent(*consent.now, view_.set().call().current.settings->fhir.time_zone));
  }
}

bool CaseBasis::of_case(const Seen& consent) const {
  if (consent.header && consent.header->case_id && consent.header->case_id == root_.number) return true;
  const bool visible = !root_.header || view_.set().sight().sees(root_.number, *root_.header);
  if ((consent.stored && !view_.put_of(consent.target)) || !visible) return false;
  for (const json::Value& extension : items(*consent.now, "extension")) {
    if (extension.text_of("url") != case_extension) continue;
    const Target named = view_.target_of(reference_of(extension, "valueReference"));
    if (std::any_of(chain_.begin(), chain_.end(), [&](const Seen& one) { return one.target == named; }))
      return true;
  }
  return false;
}

bool CaseBasis::stands(const referral::Actor& actor, std::string_view receiver) const {
  if (actor.reference == receiver) return true;
  const std::string_view type = std::string_view(actor.reference).substr(0, actor.reference.find('/'));
  const auto practitioner_of = [&](std::string_view role) {
    const Seen seen = role.starts_with("PractitionerRole/") ? view_.see(role) : Seen{};
    return seen.now ? std::string(reference_of(*seen.now, "practitioner")) : std::string();
  };
  if (type == "Organization") {
    const Target behind = view_.organization_of(receiver), named = view_.target_of(actor.reference);
    return actor.exact ? !behind.none() && behind == named : view_.within(behind, named);
  }
  if (type == "Practitioner") return practitioner_of(receiver) == actor.reference;
  if (type == "PractitionerRole")
    return receiver.starts_with("Practitioner/") && practitioner_of(actor.reference) == receiver;
  if (type != "CareTeam") return false;
  const Seen team = view_.see(actor.reference);
  const auto members = team.now ? items(*team.now, "participant") : std::span<const json::Value>{};
  return std::any_of(members.begin(), members.end(), [&](const json::Value& one) {
    const std::string member(reference_of(one, "member"));
    return !member.empty() && !member.starts_with("CareTeam/") && stands({member, true}, receiver);
  });
}

Ground CaseBasis::of(Scope scope, std::string_view receiver, bool named) {
  const referral::Coverage coverage = referral::covers(
      read_, {scope, std::string(receiver), patient_, named, categories()}, now_,
      [&](const referral::Actor& actor, std::string_view one) { return stands(actor, one); });
  Ground ground{access::Basis::none, {}, 0, coverage.gap, coverage.window};
  if (coverage.gap != Gap::none && coverage.gap != Gap::period) return ground;
  const Seen& consent = consents_[coverage.by];
  const std::uint32_t stored = consent.header ? consent.header->version : 0;
  ground.basis = access::Basis::consent;
  ground.consent = consent.target;
  ground.version = view_.put_of(consent.target) ? stored + 1 : stored;
  return ground;
}

std::vector<std::string> CaseBasis::categories() const {
  std::vector<std::string> codes;
  for (const json::Value& category :
       chain_.empty() ? std::span<const json::Value>{} : items(*chain_.front().now, "category")) {
    for (const json::Value& coding : items(category, "coding")) {
      if (coding.text_of("system") == category_system) codes.emplace_back(coding.text_of("code"));
    }
  }
  return codes;
}

std::string CaseBasis::author_of(const Seen& seen) const {
  if (!seen.header) return view_.set().call().principal.organization;
  return seen.header->author ? view_.set().snapshot().reference(seen.header->author) : std::string();
}

bool CaseBasis::same_controller(std::string_view receiver) {
  if (chain_.empty()) return false;
  const std::string custodian = root_.header && root_.header->custodian
                                    ? view_.set().snapshot().reference(root_.header->custodian)
                                    : author_of(root_);
  return view_.within(view_.organization_of(receiver), view_.target_of(custodian));
}

// A signed paper that names nobody is about the one to whom the requester sends.
bool CaseBasis::is_named(const Seen& task, const json::Value& now, std::string_view receiver) {
  const bool pool = reference_of(now, "owner").empty() && now.text_of("status") == "requested";
  if (pool || is_part()) return false;
  const Target behind = view_.organization_of(receiver);
  const auto fits = [&](std::string_view owner) {
    return owner.empty() || owner == receiver || view_.within(behind, view_.organization_of(owner));
  };
  if (task.stored && task.stored->text_of("status") != "draft") {
    const std::string_view before = reference_of(*task.stored, "owner");
    if (before.empty() || !fits(before)) return false;
  }
  const Target request = view_.target_of(reference_of(now, "focus"));
  for (const Seen& other : view_.referring("Task", request)) {
    const bool of_request = view_.target_of(reference_of(*other.now, "focus")) == request;
    if (of_request && other.target != task.target && !fits(reference_of(*other.now, "owner"))) return false;
  }
  return true;
}

Ground CaseBasis::of_task(const Seen& task, const json::Value& now, std::string_view receiver) {
  if (chain_.empty()) return {};
  if (same_controller(receiver)) return {access::Basis::same_controller, {}, 0, Gap::none, {}};
  Ground best = of(Scope::referral, receiver, is_named(task, now, receiver));
  const std::string picker = author_of(task);
  const bool onward = is_part() || picker != author_of(root_);
  if (best || !onward) return best;
  for (const std::string_view covered : {receiver, std::string_view(picker)}) {
    const Ground ground = covered.empty() ? Ground{} : of(Scope::onward, covered);
    if (ground.gap > best.gap) best = ground;
  }
  return best;
}

Ground CaseBasis::of_assessment(const Seen& task, const json::Value& now, std::string_view receiver) {
  if (chain_.empty()) return {};
  if (same_controller(receiver)) return {access::Basis::same_controller, {}, 0, Gap::none, {}};
  return of(Scope::assessment, receiver, is_named(task, now, receiver));
}

Ground CaseBasis::receiving(const Seen& task, const json::Value& now, std::string_view receiver,
                            std::string& lacking) {
  lacking = receiver;
  if (!receiver.empty()) return of_task(task, now, receiver);
  const auto members = pool_members(view_.set().snapshot(), now);
  if (members.empty()) {
    const bool permitted = referral::permits_somebody(read_, Scope::referral, patient_, now_);
    Ground ground = of(Scope::referral, "");
    if (permitted) ground.gap = Gap::none;
    return ground;
  }
  Ground least{access::Basis::none, {}, 0, Gap::none, {}};
  for (const Target& member : members) {
    const std::string reference = "Organization/" + member.id;
    const Ground ground = of_task(task, now, reference);
    if (ground.gap >= least.gap && !lacking.empty()) continue;
    least = ground;
    lacking = reference;
  }
  return least;
}

}  // namespace linkki::interactions
