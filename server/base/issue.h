// One fault, as OperationOutcome.issue will show it: what, where, how to fix.
//
// The text is kept as a message id with arguments, so that one fault can be told in several languages.
// Arguments never hold personal data: names of elements, codes, counts, ids that the caller sent.
// Standard  https://hl7.org/fhir/R4/operationoutcome.html
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/message.h"

namespace linkki::base {

enum class Severity : std::uint8_t { fatal, error, warning, information };

// All 31 codes of http://hl7.org/fhir/issue-type; the name is the code with `-` as `_`.
enum class IssueType : std::uint8_t {
  invalid,
  structure,
  required,
  value,
  invariant,
  security,
  login,
  unknown,
  expired,
  forbidden,
  suppressed,
  processing,
  not_supported,
  duplicate,
  multiple_matches,
  not_found,
  deleted,
  too_long,
  code_invalid,
  extension,
  too_costly,
  business_rule,
  conflict,
  transient,
  lock_error,
  no_store,
  exception,
  timeout,
  incomplete,
  throttled,
  informational,
};

std::string_view code(Severity severity);
std::string_view code(IssueType type);

struct Issue {
  Severity severity = Severity::error;
  IssueType type = IssueType::invalid;
  const Message* message = nullptr;
  std::vector<std::string> arguments;
  std::vector<std::string> expression;  // FHIRPath of each element concerned; empty = the request as a whole

  std::string text() const;  // English
};

Issue error(IssueType type, const Message& message, std::vector<std::string> arguments = {},
            std::string expression = {});
Issue warning(IssueType type, const Message& message, std::vector<std::string> arguments = {},
              std::string expression = {});
Issue information(IssueType type, const Message& message, std::vector<std::string> arguments = {},
                  std::string expression = {});

}  // namespace linkki::base
