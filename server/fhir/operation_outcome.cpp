#include "fhir/operation_outcome.h"

#include <algorithm>
#include <utility>

#include "base/json/print.h"
#include "base/limits.h"
#include "fhir/messages.h"

namespace linkki::fhir {
namespace {

void print_details(const base::Issue& issue, base::Language language, std::string& out) {
  if (!issue.message) return;
  std::string text;
  json::print_string(issue.text(language), text);
  out += R"(,"details":{"coding":[{"system":)";
  json::print_string(error_code_system, out);
  out += R"(,"code":)";
  json::print_string(issue.message->code, out);
  out += R"(}],"text":)" + text + R"(},"diagnostics":)" + text;
}

void print_issue(const base::Issue& issue, base::Language language, std::string& out) {
  out += R"({"severity":")";
  out += code(issue.severity);
  out += R"(","code":")";
  out += code(issue.type);
  out += '"';
  print_details(issue, language, out);
  if (!issue.expression.empty()) {
    out += R"(,"expression":)";
    char separator = '[';
    for (const std::string& expression : issue.expression) {
      out += std::exchange(separator, ',');
      json::print_string(expression, out);
    }
    out += ']';
  }
  out += '}';
}

}  // namespace

std::string print_operation_outcome(std::span<const base::Issue> issues, base::Language language) {
  std::string out = R"({"resourceType":"OperationOutcome","language":")";
  out.append(code(language)).append(R"(","issue":[)");
  const std::size_t shown = std::min(issues.size(), limits::issues_max);
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) out += ',';
    print_issue(issues[i], language, out);
  }
  if (issues.empty())
    print_issue(base::information(base::IssueType::informational, base::message::no_issue), language, out);
  if (shown < issues.size()) {
    out += ',';
    print_issue(base::information(base::IssueType::incomplete, base::message::too_many_issues,
                                  {std::to_string(issues.size() - shown)}),
                language, out);
  }
  out += "]}";
  return out;
}

}  // namespace linkki::fhir
