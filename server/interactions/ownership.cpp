#include "interactions/ownership.h"

#include <algorithm>

#include "base/json/parse.h"
#include "referral/state.h"
#include "repository/adopted.h"

namespace linkki::interactions {
namespace {

using access::Part;
using repository::Snapshot;
using repository::Target;

constexpr std::string_view case_extension = "https://w3id.org/linkki/fhir/StructureDefinition/case";
// What a resource is to its case, by its type; none: it joins none by being pointed to.
Part part_of(std::string_view type) {
  static const std::map<std::string_view, Part> parts = {{"ServiceRequest", Part::request},
                                                         {"Task", Part::request},
                                                         {"Consent", Part::request},
                                                         {"QuestionnaireResponse", Part::assessment},
                                                         {"Observation", Part::assessment},
                                                         {"Condition", Part::assessment},
                                                         {"Communication", Part::work},
                                                         {"Appointment", Part::work},
                                                         {"AppointmentResponse", Part::work},
                                                         {"Encounter", Part::work},
                                                         {"Goal", Part::work},
                                                         {"CarePlan", Part::work},
                                                         {"DocumentReference", Part::feedback}};
  const auto found = parts.find(type);
  return found == parts.end() ? Part::none : found->second;
}

// Calls visit(text) for each Reference.reference directly under these elements (one or many).
template <class Visit>
void each_reference(const json::Value& resource, std::string_view element, Visit&& visit) {
  const json::Value* const value = resource.find(element);
  if (!value) return;
  if (value->is_object()) visit(value->text_of("reference"));
  for (const json::Value& one : value->items()) visit(one.text_of("reference"));
}

class Decision {
 public:
  Decision(const Call& call, const Snapshot& snapshot, const repository::Sight& sight,
           std::vector<Pending>& pending)
      : workflow_(call.parts.workflow),
        snapshot_(snapshot),
        sight_(sight),
        pending_(pending),
        author_(target_of(call.principal.organization)) {
    for (Pending& one : pending_) by_target_[one.target] = &one;
  }

  void decide() {
    for (Pending& one : pending_) begin(one);
    for (Pending& one : pending_) join_case(one, 0);
    for (Pending& one : pending_) draw_in(one);
    for (Pending& one : pending_) follow_context(one);
    for (Pending& one : pending_) place(one);
  }

 private:
  std::string_view type_name(const Pending& one) const { return one.resource->text_of("resourceType"); }

  Target target_of(std::string_view reference) const {
    const std::size_t slash = reference.find('/');
    if (slash == std::string_view::npos) return {};
    const std::string_view id = reference.substr(slash + 1);
    return {snapshot_.type(reference.substr(0, slash)), std::string(id.substr(0, id.find('/')))};
  }

  std::optional<repository::Row> stored(const Target& target) const {
    if (target.none()) return std::nullopt;
    const auto number = snapshot_.number(snapshot_.reading().dictionary->type_name(target.type), target.id);
    return number ? snapshot_.current(number) : std::nullopt;
  }
  // What the caller does not see is as absent: nobody types themselves into a case.
  std::optional<repository::Row> seen(const Target& target) const {
    auto row = stored(target);
    if (!row) return row;
    const auto number = snapshot_.number(snapshot_.reading().dictionary->type_name(target.type), target.id);
    return sight_.sees(number, row->header) ? row : std::nullopt;
  }

  void begin(Pending& one) {
    if (one.before) one.ownership.kept = &*one.before;
    if (!one.before) one.ownership.author = author_;
    one.ownership.acting = author_;
    one.ownership.part = part_of(type_name(one));
    if (type_name(one) == "Task" && one.resource->find("partOf")) one.ownership.part = Part::work;
    one.ownership.governed = is_governed(one);
    one.ownership.adopted = repository::Adopted::wants(*one.resource);
  }

  bool is_governed(const Pending& one) const {
    if (one.before && one.before->governed) return true;
    if (type_name(one) == "ServiceRequest") return referral::governs(workflow_, *one.resource);
    if (type_name(one) != "Task") return false;
    bool governed = false;
    each_reference(*one.resource, "focus", [&](std::string_view reference) {
      const Target focus = target_of(reference);
      const auto pending = by_target_.find(focus);
      if (pending != by_target_.end()) {
        governed = type_name(*pending->second) == "ServiceRequest" && is_governed(*pending->second);
      } else if (const auto row = seen(focus)) {
        governed = row->header.governed;
      }
    });
    return governed;
  }

  // The case that a resource hands on: nothing, or the root ServiceRequest.
  Target case_of(const Target& target, int depth) {
    const auto pending = by_target_.find(target);
    if (pending != by_target_.end()) {
      join_case(*pending->second, depth + 1);
      if (!pending->second->ownership.case_root.none()) return pending->second->ownership.case_root;
      return pending->second->before ? root_of(*pending->second->before) : Target{};
    }
    const auto row = seen(target);
    return row ? root_of(row->header) : Target{};
  }

  Target root_of(const repository::Header& header) const {
    const auto row = header.case_id ? snapshot_.current(header.case_id) : std::nullopt;
    return row ? Target{repository::type_of(header.case_id), row->header.id} : Target{};
  }

  void join_case(Pending& one, int depth) {
    constexpr int depth_max = 16;  // a chain of resources that point to each other
    if (depth > depth_max || !one.ownership.case_root.none() || (one.before && one.before->case_id)) return;
    const auto join = [&](std::string_view reference) {
      const Target target = target_of(reference);
      if (one.ownership.case_root.none() && !target.none() && target != one.target) {
        one.ownership.case_root = case_of(target, depth);
      }
    };
    for (const std::string_view element : {"basedOn", "partOf", "focus", "about", "securityContext"}) {
      each_reference(*one.resource, element, join);
    }
    if (const json::Value* const extensions = one.resource->find("extension")) {
      for (const json::Value& extension : extensions->items()) {
        if (extension.text_of("url") == case_extension) each_reference(extension, "valueReference", join);
      }
    }
    if (type_name(one) == "Provenance") each_reference(*one.resource, "target", join);
    if (const json::Value* const context = one.resource->find("context"))
      each_reference(*context, "related", join);
    const bool root = type_name(one) == "ServiceRequest" && one.ownership.governed;
    if (one.ownership.case_root.none() && root) one.ownership.case_root = one.target;
  }

  // What a governed referral points to joins its case if this request wrote it and it is in none.
  void draw_in(const Pending& referral) {
    if (type_name(referral) != "ServiceRequest") return;
    const Target root = referral.ownership.case_root.none() && referral.before ? root_of(*referral.before)
                                                                               : referral.ownership.case_root;
    if (root.none()) return;
    for (const std::string_view element : {"supportingInfo", "reasonReference", "relevantHistory"}) {
      each_reference(*referral.resource, element, [&](std::string_view reference) {
        const auto found = by_target_.find(target_of(reference));
        if (found == by_target_.end()) return;
        Pending& one = *found->second;
        const bool free = one.ownership.case_root.none() && !(one.before && one.before->case_id);
        if (free && part_of(type_name(one)) != Part::none) one.ownership.case_root = root;
      });
    }
  }

  // A Binary and a Provenance are about what another resource is about.
  void follow_context(Pending& one) {
    const bool binary = type_name(one) == "Binary";
    if (!binary && type_name(one) != "Provenance") return;
    each_reference(*one.resource, binary ? "securityContext" : "target", [&](std::string_view reference) {
      const Target context = target_of(reference);
      if (context.none() || context == one.target) return;
      add_patient(one, context);
      if (const auto pending = by_target_.find(context); pending != by_target_.end()) {
        one.ownership.part = pending->second->ownership.part;
        for (const std::string_view element : {"subject", "patient", "for"}) {
          each_reference(*pending->second->resource, element,
                         [&](std::string_view subject) { add_patient(one, target_of(subject)); });
        }
      } else if (const auto row = stored(context)) {
        one.ownership.part = row->header.part;
        for (const repository::Number patient : row->header.patients) {
          if (const auto found = snapshot_.current(patient))
            add_patient(one, {repository::type_of(patient), found->header.id});
        }
      }
    });
  }

  void add_patient(Pending& one, const Target& patient) {
    if (!patient.none() && patient.type == snapshot_.type("Patient"))
      one.ownership.patients.push_back(patient);
  }

  // Whatever else lies in a case is part of the work.
  static void place(Pending& one) {
    const bool in_case = !one.ownership.case_root.none() || (one.before && one.before->case_id);
    if (in_case && one.ownership.part == Part::none) one.ownership.part = Part::work;
  }

  const referral::Workflow& workflow_;
  const Snapshot& snapshot_;
  const repository::Sight& sight_;
  std::vector<Pending>& pending_;
  const Target author_;
  std::map<Target, Pending*> by_target_;
};

}  // namespace

void decide_ownership(const Call& call, const Snapshot& snapshot, const repository::Sight& sight,
                      std::vector<Pending>& pending) {
  Decision(call, snapshot, sight, pending).decide();
}

}  // namespace linkki::interactions
