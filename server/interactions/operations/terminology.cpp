// The terminology operations: ValueSet/$expand and $validate-code, CodeSystem/$lookup, $validate-code and
// $subsumes, ConceptMap/$translate, and $closure (closure.h).
// https://hl7.org/fhir/R4/terminology-service.html
//
// On a type they ask what the definitions in force hold, on an instance the resource as it is stored. Nothing
// that they show is client data, so nothing is audited. `tx-resource` brings along code systems and value
// sets for one request.
#include "base/json/parse.h"
#include "interactions/operations/closure.h"
#include "interactions/operations/operation.h"
#include "interactions/read.h"
#include "terminology/expand.h"
#include "terminology/lookup.h"
#include "terminology/translate.h"
#include "terminology/validate_code.h"

namespace linkki::interactions {
namespace {

using repository::Sight;
using repository::Snapshot;
using Ask = base::Outcome<std::string>(const terminology::Shared&, const terminology::Request&);

// The resource that the operation is called on; empty: it is called on the type.
base::Outcome<json::Document> instance_of(const Call& call, const Snapshot& snapshot, const Sight& sight) {
  if (call.route.id.empty()) return json::Document{};
  TRY(const Stored found, find_current(call, snapshot, sight));
  TRY_VOID(note_shown(call, snapshot, found));
  return json::parse(snapshot.json(found.row));
}

terminology::Request request_of(const Call& call, const Arguments& arguments) {
  terminology::Request request;
  for (const Parameter& parameter : call.route.operation->parameters) {
    for (const Argument* const argument : arguments.all(parameter.name)) {
      const json::Value* const value = argument->element.value;
      value ? request.add(parameter.name, *value) : request.add(parameter.name, argument->text);
    }
  }
  request.accept_language = call.accept_language;
  request.now = call.now;
  return request;
}

template <Ask ask>
base::Outcome<Answer> answer(const Call& call, const Arguments& arguments, const Snapshot& snapshot,
                             const Sight& sight) {
  TRY(const json::Document instance, instance_of(call, snapshot, sight));
  terminology::Request request = request_of(call, arguments);
  if (!call.route.id.empty()) request.instance = &instance.root;
  Answer answer;
  TRY(answer.json, ask(call.parts.terminology.current(), request));
  append_vary_by_language(answer.headers);
  return answer;
}

constexpr Parameter expand_parameters[] = {
    {"url", "uri"},
    {"valueSet", "ValueSet"},
    {"valueSetVersion", "string"},
    {"filter", "string"},
    {"date", "dateTime"},  // the definitions in force are those of now
    {"offset", "integer"},
    {"count", "integer"},
    {"includeDesignations", "boolean"},
    {"designation", "string", 0, unbounded},
    {"includeDefinition", "boolean"},
    {"activeOnly", "boolean"},
    {"excludeNested", "boolean"},
    {"excludeNotForUI", "boolean"},
    {"excludePostCoordinated", "boolean"},  // there are none
    {"displayLanguage", "string"},
    {"exclude-system", "canonical", 0, unbounded},
    {"system-version", "canonical", 0, unbounded},
    {"check-system-version", "canonical", 0, unbounded},
    {"force-system-version", "canonical", 0, unbounded},
    {"property", "string", 0, unbounded},
    {"useSupplement", "canonical", 0, unbounded},
    {"tx-resource", "Resource", 0, unbounded},
};

constexpr Parameter set_parameters[] = {
    {"url", "uri"},
    {"valueSet", "ValueSet"},
    {"valueSetVersion", "string"},
    {"code", "code"},
    {"system", "uri"},
    {"systemVersion", "string"},
    {"display", "string"},
    {"coding", "Coding"},
    {"codeableConcept", "CodeableConcept"},
    {"date", "dateTime"},
    {"abstract", "boolean"},
    {"displayLanguage", "string"},
    {"activeOnly", "boolean"},
    {"inferSystem", "boolean"},
    {"lenient-display-validation", "boolean"},
    {"valueset-membership-only", "boolean"},
    {"system-version", "canonical", 0, unbounded},
    {"force-system-version", "canonical", 0, unbounded},
    {"useSupplement", "canonical", 0, unbounded},
    {"tx-resource", "Resource", 0, unbounded},
};

constexpr Parameter system_parameters[] = {
    {"url", "uri"},
    {"codeSystem", "CodeSystem"},
    {"code", "code"},
    {"version", "string"},
    {"display", "string"},
    {"coding", "Coding"},
    {"codeableConcept", "CodeableConcept"},
    {"date", "dateTime"},
    {"abstract", "boolean"},
    {"displayLanguage", "string"},
    {"activeOnly", "boolean"},
    {"lenient-display-validation", "boolean"},
    {"useSupplement", "canonical", 0, unbounded},
    {"tx-resource", "Resource", 0, unbounded},
};

constexpr Parameter lookup_parameters[] = {
    {"code", "code"},
    {"system", "uri"},
    {"version", "string"},
    {"coding", "Coding"},
    {"date", "dateTime"},
    {"displayLanguage", "string"},
    {"property", "code", 0, unbounded},
    {"useSupplement", "canonical", 0, unbounded},
    {"tx-resource", "Resource", 0, unbounded},
};

constexpr Parameter subsumes_parameters[] = {
    {"codeA", "code"},
    {"codeB", "code"},
    {"system", "uri"},
    {"version", "string"},
    {"codingA", "Coding"},
    {"codingB", "Coding"},
    {"tx-resource", "Resource", 0, unbounded},
};

constexpr Parameter translate_parameters[] = {
    {"url", "uri"},
    {"conceptMap", "ConceptMap"},
    {"conceptMapVersion", "string"},
    {"code", "code"},
    {"system", "uri"},
    {"version", "string"},
    {"source", "uri"},
    {"coding", "Coding"},
    {"codeableConcept", "CodeableConcept"},
    {"target", "uri"},
    {"targetsystem", "uri"},
    {"dependency", "part", 0, unbounded},
    {"reverse", "boolean"},
    {"tx-resource", "Resource", 0, unbounded},
};

constexpr std::string_view value_set[] = {"ValueSet"};
constexpr std::string_view code_system[] = {"CodeSystem"};
constexpr std::string_view concept_map[] = {"ConceptMap"};

}  // namespace

std::span<const Operation> terminology_operations() {
  static constexpr Operation rows[] = {
      {.name = "$expand",
       .definition = "http://hl7.org/fhir/OperationDefinition/ValueSet-expand",
       .on_type = true,
       .on_instance = true,
       .types = value_set,
       .by_get = true,
       .parameters = expand_parameters,
       .read = answer<terminology::expand>},
      {.name = "$validate-code",
       .definition = "http://hl7.org/fhir/OperationDefinition/ValueSet-validate-code",
       .on_type = true,
       .on_instance = true,
       .types = value_set,
       .by_get = true,
       .parameters = set_parameters,
       .read = answer<terminology::validate_code_in_set>},
      {.name = "$lookup",
       .definition = "http://hl7.org/fhir/OperationDefinition/CodeSystem-lookup",
       .on_type = true,
       .types = code_system,
       .by_get = true,
       .parameters = lookup_parameters,
       .read = answer<terminology::lookup>},
      {.name = "$validate-code",
       .definition = "http://hl7.org/fhir/OperationDefinition/CodeSystem-validate-code",
       .on_type = true,
       .on_instance = true,
       .types = code_system,
       .by_get = true,
       .parameters = system_parameters,
       .read = answer<terminology::validate_code_in_system>},
      {.name = "$subsumes",
       .definition = "http://hl7.org/fhir/OperationDefinition/CodeSystem-subsumes",
       .on_type = true,
       .on_instance = true,
       .types = code_system,
       .by_get = true,
       .parameters = subsumes_parameters,
       .read = answer<terminology::subsumes>},
      {.name = "$translate",
       .definition = "http://hl7.org/fhir/OperationDefinition/ConceptMap-translate",
       .on_type = true,
       .on_instance = true,
       .types = concept_map,
       .by_get = true,
       .parameters = translate_parameters,
       .read = answer<terminology::translate>},
      {.name = "$closure",
       .definition = "http://hl7.org/fhir/OperationDefinition/ConceptMap-closure",
       .on_system = true,
       .caller = Caller::identified,
       .parameters = closure_parameters,
       .write = keep_closure,
       .answer = answer_closure},
  };
  return rows;
}

}  // namespace linkki::interactions
