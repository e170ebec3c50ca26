#include "validation/binding.h"

#include <algorithm>
#include <vector>

#include "validation/messages.h"

namespace linkki::validation {
namespace {

using base::IssueType;
using definitions::BindingStrength;
using definitions::ValueSet;
using terminology::Membership;
namespace message = base::message;

constexpr std::size_t codes_shown_max = 12;

// A value set as far as it was counted out beforehand (nullptr: it was not), and its name to ask for the
// rest.
struct Asked {
  std::string_view canonical;
  const ValueSet* counted = nullptr;
};

bool is_bindable(std::string_view type) {
  return type == "code" || type == "Coding" || type == "CodeableConcept" || type == "Quantity" ||
         type == "string" || type == "uri";
}

Membership is_in(std::string_view system, std::string_view code, const Asked& set,
                 const Surroundings& surroundings) {
  if (set.counted && set.counted->enumerable && set.counted->contains(system, code)) return Membership::yes;
  return system.empty() ? Membership::no : surroundings.codes.contains(set.canonical, system, code);
}

Membership code_is_in(std::string_view code, const Asked& set, const Surroundings& surroundings) {
  if (set.counted && set.counted->enumerable && set.counted->contains_code(code)) return Membership::yes;
  return surroundings.codes.contains(set.canonical, {}, code);
}

Membership any_is_in(const json::Value& concept_, const Asked& set, const Surroundings& surroundings) {
  const json::Value* const codings = concept_.find("coding");
  auto found = Membership::no;
  if (!codings) return found;
  for (const json::Value& one : codings->items()) {
    const auto in = is_in(one.text_of("system"), one.text_of("code"), set, surroundings);
    if (in == Membership::yes) return in;
    if (in == Membership::unknown) found = in;
  }
  return found;
}

Membership membership(const fhir::Element& element, const Asked& set, const Surroundings& surroundings) {
  const json::Value& value = *element.value;
  if (!value.is_object()) return code_is_in(element.text(), set, surroundings);
  if (element.type->name == "CodeableConcept") return any_is_in(value, set, surroundings);
  return is_in(value.text_of("system"), value.text_of("code"), set, surroundings);
}

// The code to name in an issue: of a concept its first.
std::string shown_code(const fhir::Element& element) {
  if (!element.value->is_object()) return shorten(element.text());
  const json::Value* const codings = element.value->find("coding");
  const json::Value& coding = codings && !codings->items().empty() ? codings->items()[0] : *element.value;
  return shorten(coding.text_of("code"));
}

std::string list_codes(const ValueSet& set) {
  std::vector<std::string_view> codes;
  for (const auto& one : set.codes) codes.push_back(one.code);
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());  // sorted by code
  if (codes.size() > codes_shown_max) return {};
  std::string text;
  for (const std::string_view code : codes) text.append(text.empty() ? "" : ", ").append(code);
  return text;
}

void refuse(const fhir::Element& element, BindingStrength strength, const Asked& set, const Path& path,
            Report& report) {
  Report::Arguments arguments{shown_code(element), std::string(set.canonical)};
  if (strength == BindingStrength::extensible) {
    return report.warning(IssueType::code_invalid, message::validation_code_extensible, std::move(arguments),
                          path);
  }
  if (strength == BindingStrength::preferred) {
    return report.information(IssueType::code_invalid, message::validation_code_preferred,
                              std::move(arguments), path);
  }
  const std::string allowed = set.counted ? list_codes(*set.counted) : std::string();
  if (!allowed.empty()) arguments.push_back(allowed);
  report.error(IssueType::code_invalid,
               allowed.empty() ? message::validation_code : message::validation_code_of, std::move(arguments),
               path);
}

void doubt(const fhir::Element& element, BindingStrength strength, const Asked& set, const Path& path,
           Report& report) {
  if (strength == BindingStrength::preferred) return;
  if (!set.counted) {
    return report.warning(IssueType::not_found, message::validation_value_set_unknown,
                          {std::string(set.canonical)}, path);
  }
  Report::Arguments arguments{shown_code(element), std::string(set.canonical)};
  if (strength == BindingStrength::required) {
    return report.warning(IssueType::incomplete, message::validation_code_undecided, std::move(arguments),
                          path);
  }
  report.information(IssueType::incomplete, message::validation_code_undecided, std::move(arguments), path);
}

// HL7's own tables of v2 and v3 are published apart from FHIR and go on growing: R4 has them as of 2019.
bool grows_apart(std::string_view system) {
  return system.starts_with("http://terminology.hl7.org/CodeSystem/");
}

// A concept in words alone. It is too little for a required set, unless only an extension says why.
bool is_uncoded(const fhir::Element& element) {
  if (!element.value->is_object()) return false;
  if (element.type->name != "CodeableConcept") return element.value->text_of("code").empty();
  const json::Value* const codings = element.value->find("coding");
  return !codings || codings->items().empty();
}

}  // namespace

Membership membership(const fhir::Element& element, std::string_view value_set,
                      const Surroundings& surroundings) {
  const Asked set{value_set,
                  surroundings.definitions.find_value_set(value_set.substr(0, value_set.find('|')))};
  return membership(element, set, surroundings);
}

void check_binding(const fhir::Element& element, const definitions::Binding& binding,
                   const Surroundings& surroundings, const Path& path, Report& report) {
  const bool asked = binding.strength == BindingStrength::required ||
                     binding.strength == BindingStrength::extensible ||
                     binding.strength == BindingStrength::preferred;
  if (!asked || !element.has_value() || !is_bindable(element.type->name)) return;
  Asked set{binding.value_set, binding.set};
  if (!set.counted || !set.counted->enumerable) {
    set.counted = surroundings.definitions.find_value_set(binding.value_set);  // may be added later
  }
  if (is_uncoded(element)) {
    const bool too_little = binding.strength == BindingStrength::required && element.value->find("text");
    if (!too_little) return;
    return report.error(IssueType::code_invalid, message::validation_coding_missing,
                        {std::string(set.canonical)}, path);
  }
  const auto in = membership(element, set, surroundings);
  if (in == Membership::no) refuse(element, binding.strength, set, path, report);
  if (in == Membership::unknown) doubt(element, binding.strength, set, path, report);
}

void check_code_given(const fhir::Element& code, const Path& path, Report& report) {
  const definitions::Binding& binding = code.definition->binding;
  if (binding.strength != BindingStrength::required || code.type->name != "code") return;
  report.error(IssueType::code_invalid, message::validation_code_missing, {std::string(binding.value_set)},
               path);
}

void check_coding(const fhir::Element& coding, const Surroundings& surroundings, const Path& path,
                  Report& report) {
  const std::string_view system = coding.value->text_of("system"), code = coding.value->text_of("code");
  if (system.empty() || code.empty()) return;
  const std::string_view display = coding.value->text_of("display");
  const auto standing = surroundings.codes.look({system, code, coding.value->text_of("version")}, display);
  if (standing.supplement) {
    report.error(IssueType::code_invalid, message::validation_supplement, {shorten(system)},
                 Path{&path, "system"});
  } else if (standing.exists == Membership::no) {
    const Report::Arguments arguments{shorten(system), shorten(code)};
    const Path at{&path, "code"};
    if (grows_apart(system)) {
      return report.warning(IssueType::code_invalid, message::validation_code_newer, arguments, at);
    }
    report.error(IssueType::code_invalid, message::validation_code_unknown, arguments, at);
  } else if (!standing.right_display.empty()) {
    report.warning(IssueType::invalid, message::validation_display,
                   {shorten(display), shorten(code), standing.right_display}, Path{&path, "display"});
  }
}

}  // namespace linkki::validation
