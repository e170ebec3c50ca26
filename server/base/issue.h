// One fault, as OperationOutcome.issue will show it: what, where, how to fix.
//
// The text is kept as a message id with arguments, so that one fault can be told in several languages.
// Arguments never hold personal data: names of elements, codes, counts, ids that the caller sent. An argument
// that is a phrase of ours is given as Words: {"it is empty", "se on tyhjä", "den är tom"}.
// Standard  https://hl7.org/fhir/R4/operationoutcome.html
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
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

// What stands for {0}: a text that is the same in every language, or words of ours.
class Argument {
 public:
  Argument(std::string text) : text_(std::move(text)) {}  // NOLINT
  Argument(std::string_view text) : text_(text) {}        // NOLINT
  Argument(const char* text) : text_(text) {}             // NOLINT
  Argument(Words words) : words_(words) {}                // NOLINT
  Argument(Words words, std::vector<Argument> arguments) : words_(words), arguments_(std::move(arguments)) {}

  std::string text(Language language = Language::english) const;

 private:
  std::string text_;
  std::optional<Words> words_;
  std::vector<Argument> arguments_;  // of the words
};

class Arguments : public std::vector<Argument> {
 public:
  Arguments() = default;
  Arguments(std::initializer_list<Argument> arguments) : vector(arguments) {}
  Arguments(const std::vector<std::string>& texts) : vector(texts.begin(), texts.end()) {}  // NOLINT
};

struct Issue {
  Severity severity = Severity::error;
  IssueType type = IssueType::invalid;
  const Message* message = nullptr;
  Arguments arguments;
  std::vector<std::string> expression;  // FHIRPath of each element concerned; empty = the request as a whole

  std::string text(Language language = Language::english) const;
};

Issue error(IssueType type, const Message& message, Arguments arguments = {}, std::string expression = {});
Issue warning(IssueType type, const Message& message, Arguments arguments = {}, std::string expression = {});
Issue information(IssueType type, const Message& message, Arguments arguments = {},
                  std::string expression = {});

}  // namespace linkki::base
