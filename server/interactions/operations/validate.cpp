// $validate: what a write would be told of a resource, without writing it
// https://hl7.org/fhir/R4/resource-operation-validate.html
//
//   in    resource (absent at an instance: what is stored there); mode: create, update, delete, profile;
//         profile: canonicals that it must conform to, besides those that meta.profile names
//   out   an OperationOutcome with every issue, and status 200 whatever they say
//
// delete asks for no resource: whether the caller may find one there to delete.
#include <algorithm>
#include <array>

#include "base/json/parse.h"
#include "fhir/operation_outcome.h"
#include "interactions/body.h"
#include "interactions/messages.h"
#include "interactions/operations/operation.h"
#include "interactions/read.h"
#include "interactions/withholding.h"

namespace linkki::interactions {
namespace {

using base::IssueType;
using base::Refusal;
using repository::Snapshot;
using Issues = std::vector<base::Issue>;

constexpr std::array<std::string_view, 4> modes = {"create", "update", "delete", "profile"};

base::Failure bad(const base::Message& message, std::vector<std::string> arguments,
                  std::string expression = {}) {
  return base::refuse(Refusal::bad_request,
                      base::error(IssueType::invalid, message, std::move(arguments), std::move(expression)));
}

std::vector<std::string> profiles_of(const Arguments& arguments) {
  const auto texts = arguments.texts("profile");
  return {texts.begin(), texts.end()};
}

Answer tell(const Call& call, const Issues& issues) {
  Answer answer;
  answer.json = fhir::print_operation_outcome(issues, call.preferences.language);
  append_language(answer.headers, call.preferences.language);
  return answer;
}

base::Outcome<Answer> validate_sent(const Call& call, const Arguments& arguments,
                                    const fhir::Element& resource) {
  const std::string_view type = resource.type->name;
  if (!call.route.type.empty() && type != call.route.type) {
    return bad(base::message::body_resource_type, {std::string(type), call.route.type}, "resourceType");
  }
  Issues issues = judge(call, resource, profiles_of(arguments));
  const std::string id(resource.value->text_of("id"));
  if (arguments.text("mode") == "update" && !call.route.id.empty() && id != call.route.id) {
    issues.push_back(base::error(IssueType::invalid, base::message::id_mismatch, {id, call.route.id},
                                 std::string(type) + ".id"));
  }
  return tell(call, issues);
}

// What is stored was shown to the caller, if only by its faults: an entry of the trail says so.
base::Outcome<Answer> validate_stored(const Call& call, const Arguments& arguments, const Snapshot& snapshot,
                                      const repository::Sight& sight) {
  TRY(const Stored found, find_current(call, snapshot, sight));
  TRY_VOID(note_shown(call, snapshot, found));
  if (arguments.text("mode") == "delete") return tell(call, {});
  TRY(const auto resource, fhir::parse_json(as_shown(snapshot, found.row, found.sight), *call.definitions));
  return tell(call, judge(call, resource.root(), profiles_of(arguments)));
}

base::Outcome<Answer> validate(const Call& call, const Arguments& arguments, const Snapshot& snapshot,
                               const repository::Sight& sight) {
  const std::string_view mode = arguments.text("mode");
  if (!mode.empty() && std::find(modes.begin(), modes.end(), mode) == modes.end()) {
    return bad(base::message::argument_type, {"mode", "create, update, delete, profile"});
  }
  const auto resource = arguments.element("resource");
  if (resource && mode != "delete") return validate_sent(call, arguments, *resource);
  if (!call.route.id.empty()) return validate_stored(call, arguments, snapshot, sight);
  return bad(base::message::argument_missing, {"$validate", "resource"});
}

constexpr Parameter parameters[] = {{"resource", "Resource"}, {"mode", "code"}, {"profile", "uri", 0, 32}};
constexpr std::string_view definition = "http://hl7.org/fhir/OperationDefinition/Resource-validate";

}  // namespace

std::span<const Operation> validate_operations() {
  static constexpr Operation rows[] = {
      {.name = "$validate",
       .definition = definition,
       .on_system = true,
       .on_type = true,
       .on_instance = true,
       .by_get = true,
       .parameters = parameters,
       .read = validate},
  };
  return rows;
}

}  // namespace linkki::interactions
