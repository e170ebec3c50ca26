// What code systems and value sets must say so that they can be asked later.
#include <map>
#include <set>
#include <string>

#include "fhirpath/expression.h"
#include "terminology/constraint.h"
#include "validation/messages.h"
#include "validation/prose.h"
#include "validation/value.h"

namespace linkki::validation {
namespace {

using base::IssueType;
using json::Value;
using terminology::CodeSystem;
using terminology::Membership;
namespace message = base::message;

constexpr std::string_view expression_extension = "http://hl7.org/fhir/StructureDefinition/cqf-expression";
constexpr std::string_view parameter_extension =
    "http://hl7.org/fhir/tools/StructureDefinition/valueset-parameter";

// As CodeSystem.property.type names it: "decimal" of valueDecimal, but Coding.
std::string type_of_value(const Value& property) {
  std::string type(typed(property, "value").type);
  if (!type.empty() && type != "Coding") type[0] = static_cast<char>(type[0] | 0x20);
  return type;
}

class SystemCheck {
 public:
  SystemCheck(const Value& resource, Report& report) : resource_(resource), report_(report) {}

  void run(const Path& path) {
    const std::string_view content = resource_.text_of("content");
    if (content == "not-present" && !items(resource_, "concept").empty()) {
      report_.error(IssueType::invariant, message::validation_system_content, {"concept", "not-present"},
                    Path{&path, "concept"});
    }
    if (resource_.find("supplements") && content != "supplement") {
      report_.error(IssueType::invariant, message::validation_system_content,
                    {"supplements", std::string(content)}, Path{&path, "content"});
    }
    declare(path);
    concepts(items(resource_, "concept"), path);
  }

 private:
  void declare(const Path& path) {
    std::set<std::string_view> codes, uris;
    std::uint32_t i = 0;
    for (const Value& property : items(resource_, "property")) {
      const Path at{&path, "property", i++};
      const std::string_view code = property.text_of("code"), uri = property.text_of("uri");
      types_.emplace(code, property.text_of("type"));
      for (const auto& [given, seen] : {std::pair(code, &codes), std::pair(uri, &uris)}) {
        if (given.empty() || seen->insert(given).second) continue;
        report_.error(IssueType::invariant, message::validation_property_twice, {shorten(given)}, at);
      }
    }
  }

  // Nested as deep as the JSON is.
  void concepts(std::span<Value> all, const Path& path) {
    std::uint32_t i = 0;
    for (const Value& one : all) {
      if (report_.full()) return;
      const Path at{&path, "concept", i++};
      std::uint32_t j = 0;
      for (const Value& given : items(one, "property")) {
        const Path place{&at, "property", j++};
        const auto declared = types_.find(given.text_of("code"));
        const std::string type = type_of_value(given);
        if (declared == types_.end() || type.empty() || declared->second == type) continue;
        report_.error(IssueType::invariant, message::validation_property_type,
                      {shorten(given.text_of("code")), std::string(declared->second), type}, place);
      }
      concepts(items(one, "concept"), at);
    }
  }

  const Value& resource_;
  Report& report_;
  std::map<std::string_view, std::string_view> types_;  // of the declared properties, by code
};

// One filter of a rule.
class FilterCheck {
 public:
  FilterCheck(const Value& filter, std::string_view system, const Surroundings& surroundings,
              const Path& path, Report& report)
      : filter_(filter), system_(system), surroundings_(surroundings), path_(path), report_(report) {}

  void run() {
    const std::string_view op = filter_.text_of("op"), property = filter_.text_of("property");
    const std::string_view value = filter_.text_of("value");
    if (value.empty()) return check_expression();
    const bool of_codes = op == "is-a" || op == "descendent-of" || op == "is-not-a" || op == "generalizes";
    if (property == "constraint") return check_constraint(value);
    if (of_codes || (op == "=" && (property == "parent" || property == "child"))) return check_code(value);
    const auto known = surroundings_.codes.catalogue().code_system(system_);
    if (op == "=" && known) check_type(type_of(*known, property), value);
  }

 private:
  void check_code(std::string_view code) {
    if (surroundings_.codes.look({system_, code, {}}, {}).exists != Membership::no) return;
    report_.error(IssueType::code_invalid, message::validation_code_unknown,
                  {shorten(system_), shorten(code)}, Path{&path_, "value"});
  }

  static std::string_view type_of(const CodeSystem& system, std::string_view property) {
    for (const Value& one : terminology::items(system.resource(), "property")) {
      if (one.text_of("code") == property) return one.text_of("type");
    }
    return property == "inactive" || property == "notSelectable" ? "boolean" : std::string_view{};
  }

  void check_type(std::string_view type, std::string_view value) {
    const bool truth = value == "true" || value == "false";
    const bool fits = type == "boolean" ? truth : type == "Coding" ? value.find('#') != value.npos : true;
    if (fits) return;
    report_.error(IssueType::invariant, message::validation_filter_value,
                  {shorten(value), shorten(filter_.text_of("property")),
                   type == "Coding" ? "system|version#code" : "true, false"},
                  Path{&path_, "value"});
  }

  // What is understood in part cannot be told to be wrong.
  void check_constraint(std::string_view text) {
    if (system_ != "http://snomed.info/sct" || !terminology::Constraint::understands(text)) return;
    const auto constraint = terminology::Constraint::parse(text, {});
    if (constraint.ok()) return;
    const base::Issue& issue = constraint.failure().issues.front();
    report_.error(IssueType::invariant, *issue.message, issue.arguments, Path{&path_, "value"});
  }

  // A value that is worked out when the set is expanded.
  void check_expression() {
    const Value* const beside = filter_.find("_value");
    if (!beside) return;
    for (const Value& extension : items(*beside, "extension")) {
      const Value* const given = extension.find("valueExpression");
      if (extension.text_of("url") != expression_extension || !given) continue;
      const std::string_view text = given->text_of("expression");
      if (given->text_of("language") != "text/fhirpath") {
        return refuse_expression(given->text_of("language"), "text/fhirpath");
      }
      if (!fhirpath::compile(text)) return refuse_expression(text, "FHIRPath");
      if (text.starts_with('%') && !is_parameter(text.substr(1)))
        refuse_expression(text, "valueset-parameter");
    }
  }

  void refuse_expression(std::string_view given, std::string_view wanted) {
    report_.error(IssueType::invariant, message::validation_filter_expression,
                  {shorten(given), std::string(wanted)}, Path{&path_, "value"});
  }

  bool is_parameter(std::string_view name) const {
    for (const Value& one : items(*surroundings_.resource->value, "extension")) {
      if (one.text_of("url") != parameter_extension) continue;
      for (const Value& part : items(one, "extension")) {
        if (part.text_of("url") == "name" && part.text_of("valueCode") == name) return true;
      }
    }
    return false;
  }

  const Value& filter_;
  const std::string_view system_;
  const Surroundings& surroundings_;
  const Path& path_;
  Report& report_;
};

}  // namespace

void check_code_system(const fhir::Element& code_system, const Surroundings&, const Path& path,
                       Report& report) {
  SystemCheck(*code_system.value, report).run(path);
}

void check_value_set_rule(const fhir::Element& rule, const Surroundings& surroundings, const Path& path,
                          Report& report) {
  const std::string_view system = rule.value->text_of("system");
  std::uint32_t i = 0;
  for (const Value& one : items(*rule.value, "concept")) {
    const Path at{&path, "concept", i++};
    const Path place{&at, "code"};
    if (report.full()) return;
    const auto version = rule.value->text_of("version");
    if (surroundings.codes.look({system, one.text_of("code"), version}, {}).exists != Membership::no)
      continue;
    report.error(IssueType::code_invalid, message::validation_code_unknown,
                 {shorten(system), shorten(one.text_of("code"))}, place);
  }
  i = 0;
  for (const Value& filter : items(*rule.value, "filter")) {
    const Path at{&path, "filter", i++};
    FilterCheck(filter, system, surroundings, at, report).run();
  }
}

}  // namespace linkki::validation
