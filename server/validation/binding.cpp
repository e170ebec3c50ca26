#include "validation/binding.h"

#include <algorithm>
#include <vector>

#include "validation/messages.h"

namespace linkki::validation {
namespace {

using base::IssueType;
using definitions::ValueSet;

constexpr std::size_t codes_shown_max = 12;

std::string list_codes(const ValueSet& set) {
  std::vector<std::string_view> codes;
  for (const auto& one : set.codes) codes.push_back(one.code);
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());  // sorted by code
  if (codes.size() > codes_shown_max) return {};
  std::string text;
  for (const std::string_view code : codes) text.append(text.empty() ? "" : ", ").append(code);
  return text;
}

void refuse(std::string_view code, const ValueSet& set, const Path& path, Report& report) {
  const std::string allowed = list_codes(set);
  if (allowed.empty()) {
    return report.error(IssueType::code_invalid, base::message::validation_code,
                        {shorten(code), std::string(set.url)}, path);
  }
  report.error(IssueType::code_invalid, base::message::validation_code_of,
               {shorten(code), std::string(set.url), allowed}, path);
}

bool coding_in(const json::Value& coding, const ValueSet& set) {
  return set.contains(coding.text_of("system"), coding.text_of("code"));
}

// One coding of the set is enough; none is too few unless only an extension says why.
void check_concept(const json::Value& concept_, const ValueSet& set, const Path& path, Report& report) {
  const json::Value* const codings = concept_.find("coding");
  if (!codings && !concept_.find("text")) return;
  if (!codings || codings->items().empty()) {
    return report.error(IssueType::code_invalid, base::message::validation_coding_missing,
                        {std::string(set.url)}, path);
  }
  const auto items = codings->items();
  if (std::any_of(items.begin(), items.end(), [&](const auto& one) { return coding_in(one, set); })) return;
  refuse(items[0].text_of("code"), set, path, report);
}

}  // namespace

void check_binding(const fhir::Element& element, const definitions::Binding& binding,
                   const definitions::Definitions& definitions, const Path& path, Report& report) {
  if (binding.strength != definitions::BindingStrength::required || !element.has_value()) return;
  const std::string_view type = element.type->name;
  if (type != "code" && type != "Coding" && type != "CodeableConcept") return;
  const ValueSet* set = binding.set;
  if (!set || !set->enumerable) set = definitions.find_value_set(binding.value_set);  // may be added later
  if (!set) {
    return report.warning(IssueType::not_found, base::message::validation_value_set_unknown,
                          {std::string(binding.value_set)}, path);
  }
  if (!set->enumerable) return;
  if (type == "CodeableConcept") return check_concept(*element.value, *set, path, report);
  const bool coding = type == "Coding";
  const bool in = coding ? coding_in(*element.value, *set) : set->contains_code(element.text());
  if (!in) refuse(coding ? element.value->text_of("code") : element.text(), *set, path, report);
}

}  // namespace linkki::validation
