#include "interactions/merge.h"

#include "access/label.h"
#include "fhir/reference.h"
#include "interactions/consequence.h"
#include "interactions/messages.h"
#include "referral/element.h"

namespace linkki::interactions {
namespace {

using base::IssueType;
using base::Refusal;
using referral::reference_of;
using repository::Target;

constexpr std::string_view types_of_cases[] = {
    "ServiceRequest", "Task",     "Consent",     "QuestionnaireResponse", "Observation", "Communication",
    "Goal",           "CarePlan", "Appointment", "DocumentReference",     "Encounter",   "Flag"};

// Where the link stands that says who replaces a Patient, and whom it names; place empty: there is none.
struct Replaced {
  std::string place;
  std::string_view by;
};

Replaced replaced(const json::Value& patient) {
  const json::Value* const links = patient.find("link");
  std::size_t i = 0;
  for (const json::Value& link : links ? links->items() : std::span<const json::Value>{}) {
    if (link.text_of("type") == "replaced-by")
      return {"Patient.link[" + std::to_string(i) + "].other", reference_of(link, "other")};
    ++i;
  }
  return {};
}

class Merge {
 public:
  explicit Merge(CaseView& view) : view_(view), set_(view.set()), after_(view) {}

  base::Outcome<void> follow() {
    for (std::size_t i = 0; i < set_.size(); ++i) {
      const auto put = set_.put_at(i);
      if (!put || put->resource.type->name != "Patient") continue;
      const Seen patient =
          view_.see(Target{set_.snapshot().type("Patient"), std::string(put->resource.id())});
      if (patient.stored) TRY_VOID(follow(put->call, patient));
    }
    return base::done();
  }

 private:
  base::Outcome<void> follow(const Call& call, const Seen& patient) {
    const Replaced now = replaced(*patient.now);
    if (now.place.empty() || now.by == replaced(*patient.stored).by) return base::done();
    TRY_VOID(check(patient, now));
    return move(call, patient, now);
  }

  base::Outcome<void> check(const Seen& patient, const Replaced& link) {
    const Seen other = view_.see(link.by);
    const bool known = other.stored && other.target.type == patient.target.type &&
                       other.target != patient.target && set_.sight().sees(other.number, *other.header);
    const bool ours = known && other.header->custodian == patient.header->custodian;
    if (!ours || !replaced(*other.now).place.empty()) return refuse(base::message::merge_target, link);
    const bool hidden = patient.header->hidden || access::hides(*patient.now);
    if (hidden && !access::hides(*other.now)) return refuse(base::message::merge_hidden, link);
    set_.depend_on(other.number, *other.header);
    return base::done();
  }

  base::Outcome<void> refuse(const base::Message& message, const Replaced& link) const {
    return base::refuse(Refusal::unprocessable,
                        base::error(IssueType::business_rule, message, {std::string(link.by)}, link.place));
  }

  base::Outcome<void> move(const Call& call, const Seen& patient, const Replaced& link) {
    const fhir::Rewrites names{{"Patient/" + patient.target.id, std::string(link.by)}};
    const auto bases = call.bases();
    std::size_t moved = 0;
    for (const std::string_view type : types_of_cases) {
      for (const Seen& one : view_.referring(type, patient.target)) {
        if (!one.header || !one.header->case_id) continue;
        if (++moved > merged_max) {
          return base::refuse(Refusal::unprocessable,
                              base::error(IssueType::too_costly, base::message::merge_large,
                                          {std::to_string(merged_max)}, link.place));
        }
        auto document = copy_of(*one.now);
        fhir::rewrite_links(document, {names, {}, bases}, *call.definitions);
        after_.put(call, one, std::move(document));
      }
    }
    return base::done();
  }

  CaseView& view_;
  WriteSet& set_;
  Consequences after_;
};

bool puts_a_patient(WriteSet& set) {
  for (std::size_t i = 0; i < set.size(); ++i) {
    const auto put = set.put_at(i);
    if (put && put->resource.type->name == "Patient") return true;
  }
  return false;
}

}  // namespace

base::Outcome<void> follow_merge(CaseView& view) {
  return puts_a_patient(view.set()) ? Merge(view).follow() : base::done();
}

}  // namespace linkki::interactions
