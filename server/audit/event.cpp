#include "audit/event.h"

#include <initializer_list>

#include "base/crypto/base64.h"
#include "base/json/print.h"

namespace linkki::audit {
namespace {

using access::Interaction;

constexpr std::string_view base_url = "https://w3id.org/linkki/fhir/";
constexpr std::string_view dicom = "http://dicom.nema.org/resources/ontology/DCM";
constexpr std::string_view object_role = "http://terminology.hl7.org/CodeSystem/object-role";
constexpr std::string_view entity_type = "http://terminology.hl7.org/CodeSystem/audit-entity-type";

// JSON from pieces; a piece that is empty is left out.
std::string join(const auto& pieces) {
  std::string out;
  for (const auto& piece : pieces) {
    if (!out.empty() && !piece.empty()) out += ',';
    out += piece;
  }
  return out;
}
using Pieces = std::initializer_list<std::string>;
std::string object(Pieces members) {
  return "{" + join(members) + "}";
}
std::string array(Pieces items) {
  return "[" + join(items) + "]";
}

std::string member(std::string_view name, std::string_view json) {
  return json.empty() || json == "[]" ? std::string() : "\"" + std::string(name) + "\":" + std::string(json);
}
std::string text(std::string_view name, std::string_view value) {
  if (value.empty()) return {};
  std::string json;
  json::print_string(value, json);
  return member(name, json);
}
std::string flag(std::string_view name, bool value) {
  return member(name, value ? "true" : "false");
}

std::string coding(std::string_view system, std::string_view code, std::string_view display = {}) {
  return object({text("system", system), text("code", code), text("display", display)});
}
std::string concept_of(const std::string& coded) {
  return object({member("coding", array({coded}))});
}
std::string reference_to(std::string_view target) {
  return object({text("reference", target)});
}
std::string extension(std::string_view name, const std::string& content) {
  return object({text("url", std::string(base_url) + "StructureDefinition/" + std::string(name)), content});
}

std::string type_of(const Entry& entry) {
  switch (entry.kind) {
    case Kind::rest:
      return coding("http://terminology.hl7.org/CodeSystem/audit-event-type", "rest", "RESTful Operation");
    case Kind::authentication: return coding(dicom, "110114", "User Authentication");
    case Kind::export_: return coding(dicom, "110106", "Export");
    case Kind::notification:
      return coding("http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle", "disclose",
                    "Disclose Record Lifecycle Event");
    case Kind::break_glass: return coding(dicom, "110113", "Security Alert");
    case Kind::system: return coding(dicom, "110100", "Application Activity");
  }
  ensure(!"a kind");
}

std::string subtype_of(const Entry& entry) {
  if (entry.kind == Kind::break_glass) return coding(dicom, "110127", "Emergency Override Started");
  if (entry.kind == Kind::system || entry.kind == Kind::authentication) return {};
  std::string code(access::code(entry.interaction));
  if (entry.interaction == Interaction::search) code += entry.type.empty() ? "-system" : "-type";
  return coding("http://hl7.org/fhir/restful-interaction", code);
}

std::string_view action_of(const Entry& entry) {
  if (entry.kind != Kind::rest) return "E";
  switch (entry.interaction) {
    case Interaction::create: return "C";
    case Interaction::read:
    case Interaction::vread:
    case Interaction::history:
    case Interaction::history_instance:
    case Interaction::history_type:
    case Interaction::history_system:
    case Interaction::capabilities: return "R";
    case Interaction::update:
    case Interaction::patch: return "U";
    case Interaction::erase: return "D";
    case Interaction::search:
    case Interaction::operation:
    case Interaction::batch:
    case Interaction::transaction: return "E";
  }
  ensure(!"an interaction");
}

std::string_view outcome_of(Result result) {
  switch (result) {
    case Result::success: return "0";
    case Result::minor_failure: return "4";
    case Result::serious_failure: return "8";
  }
  ensure(!"a result");
}

// The server gives when it is read from, and takes when it is written to.
bool server_gives(const Entry& entry) {
  const auto action = action_of(entry);
  return action == "R" || entry.interaction == Interaction::search;
}
std::string source_role(bool source) {
  return concept_of(source ? coding(dicom, "110153", "Source Role ID")
                           : coding(dicom, "110152", "Destination Role ID"));
}

bool is_uri(std::string_view value) {
  return value.find_first_of(" \t\r\n") == value.npos;
}

// What the caller's token says, shown with the one agent that asked.
std::string asked(const Entry& entry) {
  const bool named = entry.role != access::Role::none;
  const std::string role =
      named ? concept_of(coding(std::string(base_url) + "CodeSystem/role", access::code(entry.role))) : "";
  std::string policy;
  if (!entry.token_id.empty() && is_uri(entry.token_id)) json::print_string(entry.token_id, policy);
  return join(
      std::vector{member("role", array({role})), flag("requestor", true), member("policy", array({policy}))});
}

std::string purpose_of(const Entry& entry) {
  if (entry.purpose.empty()) return {};
  return array({concept_of(coding("http://terminology.hl7.org/CodeSystem/v3-ActReason", entry.purpose))});
}

std::string agents_of(const Entry& entry) {
  const std::string request = asked(entry);
  const std::string other = flag("requestor", false);
  std::string person, client, organization, unknown;
  if (!entry.person.empty()) {
    person =
        object({member("type", concept_of(coding("http://terminology.hl7.org/CodeSystem/v3-ParticipationType",
                                                 "IRCP", "information recipient"))),
                member("who", reference_to(entry.person)), text("name", entry.person_name), request,
                member("purposeOfUse", purpose_of(entry))});
  }
  if (!entry.client_id.empty()) {
    client = object({member("type", source_role(!server_gives(entry))),
                     member("who", object({member("identifier", object({text("value", entry.client_id)}))})),
                     person.empty() ? request : other});
  }
  if (!entry.organization.empty()) {
    organization = object({member("who", reference_to(entry.organization)),
                           person.empty() && client.empty() ? request : other});
  }
  const bool by_server = entry.kind == Kind::system;
  if (person.empty() && client.empty() && organization.empty() && !by_server) {
    unknown = object({member("who", object({text("display", "unknown")})), request});
  }
  const std::string server = object(
      {member("type", source_role(server_gives(entry))), member("who", object({text("display", "Linkki")})),
       flag("requestor", by_server && person.empty() && client.empty() && organization.empty())});
  return array({person, client, organization, unknown, server});
}

std::string entity(const std::string& what, const std::string& type, const std::string& role,
                   std::string_view query = {}) {
  return object({member("what", what), member("type", type), member("role", role), text("query", query)});
}

std::string entities_of(const Entry& entry, const References& references) {
  const std::string system_object = coding(entity_type, "2", "System Object");
  std::vector<std::string> entities;
  if (entry.patient != 0) {
    const auto patient = references.reference(entry.patient, 0);
    entities.push_back(entity(patient.empty() ? "" : reference_to(patient),
                              coding(entity_type, "1", "Person"), coding(object_role, "1", "Patient")));
  }
  for (const auto& [number, version] : entry.disclosed) {
    const auto target = references.reference(number, version);
    entities.push_back(entity(target.empty() ? "" : reference_to(target), system_object,
                              coding(object_role, "4", "Domain Resource")));
  }
  if (!entry.query.empty() || entry.interaction == Interaction::search) {
    entities.push_back(entity("", system_object, coding(object_role, "24", "Query"),
                              crypto::print_base64(entry.type + "?" + entry.query)));
  }
  if (!entry.request_id.empty()) {
    entities.push_back(entity(
        object({member("identifier", object({text("value", entry.request_id)}))}),
        coding("https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType", "XrequestId"), ""));
  }
  return "[" + join(entities) + "]";
}

std::string extensions_of(const Entry& entry) {
  std::string basis;
  if (!entry.basis.empty()) {
    const std::string code = object({text("url", "code"), text("valueCode", entry.basis)});
    const std::string given = entry.basis_reference.empty()
                                  ? ""
                                  : object({text("url", "reference"),
                                            member("valueReference", reference_to(entry.basis_reference))});
    basis = extension("audit-basis", member("extension", array({code, given})));
  }
  return array({basis, extension("audit-sequence", text("valueString", std::to_string(entry.sequence)))});
}

}  // namespace

std::string print_event(const Entry& entry, const References& references) {
  const std::string time = base::print_instant(entry.time);
  const std::string subtype = subtype_of(entry);
  const std::string described =
      entry.repeat ? (entry.detail.empty() ? "repeat" : entry.detail + ", repeat") : entry.detail;
  return object(
      {text("resourceType", "AuditEvent"), text("id", std::to_string(entry.sequence)),
       member("meta", object({text("versionId", "1"), text("lastUpdated", time)})),
       member("extension", extensions_of(entry)), member("type", type_of(entry)),
       member("subtype", array({subtype})), text("action", action_of(entry)), text("recorded", time),
       text("outcome", outcome_of(entry.result)), text("outcomeDesc", described),
       member("purposeOfEvent", purpose_of(entry)), member("agent", agents_of(entry)),
       member(
           "source",
           object({member("observer", object({text("display", "Linkki")})),
                   member("type", array({coding("http://terminology.hl7.org/CodeSystem/security-source-type",
                                                "4", "Application Server")}))})),
       member("entity", entities_of(entry, references))});
}

}  // namespace linkki::audit
