#include "terminology/findings.h"

#include <algorithm>

#include "fhir/operation_outcome.h"

namespace linkki::terminology {

using base::Severity;

void Findings::add(Severity severity, base::IssueType type, std::string_view kind, const base::Message& text,
                   base::Arguments arguments, std::string place) {
  auto issue = base::error(type, text, std::move(arguments), std::move(place));
  issue.severity = severity;
  findings_.push_back({std::move(issue), kind});
}

bool Findings::failed() const {
  return std::any_of(findings_.begin(), findings_.end(),
                     [](const Finding& one) { return one.issue.severity == Severity::error; });
}

std::string Findings::text() const {
  const auto told = failed() ? Severity::error : Severity::warning;
  std::string all;
  for (const Finding& one : findings_) {
    if (one.issue.severity == told) all.append(all.empty() ? "" : " ").append(one.issue.text(language_));
  }
  return all;
}

void Findings::print(JsonWriter& to) const {
  to.open('{', "resource").text("resourceType", "OperationOutcome").text("language", code(language_));
  to.open('[', "issue");
  for (const auto& [issue, kind] : findings_) {
    to.open('{').text("severity", code(issue.severity)).text("code", code(issue.type)).open('{', "details");
    to.open('[', "coding").open('{').text("system", "http://hl7.org/fhir/tools/CodeSystem/tx-issue-type");
    to.text("code", kind).close('}').open('{').text("system", fhir::error_code_system);
    to.text("code", issue.message->code).close('}').close(']').text("text", issue.text(language_)).close('}');
    const bool placed = !issue.expression.empty() && !issue.expression.front().empty();
    if (placed) to.open('[', "expression").text({}, issue.expression.front()).close(']');
    to.close('}');
  }
  to.close(']').close('}');
}

}  // namespace linkki::terminology
