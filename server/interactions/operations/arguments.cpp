#include "interactions/operations/arguments.h"

#include <algorithm>
#include <charconv>

#include "base/json/utf8.h"
#include "fhir/primitive.h"
#include "interactions/body.h"
#include "interactions/messages.h"
#include "interactions/operations/limits.h"
#include "interactions/operations/operation.h"

namespace linkki::interactions {
namespace {

using base::IssueType;
using base::Refusal;

// What every answer takes; preferences.h reads them.
bool shapes_answer(std::string_view name) {
  return name == "_format" || name == "_pretty" || name == "_summary" || name == "_elements";
}

std::string names_of(std::span<const Parameter> parameters) {
  std::string names;
  for (const Parameter& parameter : parameters) {
    if (!names.empty()) names += ", ";
    names += parameter.name;
  }
  return names;
}

base::Failure refuse(IssueType type, const base::Message& message, base::Arguments arguments,
                     std::string expression = {}) {
  return base::refuse(Refusal::bad_request,
                      base::error(type, message, std::move(arguments), std::move(expression)));
}

std::optional<fhir::Element> child(const fhir::Element& parent, std::string_view name,
                                   const definitions::Definitions& definitions) {
  std::optional<fhir::Element> found;
  fhir::each_child(parent, name, definitions, [&](const fhir::Element& element) { found = element; });
  return found;
}

}  // namespace

class Arguments::Reader {
 public:
  Reader(const Call& call, std::span<const Parameter> parameters, Arguments& arguments)
      : call_(call), parameters_(parameters), arguments_(arguments) {}

  base::Outcome<void> read() {
    TRY_VOID(read_query());
    if (!call_.body.empty()) TRY_VOID(read_body());
    return count();
  }

 private:
  base::Outcome<void> read_query() {
    TRY(const auto query, parse_form(call_.query));
    for (const auto& [name, value] : query) {
      if (shapes_answer(name)) continue;
      TRY(const Parameter* const parameter, named(name, {}));
      if (!parameter) continue;
      const auto* const type = call_.definitions->find_type(parameter->type);
      const bool primitive = type && type->kind == definitions::TypeKind::primitive;
      if (!primitive || !fhir::allows(parameter->type, value)) return wrong(*parameter, {});
      TRY_VOID(add({parameter, arguments_.query_.emplace_back(value), {}, {}}));
    }
    return base::done();
  }

  base::Outcome<void> read_body() {
    TRY(auto body, parse_body(call_, call_.body));
    arguments_.body_ = std::make_unique<fhir::Resource>(std::move(body));
    const fhir::Element root = arguments_.body_->root();
    if (root.type->name != "Parameters") return read_resource(root);
    base::Outcome<void> outcome;
    std::size_t index = 0;
    fhir::each_child(root, "parameter", *call_.definitions, [&](const fhir::Element& parameter) {
      const std::string place = "Parameters.parameter[" + std::to_string(index++) + "]";
      if (outcome.ok()) outcome = read_parameter(parameter, place);
    });
    return outcome;
  }

  base::Outcome<void> read_resource(const fhir::Element& root) {
    for (const Parameter& parameter : parameters_) {
      const auto* const type = call_.definitions->find_type(parameter.type);
      const bool resource = type && type->kind == definitions::TypeKind::resource;
      if (resource && root.type->is(parameter.type))
        return add({&parameter, {}, root, std::string(root.type->name)});
    }
    return refuse(IssueType::invalid, base::message::body_resource_type,
                  {std::string(root.type->name), "Parameters"}, "resourceType");
  }

  base::Outcome<void> read_parameter(const fhir::Element& element, const std::string& place) {
    TRY(const Parameter* const parameter, named(element.value->text_of("name"), place + ".name"));
    if (!parameter) return base::done();
    if (parameter->type == "part") return add({parameter, {}, element, place});
    if (const auto resource = child(element, "resource", *call_.definitions)) {
      if (!resource->type->is(parameter->type) || resource->type->abstract_type) {
        return wrong(*parameter, place + ".resource");
      }
      return add({parameter, {}, *resource, place + ".resource"});
    }
    const auto value = child(element, "value", *call_.definitions);
    if (!value || !value->has_value() || !fits(*parameter, *value))
      return wrong(*parameter, place + ".value");
    return add(
        {parameter, value->primitive() ? value->text() : std::string_view{}, *value, place + ".value"});
  }

  bool fits(const Parameter& parameter, const fhir::Element& value) const {
    if (!value.primitive()) return value.type->is(parameter.type);
    if (value.value->kind() != fhir::json_kind(value.type->name)) return false;
    if (value.type->is(parameter.type)) return fhir::allows(value.type->name, value.text());
    const auto* const type = call_.definitions->find_type(parameter.type);
    return type && type->kind == definitions::TypeKind::primitive &&
           fhir::json_kind(parameter.type) == value.value->kind() &&
           fhir::allows(parameter.type, value.text());
  }

  // nullptr: unknown, and the caller wants that passed over.
  base::Outcome<const Parameter*> named(std::string_view name, std::string place) const {
    const auto found = std::find_if(parameters_.begin(), parameters_.end(),
                                    [&](const Parameter& parameter) { return parameter.name == name; });
    if (found != parameters_.end()) return &*found;
    if (call_.preferences.lenient) return nullptr;
    return refuse(IssueType::not_supported, base::message::argument_unknown,
                  {std::string(call_.route.operation->name), json::excerpt(name), names_of(parameters_)},
                  std::move(place));
  }

  base::Failure wrong(const Parameter& parameter, std::string place) const {
    const auto* const type = call_.definitions->find_type(parameter.type);
    const bool primitive = type && type->kind == definitions::TypeKind::primitive;
    const base::Argument expected = primitive ? base::Argument(fhir::form(parameter.type)) : parameter.type;
    const auto& message =
        primitive || !place.empty() ? base::message::argument_type : base::message::argument_complex;
    return refuse(IssueType::value, message, {parameter.name, expected}, std::move(place));
  }

  base::Outcome<void> add(Argument argument) {
    if (arguments_.list_.size() == limits::operation_arguments_max) {
      return refuse(IssueType::too_costly, base::message::argument_count,
                    {std::to_string(limits::operation_arguments_max)});
    }
    arguments_.list_.push_back(std::move(argument));
    return base::done();
  }

  base::Outcome<void> count() const {
    const std::string place = call_.body.empty() ? "" : "Parameters.parameter";
    for (const Parameter& parameter : parameters_) {
      const std::size_t given = arguments_.all(parameter.name).size();
      if (given < parameter.min) {
        return refuse(IssueType::required, base::message::argument_missing,
                      {std::string(call_.route.operation->name), std::string(parameter.name)}, place);
      }
      if (given > parameter.max) {
        return refuse(IssueType::invalid, base::message::argument_repeated,
                      {std::string(parameter.name), std::to_string(parameter.max)}, place);
      }
    }
    return base::done();
  }

  const Call& call_;
  const std::span<const Parameter> parameters_;
  Arguments& arguments_;
};

base::Outcome<Arguments> Arguments::read(const Call& call, std::span<const Parameter> parameters) {
  Arguments arguments;
  TRY_VOID(Reader(call, parameters, arguments).read());
  return arguments;
}

const Argument* Arguments::find(std::string_view name) const {
  const auto found = std::find_if(list_.begin(), list_.end(),
                                  [&](const Argument& argument) { return argument.parameter->name == name; });
  return found == list_.end() ? nullptr : &*found;
}

std::vector<const Argument*> Arguments::all(std::string_view name) const {
  std::vector<const Argument*> found;
  for (const Argument& argument : list_) {
    if (argument.parameter->name == name) found.push_back(&argument);
  }
  return found;
}

std::string_view Arguments::text(std::string_view name) const {
  const Argument* const argument = find(name);
  return argument ? argument->text : std::string_view{};
}

std::vector<std::string_view> Arguments::texts(std::string_view name) const {
  std::vector<std::string_view> found;
  for (const Argument* const argument : all(name)) found.push_back(argument->text);
  return found;
}

bool Arguments::flag(std::string_view name, bool otherwise) const {
  const Argument* const argument = find(name);
  return argument ? argument->text == "true" : otherwise;
}

std::optional<std::int64_t> Arguments::integer(std::string_view name) const {
  const Argument* const argument = find(name);
  if (!argument) return std::nullopt;
  std::string_view text = argument->text;
  if (text.starts_with('+')) text.remove_prefix(1);
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::optional<fhir::Element> Arguments::element(std::string_view name) const {
  const Argument* const argument = find(name);
  if (!argument || !argument->element.type) return std::nullopt;
  return argument->element;
}

}  // namespace linkki::interactions
