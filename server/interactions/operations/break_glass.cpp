#include <algorithm>

#include "base/json/parse.h"
#include "base/json/print.h"
#include "interactions/messages.h"
#include "interactions/operations/limits.h"
#include "interactions/operations/operation.h"
#include "interactions/read.h"
#include "referral/element.h"
#include "repository/candidates.h"

// Patient/[id]/$break-glass: everything about one person, opened for an hour to a named professional who says
// why
//
//   in    reason, in the professional's own words
//   out   until; record: the Basic that keeps the reason
// Opened is what is about the Patient, hidden or not, contact data too, to be read and not changed, as long
// as the person acts for the same organisation in one of the roles below. The record, the grant (which rests
// on the record and names its version in every audit entry), the audit entry and the notice to the
// data-protection officers of the custodian are one commit. Whoever may not call learns nothing of whether
// the Patient is here. Design    referral.md §4, Break-glass
namespace linkki::interactions {
namespace {

using access::Role;
using base::IssueType;
using base::Refusal;
using repository::Target;

constexpr std::string_view reason_extension =
    "https://w3id.org/linkki/fhir/StructureDefinition/break-glass-reason";
constexpr auto time_open = std::chrono::minutes(limits::break_glass_minutes);

base::Failure refused(Refusal refusal, IssueType type, const base::Message& message,
                      std::vector<std::string> arguments = {}) {
  return base::refuse(refusal, base::error(type, message, std::move(arguments)));
}

// A role of the directory, in use, that the person has in the organisation that the token acts for.
bool is_employed(const Call& call, const repository::Snapshot& snapshot) {
  const auto number_of = [&](std::string_view reference) -> repository::Number {
    const std::size_t slash = reference.find('/');
    if (slash == std::string_view::npos) return 0;
    return snapshot.number(reference.substr(0, slash), reference.substr(slash + 1));
  };
  const auto serves = [&](repository::Number number, std::string_view practitioner) {
    const auto row = number ? snapshot.current(number) : std::nullopt;
    if (!row || row->header.deleted) return false;
    const auto role = json::parse(snapshot.json(*row)).value();
    const json::Value* const active = role.root.find("active");
    const bool of_person =
        practitioner.empty() || referral::reference_of(role.root, "practitioner") == practitioner;
    return of_person && referral::reference_of(role.root, "organization") == call.principal.organization &&
           !(active && active->is_boolean() && !active->truth());
  };
  const std::string& person = call.principal.person;
  const repository::Number number = number_of(person);
  if (!number) return false;
  if (person.starts_with("PractitionerRole/")) return serves(number, {});
  const auto roles = repository::candidates::referring(
      snapshot.reads(), *snapshot.reading().facets->find("PractitionerRole"), number);
  return std::any_of(roles.begin(), roles.end(),
                     [&](repository::Number role) { return serves(role, person); });
}

base::Outcome<void> check_caller(const Call& call, const repository::Snapshot& snapshot) {
  const access::Principal& who = call.principal;
  if (repository::may_break_glass(who.role) && is_employed(call, snapshot)) return base::done();
  return refused(Refusal::forbidden, IssueType::forbidden, base::message::glass_caller,
                 {std::string(access::code(who.role))});
}

base::Outcome<std::string> reason_of(const Arguments& arguments) {
  const std::string_view reason = arguments.text("reason");
  const bool blank = reason.find_first_not_of(" \t\r\n") == std::string_view::npos;
  if (!blank && reason.size() <= limits::break_glass_reason_bytes_max) return std::string(reason);
  return base::refuse(Refusal::unprocessable,
                      base::error(IssueType::required, base::message::glass_reason,
                                  {std::to_string(limits::break_glass_reason_bytes_max)},
                                  "Parameters.parameter.where(name = 'reason')"));
}

void append_member(std::string& json, std::string_view name, std::string_view text) {
  json += json.back() == '{' ? "\"" : ",\"";
  json += name;
  json += "\":";
  json::print_string(text, json);
}

std::string record_of(const Call& call, const std::string& id, const std::string& reason) {
  std::string json = R"({"resourceType":"Basic","id":")" + id + R"(","extension":[{)";
  append_member(json, "url", reason_extension);
  append_member(json, "valueString", reason);
  json += R"(}],"code":{"coding":[{"system":"https://w3id.org/linkki/fhir/CodeSystem/basic-kind",)"
          R"("code":"break-glass"}]},"subject":{"reference":"Patient/)" +
          call.route.id + R"("},"created":")" + base::print_instant(call.now).substr(0, 10) +
          R"(","author":{)";
  append_member(json, "reference", call.principal.person);
  return json + "}}";
}

std::string notice(const Call& call, const std::string& record, const std::string& custodian) {
  std::string json = "{";
  append_member(json, "notice", "break-glass");
  append_member(json, "resource", record);
  append_member(json, "patient", "Patient/" + call.route.id);
  append_member(json, "person", call.principal.person);
  append_member(json, "organization", call.principal.organization);
  append_member(json, "until", base::print_instant(call.now + time_open));
  append_member(json, "role", access::code(Role::auditor));
  json += R"(,"tells":[)";
  json::print_string(custodian, json);
  return json + "]}";
}

base::Outcome<std::size_t> break_glass(const Call& call, const Arguments& arguments, WriteSet& set) {
  const repository::Snapshot& snapshot = set.snapshot();
  TRY_VOID(check_caller(call, snapshot));
  TRY(const std::string reason, reason_of(arguments));
  const repository::Number patient = snapshot.number("Patient", call.route.id);
  const auto row = patient ? snapshot.current(patient) : std::nullopt;
  if (!row || row->header.deleted) return not_found(call.route);
  const std::string id = base::uuid(call.parts.random);
  Call own = call;
  own.route.type = "Basic";
  own.route.id = id;
  own.principal.purpose = "BTG";
  TRY(auto resource, fhir::parse_json(record_of(call, id, reason), *call.definitions));
  const std::size_t step = set.put(own, std::move(resource), nullptr, {});
  set.explain(step, {access::Basis::break_glass}, reason);
  const std::string& person = call.principal.person;
  const std::size_t slash = person.find('/');
  const Target record{snapshot.type("Basic"), id};
  set.give({record,
            {{.holder = {snapshot.type(person.substr(0, slash)), person.substr(slash + 1)},
              .target = {snapshot.type("Patient"), call.route.id},
              .basis = access::Basis::break_glass,
              .version = 1,
              .start = call.now,
              .end = call.now + time_open}}});
  set.tell(notice(call, "Basic/" + id, snapshot.reference(row->header.custodian)));
  return step;
}

base::Outcome<Answer> answer_glass(const Call& call, Answer written) {
  const std::string record = written.location.substr(0, written.location.find("/_history/"));
  written.json = R"({"resourceType":"Parameters","parameter":[{"name":"until","valueInstant":")" +
                 base::print_instant(call.now + time_open) +
                 R"("},{"name":"record","valueReference":{"reference":")" + record + "\"}}]}";
  return written;
}

}  // namespace

std::span<const Operation> break_glass_operations() {
  static constexpr std::string_view types[] = {"Patient"};
  static constexpr Parameter parameters[] = {{"reason", "string", 1}};
  static constexpr Operation rows[] = {
      {.name = "$break-glass",
       .definition = "https://w3id.org/linkki/fhir/OperationDefinition/break-glass",
       .on_instance = true,
       .types = types,
       .parameters = parameters,
       .write = break_glass,
       .answer = answer_glass},
  };
  return rows;
}

}  // namespace linkki::interactions
