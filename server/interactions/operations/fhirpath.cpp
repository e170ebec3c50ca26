// $fhirpath: an expression on a resource that the caller sends, for those who write expressions.
//
//   in    expression; resource; context (an expression: the other one is evaluated on each element that it
//   gives);
//         variables (parts: name and value, %name)
//   out   parameters (what was asked, and who answers) and a result for each context, with a part for each
//   item
//         (fhirpath_parts.h) and, in between, one for each trace()
//
// Nothing is read from the store or sent to another server: references are followed within the resource.
// Limits    limits::fhirpath_…
// Errors    as compile() and evaluate()
#include <map>

#include "base/json/print.h"
#include "fhirpath/evaluate.h"
#include "fhirpath/messages.h"
#include "interactions/messages.h"
#include "interactions/operations/fhirpath_parts.h"
#include "interactions/operations/limits.h"
#include "interactions/operations/operation.h"

namespace linkki::interactions {
namespace {

using base::IssueType;
using base::Refusal;
using fhirpath::Item;

// What the caller gave, and what trace() tells.
class Bench final : public fhirpath::Environment {
 public:
  Bench(const Call& call, const fhir::Element& subject, const PartWriter& writer, std::string& out)
      : Environment(*call.definitions, call.now), writer_(writer), out_(out) {
    resource = root_resource = subject;
  }

  void add_variable(const fhir::Element& part) {
    auto& items = variables_[std::string(part.value->text_of("name"))].items;
    const auto add = [&](const fhir::Element& value) { items.emplace_back(value); };
    fhir::each_child(part, "value", definitions, add);
    fhir::each_child(part, "resource", definitions, add);
  }

  const fhirpath::Collection* variable(std::string_view name) const override {
    const auto found = variables_.find(name);
    return found == variables_.end() ? nullptr : &found->second;
  }

  void trace(std::string_view name, std::span<const Item> items) const override {
    if (out_.size() > limits::fhirpath_answer_bytes_max) return;  // the answer is refused
    out_ += "{\"name\":\"trace\",\"valueString\":";
    json::print_string(name, out_);
    if (!items.empty()) {
      out_ += ",\"part\":[";
      writer_.print(items, out_);
      out_ += ']';
    }
    out_ += "},";
  }

 private:
  const PartWriter& writer_;
  std::string& out_;
  std::map<std::string, fhirpath::Collection, std::less<>> variables_;
};

class Evaluations {
 public:
  Evaluations(const Call& call, const Arguments& arguments)
      : subject_(*arguments.element("resource")),
        places_(subject_, *call.definitions),
        writer_(places_, *call.definitions),
        bench_(call, subject_, writer_, out_),
        evaluator_(bench_) {
    for (const Argument* const argument : arguments.all("variables")) {
      fhir::each_child(argument->element, "part", *call.definitions,
                       [&](const fhir::Element& part) { bench_.add_variable(part); });
    }
  }

  // The parameters `result`, each after a comma.
  base::Outcome<std::string> run(std::string_view text, std::string_view context) {
    TRY(const auto expression, fhirpath::compile(text));
    if (context.empty()) {
      TRY_VOID(add(expression, subject_, {}));
      return std::move(out_);
    }
    TRY(const auto finds_context, fhirpath::compile(context));
    TRY(const auto contexts, fhirpath::evaluate(finds_context, subject_, bench_));
    out_.clear();  // what the context traced
    if (contexts.items.size() > limits::fhirpath_contexts_max) return too_many_contexts();
    for (const Item& item : contexts.items) {
      if (!item.is(fhirpath::ItemKind::element)) return no_element(item);
      TRY_VOID(add(expression, item.element(), places_.of(item.element())));
    }
    return std::move(out_);
  }

 private:
  base::Outcome<void> add(const fhirpath::Expression& expression, const fhir::Element& focus,
                          const std::string& place) {
    out_ += ",{\"name\":\"result\"";
    if (!place.empty()) {
      out_ += ",\"valueString\":";
      json::print_string(place, out_);
    }
    out_ += ",\"part\":[";
    TRY(const auto items, evaluator_.evaluate(expression, focus));
    TRY_VOID(spend(evaluator_.steps()));
    for (const Item& item : items) {
      writer_.print({&item, 1}, out_);
      out_ += ',';
      if (out_.size() > limits::fhirpath_answer_bytes_max) break;
    }
    if (out_.size() > limits::fhirpath_answer_bytes_max) return too_large();
    const bool empty = out_.back() == '[';
    out_.erase(out_.size() - (empty ? std::string_view(",\"part\":[").size() : 1));
    out_ += empty ? "}" : "]}";
    return base::done();
  }

  // All contexts together take no more steps than one expression may.
  base::Outcome<void> spend(std::size_t steps) {
    steps_ += steps;
    if (steps_ <= limits::fhirpath_steps_max) return base::done();
    return base::refuse(Refusal::unprocessable,
                        base::error(IssueType::too_costly, base::message::fhirpath_steps,
                                    {std::to_string(limits::fhirpath_steps_max)}));
  }

  static base::Failure too_large() {
    return base::refuse(Refusal::unprocessable,
                        base::error(IssueType::too_costly, base::message::fhirpath_answer,
                                    {std::to_string(limits::fhirpath_answer_bytes_max)}));
  }

  static base::Failure too_many_contexts() {
    return base::refuse(Refusal::unprocessable,
                        base::error(IssueType::too_costly, base::message::fhirpath_contexts,
                                    {std::to_string(limits::fhirpath_contexts_max)}));
  }

  static base::Failure no_element(const Item& item) {
    const std::string_view type = fhirpath::type_of(item).name;
    return base::refuse(Refusal::unprocessable,
                        base::error(IssueType::value, base::message::fhirpath_context, {std::string(type)}));
  }

  const fhir::Element subject_;
  std::string out_;
  const Places places_;
  const PartWriter writer_;
  Bench bench_;
  fhirpath::Evaluator evaluator_;
  std::size_t steps_ = 0;
};

void print_text_part(std::string_view name, std::string_view text, std::string& out) {
  if (text.empty()) return;
  out += ",{\"name\":\"" + std::string(name) + "\",\"valueString\":";
  json::print_string(text, out);
  out += '}';
}

base::Outcome<Answer> evaluate(const Call& call, const Arguments& arguments) {
  const std::string_view expression = arguments.text("expression"), context = arguments.text("context");
  TRY(const std::string results, Evaluations(call, arguments).run(expression, context));
  Answer answer;
  answer.json = R"({"resourceType":"Parameters","parameter":[{"name":"parameters","part":[)"
                "{\"name\":\"evaluator\",\"valueString\":\"Linkki (R4)\"}";
  print_text_part("expression", expression, answer.json);
  print_text_part("context", context, answer.json);
  answer.json += R"(,{"name":"resource","resource":)" + json::print(*arguments.element("resource")->value);
  answer.json += "}]}" + results + "]}";
  return answer;
}

}  // namespace

std::span<const Operation> fhirpath_operations() {
  static constexpr Parameter parameters[] = {
      {"expression", "string", 1},     {"resource", "Resource", 1},
      {"context", "string"},           {"variables", "part", 0, unbounded},
      {"terminologyserver", "string"},  // labs send it; nothing is asked of it
      {"validate", "boolean"},          // labs send it; every expression is checked
  };
  static constexpr Operation rows[] = {
      {.name = "$fhirpath",
       .definition = "https://w3id.org/linkki/fhir/OperationDefinition/fhirpath",
       .on_system = true,
       .caller = Caller::identified,
       .parameters = parameters,
       .compute = evaluate},
  };
  return rows;
}

}  // namespace linkki::interactions
