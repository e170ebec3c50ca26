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
  explicit Merge(CaseView& view)
      : view_(view), set_(view.set()), workflow_(set_.call().parts.workflow), after_(view) {}

  base::Outcome<void> follow() {
    for (std::size_t i = 0; i < set_.size(); ++i) {
      const auto put = set_.put_at(i);
      if (!put || put->resource.type->name != "Patient") continue;
      const Seen patient =
          view_.see(Target{set_.snapshot().type("Patient"), std::string(put->resource.id())});
      const Call call = put->call;  // what is put besides moves the set's own
      if (patient.stored) TRY_VOID(follow(call, patient));
    }
    return base::done();
  }

 private:
  base::Outcome<void> follow(const Call& call, const Seen& patient) {
    const Replaced now = replaced(*patient.now);
    if (now.place.empty() || now.by == replaced(*patient.stored).by) return base::done();
    if (!of_register(call, patient)) {
      return base::refuse(Refusal::forbidden,
                          base::error(IssueType::forbidden, base::message::merge_register, {}, now.place));
    }
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
    if (access::hides(*other.now) && offered(patient)) return refuse(base::message::merge_offered, link);
    set_.depend_on(other.number, *other.header);
    return base::done();
  }

  // A hidden person is never referred to a pool, nor to more than one named person.
  bool offered(const Seen& patient) {
    for (const Seen& task : view_.referring("Task", patient.target)) {
      if (task.header && task.header->governed && is_open(workflow_, *task.now) &&
          !referral::is_person(reference_of(*task.now, "owner")))
        return true;
    }
    return false;
  }

  // The register's own people merge, and those who stand above all registers.
  bool of_register(const Call& call, const Seen& patient) const {
    const access::Role role = call.principal.role;
    const bool above = role == access::Role::tester || role == access::Role::importer;
    return above || (patient.header->custodian && patient.header->custodian == set_.sight().organization());
  }

  base::Outcome<void> refuse(const base::Message& message, const Replaced& link) const {
    return base::refuse(Refusal::unprocessable,
                        base::error(IssueType::business_rule, message, {std::string(link.by)}, link.place));
  }

  base::Outcome<void> move(const Call& call, const Seen& patient, const Replaced& link) {
    const fhir::Rewrites names{{"Patient/" + patient.target.id, std::string(link.by)}};
    const auto bases = call.bases();
    std::size_t moved = 0;
    for (const auto* const type : call.definitions->resource_types()) {
      if (type->name == "Provenance") continue;
      for (const Seen& one : view_.referring(type->name, patient.target)) {
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
  const referral::Workflow& workflow_;
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
