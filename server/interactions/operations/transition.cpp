// Task/[id]/$transition: one step of the workflow with all that it needs, in one call; the judgement is that
// of every other write (course.h). A datum goes where the workflow says that it stands: into the Task, into a
// child Task that is opened or ended by it, into a Provenance, or it is a resource that is stored beside.
#include "base/json/print.h"
#include "fhir/meta.h"
#include "interactions/body.h"
#include "interactions/circumstances.h"
#include "interactions/create.h"
#include "interactions/messages.h"
#include "interactions/operations/operation.h"
#include "interactions/operations/transitions.h"
#include "interactions/read.h"
#include "interactions/update.h"
#include "referral/element.h"
#include "referral/messages.h"

namespace linkki::interactions {
namespace {

using base::IssueType;
using base::Refusal;
using referral::Transition;

constexpr std::string_view replaces = "http://hl7.org/fhir/StructureDefinition/task-replaces";
constexpr std::string_view participants = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";

struct Input {
  const referral::Datum* datum = nullptr;
  std::string element;                 // "valueString"
  const json::Value* value = nullptr;  // nullptr: none
  const json::Value* resource = nullptr;
};

base::Failure wrong(const base::Message& message, base::Arguments arguments, std::string place) {
  return base::refuse(Refusal::unprocessable,
                      base::error(IssueType::business_rule, message, std::move(arguments), std::move(place)));
}

std::string text(std::string_view content) {
  std::string out;
  json::print_string(content, out);
  return out;
}
std::string reference(std::string_view to) {
  return R"({"reference":)" + text(to) + "}";
}
std::string coded(std::string_view system, std::string_view code) {
  return R"({"coding":[{"system":)" + text(system) + R"(,"code":)" + text(code) + "}]}";
}

class Taking {
 public:
  Taking(const Call& call, WriteSet& set, const Stored& found, const Transition& step)
      : call_(call),
        set_(set),
        found_(found),
        step_(step),
        workflow_(call.parts.workflow),
        view_(set),
        self_("Task/" + found.row.header.id) {}

  base::Outcome<std::size_t> take(const Arguments& arguments) {
    TRY_VOID(read(arguments));
    TRY(auto task, fhir::parse_json(set_.snapshot().json(found_.row), *call_.definitions));
    stored_ = view_.see(self_).stored;
    set_status(task.document);
    TRY_VOID(put_data(task.document));
    TRY(auto warnings, check(call_, task));
    const std::size_t first = set_.put(call_, std::move(task), &found_.row, std::move(warnings));
    set_.intend(first, step_.id);
    TRY_VOID(put_beside());
    return first;  // whose answer is told
  }

 private:
  base::Outcome<void> read(const Arguments& arguments) {
    for (const Argument* const argument : arguments.all("input")) {
      const json::Value* const parts = argument->element.value->find("part");
      Input input;
      for (const json::Value& part : parts ? parts->items() : std::span<json::Value>{}) {
        const std::string_view name = part.text_of("name");
        const json::Value* const value = referral::value_of(part);
        if (name == "name" && value) input.datum = workflow_.datum(value->text());
        if (name == "resource") input.resource = part.find("resource");
        if (name != "value" || !value) continue;
        input.value = value;
        for (const json::Member& member : part.members()) {
          if (&member.value == value) input.element = member.name;
        }
      }
      if (!input.datum || (!input.value && !input.resource))
        return wrong(base::message::transition_input, {step_.id, names()}, "Parameters.parameter");
      inputs_.push_back(std::move(input));
    }
    return base::done();
  }

  std::string names() const {
    std::string all;
    const auto add = [&](const std::string& name) { all += (all.empty() ? "" : ", ") + name; };
    for (const auto& need : step_.needs) {
      for (const std::string& name : need.one) add(name);
    }
    for (const std::string& name : step_.may) add(name);
    return all.empty() ? "–" : all;
  }

  void set_status(json::Document& task) {
    if (step_.to == "same" || step_.to == "any") return;
    std::string status = step_.to;
    if (status == "before") status = status_before(call_, view_, self_);
    json::set(task.arena, task.root, "status", json::Value::string(task.arena.keep(status)));
  }

  base::Outcome<void> put_data(json::Document& task) {
    for (const Input& input : inputs_) {
      const std::string& at = input.datum->at;
      if (at == "Task.statusReason" && step_.opens != "abort") put_reason(input, task);
      if (at == "Task.owner" && input.value)
        json::set(task.arena, task.root, "owner", json::copy(task.arena, *input.value));
      if (at == "Task.output") TRY_VOID(put_output(input, task));
    }
    return base::done();
  }

  // A CodeableConcept, a Coding, a code of ours, or a text.
  std::string concept_of(const Input& input) const {
    if (input.element == "valueCodeableConcept") return json::print(*input.value);
    if (input.element == "valueCoding") return R"({"coding":[)" + json::print(*input.value) + "]}";
    if (input.element == "valueCode") return coded(workflow_.reason_system, input.value->text());
    return R"({"text":)" + text(input.value ? input.value->text() : "") + "}";
  }

  void put_reason(const Input& input, json::Document& task) {
    const auto reason = json::parse(concept_of(input)).value();
    json::set(task.arena, task.root, "statusReason", json::copy(task.arena, reason.root));
  }

  // One that stands there under the name is replaced.
  base::Outcome<void> put_output(const Input& input, json::Document& task) {
    std::string value = input.value ? text(input.element) + ":" + json::print(*input.value) : "";
    if (input.resource) {
      const std::string id = base::uuid(call_.parts.random);
      value =
          R"("valueReference":)" + reference(std::string(input.resource->text_of("resourceType")) + "/" + id);
      beside_.push_back({json::print(*input.resource), id});
    }
    const auto output =
        json::parse(R"({"type":)" + coded(workflow_.data_system, input.datum->name) + "," + value + "}");
    if (!output.ok()) return output.failure();
    json::Value* all = task.root.find("output");
    if (!all) {
      json::set(task.arena, task.root, "output", json::Value::array(task.arena.values(0)));
      all = task.root.find("output");
    }
    for (std::size_t i = all->items().size(); i-- > 0;) {
      if (referral::has_coding(all->items()[i].find("type"), workflow_.data_system, input.datum->name))
        json::erase(task.arena, *all, i);
    }
    json::append(task.arena, *all, json::copy(task.arena, output->root));
    return base::done();
  }

  base::Outcome<void> put_beside() {
    if (!step_.opens.empty() && step_.to == "same") TRY_VOID(open_child());
    for (const referral::Condition condition : step_.conditions) {
      if (condition == referral::Condition::open_question)
        TRY_VOID(end_child("information-request", "completed"));
      if (condition == referral::Condition::open_abort && step_.to == "same")
        TRY_VOID(end_child("abort", "rejected"));
    }
    TRY_VOID(tell_who());
    for (const Input& input : inputs_) {
      const bool own = input.resource && !input.datum->at.starts_with("Task.output");
      if (own) beside_.push_back({resource_of(input), {}});
    }
    for (auto& [resource, id] : beside_) TRY_VOID(store(resource, id));
    return base::done();
  }

  // A replacement names what it replaces; a contact, the referral.
  std::string resource_of(const Input& input) const {
    auto document = json::parse(json::print(*input.resource)).value();
    const auto add = [&](std::string_view element, const std::string& json) {
      if (document.root.find(element)) return;
      const auto value = json::parse(json).value();
      json::set(document.arena, document.root, element, json::copy(document.arena, value.root));
    };
    const std::string focus(referral::reference_of(*stored_, "focus"));
    if (input.datum->name == "replacement")
      add("extension", R"([{"url":)" + text(replaces) + R"(,"valueReference":)" + reference(self_) + "}]");
    if (input.datum->name == "contact") {
      add("basedOn", "[" + reference(focus) + "]");
      add("partOf", "[" + reference(self_) + "]");
    }
    return json::print(document.root);
  }

  base::Outcome<void> store(const std::string& json, const std::string& id) {
    TRY(auto resource, fhir::parse_json(json, *call_.definitions));
    Call creating = call_;
    creating.route = {};
    creating.route.interaction = Interaction::create;
    creating.route.type = resource.type->name;
    creating.body.clear();
    creating.if_none_exist.clear();
    TRY_VOID(access::permit(call_.principal, creating.route.type, Interaction::create));
    TRY([[maybe_unused]] const auto step, create(creating, set_, std::move(resource), id));
    return base::done();
  }

  const Input* input(std::string_view name) const {
    for (const Input& one : inputs_) {
      if (one.datum->name == name) return &one;
    }
    return nullptr;
  }

  base::Outcome<void> open_child() {
    const referral::Child& child = *workflow_.child(step_.opens);
    const bool asks_owner = child.owner.front() == referral::Relation::owner;
    const std::string_view owner = referral::reference_of(*stored_, asks_owner ? "owner" : "requester");
    std::string task = R"({"resourceType":"Task","partOf":[)" + reference(self_) +
                       R"(],"status":"requested","intent":"order","code":)" +
                       coded(child.code.system, child.code.code);
    for (const std::string_view element : {"for", "focus"}) {
      const json::Value* const value = stored_->find(element);
      if (value) task += ",\"" + std::string(element) + "\":" + json::print(*value);
    }
    if (!owner.empty()) task += R"(,"owner":)" + reference(owner);
    if (!call_.principal.person.empty()) task += R"(,"requester":)" + reference(call_.principal.person);
    if (const Input* const question = input("question"); question && question->value)
      task += R"(,"input":[{"type":)" + coded(workflow_.data_system, "question") + "," +
              text(question->element) + ":" + json::print(*question->value) + "}]";
    if (const Input* const reason = input("reason")) task += R"(,"reasonCode":)" + concept_of(*reason);
    return store(task + "}", {});
  }

  base::Outcome<void> end_child(std::string_view kind, std::string_view status) {
    const Seen self = view_.see(self_);
    for (const ChildTask& child : open_case(view_, self, self.stored, self.stored).children) {
      if (child.kind != kind || !child.is_open || !child.seen.stored) continue;
      auto document = json::parse(json::print(*child.seen.stored)).value();
      json::set(document.arena, document.root, "status", json::Value::string(document.arena.keep(status)));
      if (const Input* const reason = input("reason")) put_reason(*reason, document);
      if (const Input* const answer = input("answer")) TRY_VOID(put_output(*answer, document));
      Call updating = call_;
      updating.route = {};
      updating.route.interaction = Interaction::update;
      updating.route.type = "Task";
      updating.route.id = child.seen.target.id;
      updating.body.clear();
      const auto row = set_.snapshot().current(child.seen.number);
      TRY(auto resource, fhir::type_resource(std::move(document), *call_.definitions));
      set_.put(updating, std::move(resource), &*row, {});
    }
    return base::done();
  }

  base::Outcome<void> tell_who() {
    std::string agents;
    for (const auto& [name, type] : {std::pair("informant", "informant"), std::pair("recorder", "enterer")}) {
      const Input* const who = input(name);
      if (!who || !who->value) continue;
      agents += (agents.empty() ? "" : ",") + std::string(R"({"type":)") + coded(participants, type) +
                R"(,"who":)" + json::print(*who->value) + "}";
    }
    if (agents.empty()) return base::done();
    return store(R"({"resourceType":"Provenance","target":[)" + reference(self_) + R"(],"recorded":)" +
                     text(base::print_instant(call_.now)) + R"(,"agent":[)" + agents + "]}",
                 {});
  }

  const Call& call_;
  WriteSet& set_;
  const Stored& found_;
  const Transition& step_;
  const referral::Workflow& workflow_;
  CaseView view_;
  const std::string self_;
  const json::Value* stored_ = nullptr;
  std::vector<Input> inputs_;
  std::vector<std::pair<std::string, std::string>> beside_;  // resources to be stored, with their ids
};

base::Outcome<std::size_t> take(const Call& call, const Arguments& arguments, WriteSet& set) {
  TRY(const Stored found, find_current(call, set.snapshot(), set.sight()));
  TRY_VOID(check_if_match(call, found.row.header));
  CaseView view(set);
  const Seen task = view.see("Task/" + call.route.id);
  if (!is_referral_task(view, task, task.stored))
    return wrong(base::message::transition_plain, {}, "Task.code");
  const Transition* const step = call.parts.workflow.transition(arguments.text("transition"));
  if (!step) {
    return wrong(base::message::transition_unknown, {arguments.text("transition")},
                 "Parameters.parameter.where(name = 'transition')");
  }
  return Taking(call, set, found, *step).take(arguments);
}

base::Outcome<Answer> answer_task(const Call&, Answer written) {
  written.location.clear();
  return written;
}

}  // namespace

std::span<const Operation> transition_operations() {
  static constexpr std::string_view types[] = {"Task"};
  static constexpr Parameter parameters[] = {{"transition", "code", 1}, {"input", "part", 0, unbounded}};
  static constexpr Operation rows[] = {
      {.name = "$transitions",
       .definition = "https://w3id.org/linkki/fhir/OperationDefinition/transitions",
       .on_instance = true,
       .types = types,
       .by_get = true,
       .read = list_transitions},
      {.name = "$transition",
       .definition = "https://w3id.org/linkki/fhir/OperationDefinition/transition",
       .on_instance = true,
       .types = types,
       .parameters = parameters,
       .write = take,
       .answer = answer_task},
  };
  return rows;
}

}  // namespace linkki::interactions
