#include "interactions/ownership.h"

#include <algorithm>
#include <array>

#include "base/json/parse.h"
#include "interactions/pool.h"
#include "repository/adopted.h"

namespace linkki::interactions {
namespace {

using access::Part;
using repository::BasisGrants;
using repository::Snapshot;
using repository::Target;

constexpr std::string_view case_extension = "https://w3id.org/linkki/fhir/StructureDefinition/case";
constexpr std::array<std::string_view, 5> profile_prefixes = {
    "https://w3id.org/linkki/fhir/StructureDefinition/",
    "http://hl7.org/fhir/us/sdoh-clinicalcare/StructureDefinition/",
    "http://hl7.org/fhir/us/bser/StructureDefinition/",
    "https://hl7.org/fhir/us/sdoh-clinicalcare/StructureDefinition/",
    "https://hl7.org/fhir/us/bser/StructureDefinition/"};
constexpr std::array<std::string_view, 2> category_systems = {
    "https://w3id.org/linkki/fhir/CodeSystem/hyte-category",
    "http://hl7.org/fhir/us/sdoh-clinicalcare/CodeSystem/SDOHCC-CodeSystemTemporaryCodes"};

// What a resource is to its case, by its type.
Part part_of(std::string_view type) {
  static const std::map<std::string_view, Part> parts = {
      {"ServiceRequest", Part::request}, {"Task", Part::request},
      {"Consent", Part::request},        {"QuestionnaireResponse", Part::assessment},
      {"Observation", Part::assessment}, {"Communication", Part::work},
      {"Appointment", Part::work},       {"AppointmentResponse", Part::work},
      {"Encounter", Part::work},         {"Goal", Part::work},
      {"CarePlan", Part::work},          {"DocumentReference", Part::feedback}};
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
  Decision(const Snapshot& snapshot, const access::Principal& principal, std::vector<Pending>& pending)
      : snapshot_(snapshot), pending_(pending), author_(target_of(principal.organization)) {
    for (Pending& one : pending_) by_target_[one.target] = &one;
  }

  std::vector<BasisGrants> decide() {
    for (Pending& one : pending_) begin(one);
    for (Pending& one : pending_) join_case(one, 0);
    for (Pending& one : pending_) draw_in(one);
    for (Pending& one : pending_) follow_context(one);
    std::vector<BasisGrants> grants;
    for (const Pending& one : pending_) {
      if (type_name(one) == "Task") grants.push_back(grants_of(one));
    }
    return grants;
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

  void begin(Pending& one) {
    if (one.before) one.ownership.kept = &*one.before;
    if (!one.before) one.ownership.author = author_;
    one.ownership.part = part_of(type_name(one));
    if (type_name(one) == "Task" && one.resource->find("partOf")) one.ownership.part = Part::work;
    one.ownership.governed = is_governed(one);
    one.ownership.adopted = repository::Adopted::wants(*one.resource);
  }

  bool is_governed(const Pending& one) const {
    if (one.before && one.before->governed) return true;
    if (type_name(one) == "ServiceRequest") return is_referral(*one.resource);
    if (type_name(one) != "Task") return false;
    bool governed = false;
    each_reference(*one.resource, "focus", [&](std::string_view reference) {
      const Target focus = target_of(reference);
      const auto pending = by_target_.find(focus);
      if (pending != by_target_.end()) {
        governed = type_name(*pending->second) == "ServiceRequest" && is_referral(*pending->second->resource);
      } else if (const auto row = stored(focus)) {
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
    const auto row = stored(target);
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
    if (type_name(referral) != "ServiceRequest" || referral.ownership.case_root.none()) return;
    for (const std::string_view element : {"supportingInfo", "reasonReference", "relevantHistory"}) {
      each_reference(*referral.resource, element, [&](std::string_view reference) {
        const auto found = by_target_.find(target_of(reference));
        if (found == by_target_.end()) return;
        Pending& one = *found->second;
        const bool free = one.ownership.case_root.none() && !(one.before && one.before->case_id);
        if (free && part_of(type_name(one)) != Part::none)
          one.ownership.case_root = referral.ownership.case_root;
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

  // Who stands behind an owner: an organisation, or the person itself.
  Target holder_of(std::string_view owner) const {
    const Target target = target_of(owner);
    if (target.none()) return {};
    const std::string_view type = snapshot_.reading().dictionary->type_name(target.type);
    if (type == "PractitionerRole") return referred(target, "organization");
    if (type == "HealthcareService") return referred(target, "providedBy");
    if (type == "CareTeam") return referred(target, "managingOrganization");
    if (type == "RelatedPerson" || type == "Patient") return {};  // they see what is theirs without a grant
    return type == "Organization" || type == "Practitioner" ? target : Target{};
  }

  Target referred(const Target& from, std::string_view element) const {
    Target found;
    const auto take = [&](std::string_view reference) {
      if (found.none()) found = target_of(reference);
    };
    if (const auto pending = by_target_.find(from); pending != by_target_.end()) {
      each_reference(*pending->second->resource, element, take);
    } else if (const auto row = stored(from); row && !row->header.deleted) {
      const auto document = json::parse(snapshot_.json(*row));
      each_reference(document->root, element, take);
    }
    return found;
  }

  BasisGrants grants_of(const Pending& task) {
    BasisGrants grants{access::Basis::task, task.target, (task.before ? task.before->version : 0) + 1, {}};
    const Target root = case_of(task.target, 0);
    if (root.none()) return grants;  // a plain Task opens nothing
    if (!task.resource->find("owner")) {
      for (const Target& member : pool_members(snapshot_, *task.resource))
        grants.grants.push_back({.holder = member, .target = task.target});  // and nothing behind it
      return grants;
    }
    for (const Target& holder : holders_of(*task.resource)) {
      grants.grants.push_back({.holder = holder, .target = root});
      each_reference(*task.resource, "for", [&](std::string_view reference) {
        const Target patient = target_of(reference);
        if (!patient.none()) grants.grants.push_back({.holder = holder, .target = patient});
      });
    }
    return grants;
  }

  // Who stands behind the owner of a Task; of a CareTeam its organisation and its members.
  std::vector<Target> holders_of(const json::Value& task) const {
    std::vector<Target> holders;
    const auto add = [&](const Target& holder) {
      const bool known = std::find(holders.begin(), holders.end(), holder) != holders.end();
      if (!holder.none() && !known && holders.size() < pool_members_max) holders.push_back(holder);
    };
    each_reference(task, "owner", [&](std::string_view owner) {
      add(holder_of(owner));
      for (const std::string& member : members_of(target_of(owner))) add(holder_of(member));
    });
    return holders;
  }

  std::vector<std::string> members_of(const Target& team) const {
    std::vector<std::string> members;
    if (team.none() || team.type != snapshot_.type("CareTeam")) return members;
    const auto take = [&](const json::Value& resource) {
      const json::Value* const participants = resource.find("participant");
      if (!participants || resource.text_of("status") == "inactive") return;
      for (const json::Value& participant : participants->items()) {
        each_reference(participant, "member", [&](std::string_view member) { members.emplace_back(member); });
      }
    };
    if (const auto pending = by_target_.find(team); pending != by_target_.end()) {
      take(*pending->second->resource);
    } else if (const auto row = stored(team); row && !row->header.deleted) {
      take(json::parse(snapshot_.json(*row))->root);
    }
    return members;
  }

  const Snapshot& snapshot_;
  std::vector<Pending>& pending_;
  const Target author_;
  std::map<Target, Pending*> by_target_;
};

}  // namespace

bool is_referral(const json::Value& service_request) {
  if (const json::Value* const meta = service_request.find("meta")) {
    if (const json::Value* const profiles = meta->find("profile")) {
      for (const json::Value& profile : profiles->items()) {
        for (const std::string_view prefix : profile_prefixes) {
          if (profile.text().starts_with(prefix)) return true;
        }
      }
    }
  }
  const json::Value* const categories = service_request.find("category");
  if (!categories) return false;
  for (const json::Value& category : categories->items()) {
    const json::Value* const codings = category.find("coding");
    if (!codings) continue;
    for (const json::Value& coding : codings->items()) {
      const auto system = coding.text_of("system");
      if (std::find(category_systems.begin(), category_systems.end(), system) != category_systems.end())
        return true;
    }
  }
  return false;
}

std::vector<BasisGrants> decide_ownership(const Snapshot& snapshot, const access::Principal& principal,
                                          std::vector<Pending>& pending) {
  return Decision(snapshot, principal, pending).decide();
}

}  // namespace linkki::interactions
