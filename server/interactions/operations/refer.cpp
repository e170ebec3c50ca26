// ServiceRequest/$refer: all that a referral is made of in one Parameters, stored in one transaction or not
// at all. It becomes the transaction Bundle that a client could have sent, and runs as that: the same checks,
// the same answer, the same submission under the same placer identifier.
//
// Names      a resource that has an id is meant by Type/ID and urn:uuid:ID in the others
// Patient    one that has an identifier is looked for before it is created
// Filled in  what follows from being sent together, where it is absent: whom all is about; requester (the
//            caller), supportingInfo and pertainsToGoal of the request; focus, client, code, status and requester
//            of a Task
// Task       without one, and unless the request is a proposal, one is made for each performer, or for the
// pool
//            of performerType and areas
#include <set>

#include "base/json/parse.h"
#include "base/json/print.h"
#include "fhir/primitive.h"
#include "fhir/reference.h"
#include "interactions/messages.h"
#include "interactions/operations/operation.h"

namespace linkki::interactions {
namespace {

constexpr std::string_view area = "https://w3id.org/linkki/fhir/StructureDefinition/area";
constexpr std::string_view pertains_to_goal =
    "http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal";

std::string quoted(std::string_view content) {
  std::string out;
  json::print_string(content, out);
  return out;
}
std::string reference(std::string_view to) {
  return R"({"reference":)" + quoted(to) + "}";
}

// As a value of a search: what would end it is escaped.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ',' || c == '|' || c == '$' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

struct Part {
  std::string parameter, place, urn;
  json::Document document;
};

std::string type_of(const Part& part) {
  return std::string(part.document.root.text_of("resourceType"));
}

void fill(json::Document& resource, std::string_view element, const std::string& json) {
  if (json.empty() || resource.root.find(element)) return;
  const auto value = json::parse(json).value();
  json::set(resource.arena, resource.root, element, json::copy(resource.arena, value.root));
}

// To a list that is begun if need be; what stands there and is none is for the validation to refuse.
void append(json::Document& resource, std::string_view list, const std::string& json) {
  fill(resource, list, "[]");
  json::Value* const items = resource.root.find(list);
  if (!items->is_array()) return;
  const auto value = json::parse(json).value();
  json::append(resource.arena, *items, json::copy(resource.arena, value.root));
}

std::string text_at(const json::Document& resource, std::string_view element) {
  const json::Value* const value = resource.root.find(element);
  return value ? json::print(*value) : std::string{};
}

class Composer {
 public:
  Composer(const Call& call, const Arguments& arguments) : call_(call), bases_(call.bases()) {
    for (const Argument& argument : arguments.list()) {
      Part part{std::string(argument.parameter->name), argument.place, {}, {}};
      part.document.root = json::copy(part.document.arena, *argument.element.value);
      const std::string id(part.document.root.text_of("id"));
      part.urn = "urn:uuid:" + id;
      if (!fhir::allows("uuid", part.urn)) part.urn = "urn:uuid:" + base::uuid(call.parts.random);
      if (!id.empty()) names_["urn:uuid:" + id] = names_[type_of(part) + "/" + id] = part.urn;
      parts_.push_back(std::move(part));
    }
  }

  base::Outcome<Composed> compose() {
    TRY_VOID(check_assessments());
    for (Part& part : parts_) fhir::rewrite_links(part.document, {names_, {}, bases_}, *call_.definitions);
    Part& request = *find("request");
    if (const Part* const patient = find("patient"))
      fill(request.document, "subject", reference(patient->urn));
    const access::Principal& caller = call_.principal;
    const std::string& acting = caller.organization.empty() ? caller.person : caller.organization;
    if (!acting.empty()) fill(request.document, "requester", reference(acting));
    const std::set<std::string, std::less<>> named = references_of(request);
    for (Part& part : parts_) {
      if (&part != &request) complete(part, request, named);
    }
    const bool wants_task = request.document.root.text_of("intent") != "proposal";
    if (!find("task") && wants_task) make_tasks(request);
    Composed composed;
    for (const Part& part : parts_) {
      composed.bundle += (composed.bundle.empty() ? "" : ",") + entry(part);
      composed.places.push_back(part.place);
    }
    composed.bundle = R"({"resourceType":"Bundle","type":"transaction","entry":[)" + composed.bundle + "]}";
    return composed;
  }

 private:
  Part* find(std::string_view parameter) {
    for (Part& part : parts_) {
      if (part.parameter == parameter) return &part;
    }
    return nullptr;
  }

  base::Outcome<void> check_assessments() const {
    for (const Part& part : parts_) {
      const std::string type = type_of(part);
      if (part.parameter != "assessment" || type == "QuestionnaireResponse" || type == "Observation")
        continue;
      return base::refuse(base::Refusal::bad_request,
                          base::error(base::IssueType::value, base::message::argument_type,
                                      {"assessment", "QuestionnaireResponse, Observation"}, part.place));
    }
    return base::done();
  }

  std::set<std::string, std::less<>> references_of(const Part& part) const {
    std::set<std::string, std::less<>> all;
    fhir::each_link(fhir::root(part.document.root, *call_.definitions), *call_.definitions,
                    [&](const fhir::Link& link) {
                      if (link.kind == fhir::LinkKind::reference && link.element.value)
                        all.emplace(link.element.value->text());
                    });
    return all;
  }

  static void complete(Part& part, Part& request, const std::set<std::string, std::less<>>& named) {
    const std::string subject = text_at(request.document, "subject");
    if (part.parameter == "task") return complete_task(part, request);
    if (part.parameter == "consent") fill(part.document, "patient", subject);
    if (part.parameter == "assessment" || part.parameter == "goal") fill(part.document, "subject", subject);
    if (named.contains(part.urn) || part.parameter == "patient") return;
    if (part.parameter == "goal") {
      append(request.document, "extension",
             R"({"url":)" + quoted(pertains_to_goal) + R"(,"valueReference":)" + reference(part.urn) + "}");
    } else {
      append(request.document, "supportingInfo", reference(part.urn));
    }
  }

  static void complete_task(Part& task, const Part& request) {
    const bool draft = request.document.root.text_of("status") == "draft";
    fill(task.document, "status", draft ? R"("draft")" : R"("requested")");
    fill(task.document, "intent", R"("order")");
    fill(task.document, "code",
         R"({"coding":[{"system":"http://hl7.org/fhir/CodeSystem/task-code","code":"fulfill"}]})");
    fill(task.document, "focus", reference(request.urn));
    fill(task.document, "for", text_at(request.document, "subject"));
    for (const std::string_view element : {"priority", "authoredOn", "requester"})
      fill(task.document, element, text_at(request.document, element));
  }

  void make_tasks(const Part& request) {
    std::vector<Part> made;
    const auto add = [&](const std::string& place) -> json::Document& {
      Part part{"task", request.place + place, "urn:uuid:" + base::uuid(call_.parts.random),
                json::parse(R"({"resourceType":"Task"})").value()};
      complete_task(part, request);
      return made.emplace_back(std::move(part)).document;
    };
    const json::Value* const performers = request.document.root.find("performer");
    const auto named = performers ? performers->items() : std::span<json::Value>{};
    for (std::size_t i = 0; i < named.size(); ++i)
      fill(add(".performer[" + std::to_string(i) + "]"), "owner", json::print(named[i]));
    if (named.empty()) {
      json::Document& task = add(".performerType");
      const std::string type = text_at(request.document, "performerType");
      if (!type.empty()) append(task, "performerType", type);
      const json::Value* const extensions = request.document.root.find("extension");
      for (const json::Value& one : extensions ? extensions->items() : std::span<json::Value>{}) {
        if (one.text_of("url") == area) append(task, "extension", json::print(one));
      }
    }
    for (Part& part : made) parts_.push_back(std::move(part));
  }

  static std::string entry(const Part& part) {
    std::string criteria;
    const json::Value* const identifiers = part.document.root.find("identifier");
    for (const json::Value& one :
         part.parameter == "patient" && identifiers ? identifiers->items() : std::span<json::Value>{}) {
      const std::string_view system = one.text_of("system"), value = one.text_of("value");
      if (criteria.empty() && !system.empty() && !value.empty())
        criteria = "identifier=" + percent_encode(escaped(system) + "|" + escaped(value));
    }
    return R"({"fullUrl":)" + quoted(part.urn) + R"(,"resource":)" + json::print(part.document.root) +
           R"(,"request":{"method":"POST","url":)" + quoted(type_of(part)) +
           (criteria.empty() ? "" : R"(,"ifNoneExist":)" + quoted(criteria)) + "}}";
  }

  const Call& call_;
  const std::vector<std::string> bases_;
  fhir::Rewrites names_;
  std::vector<Part> parts_;
};

base::Outcome<Composed> refer(const Call& call, const Arguments& arguments) {
  return Composer(call, arguments).compose();
}

}  // namespace

std::span<const Operation> refer_operations() {
  static constexpr std::string_view types[] = {"ServiceRequest"};
  static constexpr Parameter parameters[] = {
      {"patient", "Patient"}, {"request", "ServiceRequest", 1},         {"task", "Task", 0, unbounded},
      {"consent", "Consent"}, {"assessment", "Resource", 0, unbounded}, {"goal", "Goal", 0, unbounded}};
  static constexpr Operation rows[] = {
      {.name = "$refer",
       .definition = "https://w3id.org/linkki/fhir/OperationDefinition/refer",
       .on_type = true,
       .types = types,
       .parameters = parameters,
       .compose = refer},
  };
  return rows;
}

}  // namespace linkki::interactions
