#include "fhir/operation_outcome.h"

#include <algorithm>
#include <utility>

#include "base/json/print.h"
#include "base/limits.h"
#include "fhir/messages.h"

namespace linkki::fhir {
namespace {

void print_details(const base::Issue& issue, std::string& out) {
  if (!issue.message) return;
  std::string text;
  json::print_string(issue.text(), text);
  out += R"(,"details":{"coding":[{"system":)";
  json::print_string(error_code_system, out);
  out += R"(,"code":)";
  json::print_string(issue.message->code, out);
  out += R"(}],"text":)" + text + R"(},"diagnostics":)" + text;
}

void print_issue(const base::Issue& issue, std::string& out) {
  out += R"({"severity":")";
  out += code(issue.severity);
  out += R"(","code":")";
  out += code(issue.type);
  out += '"';
  print_details(issue, out);
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

void print_operation_outcome(std::span<const base::Issue> issues, std::string& out) {
  out += R"({"resourceType":"OperationOutcome","issue":[)";
  const std::size_t shown = std::min(issues.size(), limits::issues_max);
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) out += ',';
    print_issue(issues[i], out);
  }
  if (issues.empty())
    print_issue(base::information(base::IssueType::informational, base::message::no_issue), out);
  if (shown < issues.size()) {
    out += ',';
    print_issue(base::information(base::IssueType::incomplete, base::message::too_many_issues,
                                  {std::to_string(issues.size() - shown)}),
                out);
  }
  out += "]}";
}

std::string print_operation_outcome(std::span<const base::Issue> issues) {
  std::string out;
  print_operation_outcome(issues, out);
  return out;
}

}  // namespace linkki::fhir
