#include "validation/reference.h"

#include <algorithm>

#include "fhir/reference.h"
#include "validation/messages.h"

namespace linkki::validation {
namespace {

using base::IssueType;
using Targets = std::span<const std::string_view>;

Targets targets_of(const fhir::Element& element) {
  for (const auto& type : element.definition->types) {
    if (type.type == element.type) return type.target_profiles;
  }
  return {};
}

// A target that is a profile of a package is not decided here.
bool allows(Targets targets, const definitions::Type& type) {
  return targets.empty() || std::any_of(targets.begin(), targets.end(), [&](std::string_view target) {
           return target.find(':') != std::string_view::npos || type.is(target);
         });
}

std::string list(Targets targets) {
  std::string text;
  for (const std::string_view target : targets) text.append(text.empty() ? "" : ", ").append(target);
  return text;
}

// In a Bundle: which of its entries is meant.
void check_entry(std::string_view text, const fhir::Reference& parsed, const Surroundings& surroundings,
                 const Path& path, Report& report) {
  if (surroundings.is_ambiguous(text)) {
    report.error(IssueType::invariant, base::message::validation_bundle_ambiguous, {shorten(text)}, path);
  } else if (const definitions::Type* const other = surroundings.misnamed_entry(parsed)) {
    report.error(IssueType::invariant, base::message::validation_bundle_misnamed,
                 {shorten(text), std::string(other->name)}, path);
  }
}

}  // namespace

void check_reference(const fhir::Element& element, const Surroundings& surroundings, const Path& path,
                     Report& report) {
  const std::string_view text = element.value->text_of("reference");
  if (text.empty()) return;
  const Path at{&path, "reference"};
  const bool contained = text.starts_with('#');
  const definitions::Type* type = nullptr;
  if (contained) {
    const auto found = surroundings.find_fragment(text);
    if (!found) {
      return report.error(IssueType::invariant, base::message::validation_fragment, {shorten(text)}, at);
    }
    type = found->type;
  } else {
    const fhir::Reference parsed = fhir::parse_reference(text, surroundings.definitions);
    type = surroundings.definitions.find_type(parsed.type);
    check_entry(text, parsed, surroundings, at, report);
  }
  const Targets targets = targets_of(element);
  if (!type || allows(targets, *type)) return;
  // What only the text names may be a slip of its writer, as in four of the official examples.
  const auto tell = contained ? &Report::error : &Report::warning;
  (report.*tell)(IssueType::structure, base::message::validation_target,
                 {std::string(type->name), list(targets)}, at);
}

}  // namespace linkki::validation
