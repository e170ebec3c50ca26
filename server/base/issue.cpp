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

namespace {

std::string fill(std::string_view text, const std::vector<Argument>& arguments, Language language) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}' && text[i + 1] >= '0' &&
        text[i + 1] <= '9') {
      const std::size_t argument = static_cast<std::size_t>(text[i + 1] - '0');
      if (argument < arguments.size()) out += arguments[argument].text(language);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace

std::string Argument::text(Language language) const {
  return words_ ? fill(words_->in(language), arguments_, language) : text_;
}

std::string Issue::text(Language language) const {
  return message ? fill(message->in(language), arguments, language) : std::string{};
}

namespace {
Issue issue(Severity severity, IssueType type, const Message& message, Arguments arguments,
            std::string expression) {
  Issue made{severity, type, &message, std::move(arguments), {}};
  if (!expression.empty()) made.expression.push_back(std::move(expression));
  return made;
}
}  // namespace

Issue error(IssueType type, const Message& message, Arguments arguments, std::string expression) {
  return issue(Severity::error, type, message, std::move(arguments), std::move(expression));
}
Issue warning(IssueType type, const Message& message, Arguments arguments, std::string expression) {
  return issue(Severity::warning, type, message, std::move(arguments), std::move(expression));
}
Issue information(IssueType type, const Message& message, Arguments arguments, std::string expression) {
  return issue(Severity::information, type, message, std::move(arguments), std::move(expression));
}

}  // namespace linkki::base
