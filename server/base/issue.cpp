#include "base/issue.h"

#include "base/ensure.h"

namespace linkki::base {

std::string_view code(Severity severity) {
  switch (severity) {
    case Severity::fatal: return "fatal";
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::information: return "information";
  }
  ensure(!"a severity");
}

std::string_view code(IssueType type) {
  switch (type) {
    case IssueType::invalid: return "invalid";
    case IssueType::structure: return "structure";
    case IssueType::required: return "required";
    case IssueType::value: return "value";
    case IssueType::invariant: return "invariant";
    case IssueType::security: return "security";
    case IssueType::login: return "login";
    case IssueType::unknown: return "unknown";
    case IssueType::expired: return "expired";
    case IssueType::forbidden: return "forbidden";
    case IssueType::suppressed: return "suppressed";
    case IssueType::processing: return "processing";
    case IssueType::not_supported: return "not-supported";
    case IssueType::duplicate: return "duplicate";
    case IssueType::multiple_matches: return "multiple-matches";
    case IssueType::not_found: return "not-found";
    case IssueType::deleted: return "deleted";
    case IssueType::too_long: return "too-long";
    case IssueType::code_invalid: return "code-invalid";
    case IssueType::extension: return "extension";
    case IssueType::too_costly: return "too-costly";
    case IssueType::business_rule: return "business-rule";
    case IssueType::conflict: return "conflict";
    case IssueType::transient: return "transient";
    case IssueType::lock_error: return "lock-error";
    case IssueType::no_store: return "no-store";
    case IssueType::exception: return "exception";
    case IssueType::timeout: return "timeout";
    case IssueType::incomplete: return "incomplete";
    case IssueType::throttled: return "throttled";
    case IssueType::informational: return "informational";
  }
  ensure(!"an issue type");
}

std::string Issue::text() const {
  if (!message) return {};
  std::string out;
  const std::string_view en = message->en;
  for (std::size_t i = 0; i < en.size(); ++i) {
    if (en[i] == '{' && i + 2 < en.size() && en[i + 2] == '}' && en[i + 1] >= '0' && en[i + 1] <= '9') {
      const std::size_t argument = static_cast<std::size_t>(en[i + 1] - '0');
      if (argument < arguments.size()) out += arguments[argument];
      i += 2;
    } else {
      out += en[i];
    }
  }
  return out;
}

namespace {
Issue issue(Severity severity, IssueType type, const Message& message, std::vector<std::string> arguments,
            std::string expression) {
  Issue made{severity, type, &message, std::move(arguments), {}};
  if (!expression.empty()) made.expression.push_back(std::move(expression));
  return made;
}
}  // namespace

Issue error(IssueType type, const Message& message, std::vector<std::string> arguments,
            std::string expression) {
  return issue(Severity::error, type, message, std::move(arguments), std::move(expression));
}
Issue warning(IssueType type, const Message& message, std::vector<std::string> arguments,
              std::string expression) {
  return issue(Severity::warning, type, message, std::move(arguments), std::move(expression));
}
Issue information(IssueType type, const Message& message, std::vector<std::string> arguments,
                  std::string expression) {
  return issue(Severity::information, type, message, std::move(arguments), std::move(expression));
}

}  // namespace linkki::base
