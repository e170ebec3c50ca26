// A resource to validate, and what was found as short texts: "error validation-missing Observation.status".
#pragma once

#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json/parse.h"
#include "definitions/r4.h"
#include "validation/validator.h"

namespace linkki::validation {

using Texts = std::vector<std::string>;

inline const Validator& validator() {
  static const auto made = Validator::make(definitions::r4());
  if (!made) std::abort();
  return **made;
}

inline std::vector<base::Issue> issues_of(const json::Value& resource) {
  return validator().validate(fhir::root(resource, *definitions::r4()));
}

inline std::vector<base::Issue> issues_of(std::string json) {
  const auto document = json::parse(std::move(json));
  if (!document) std::abort();
  return issues_of(document->root);
}

inline std::string brief(const base::Issue& issue) {
  const std::string message(issue.message->code);
  const bool constraint = message.ends_with("-constraint");
  return std::string(code(issue.severity)) + " " + (constraint ? issue.arguments.at(0).text() : message) +
         " " + (issue.expression.empty() ? "" : issue.expression.at(0));
}

inline Texts texts(const base::Arguments& arguments) {
  Texts texts;
  for (const base::Argument& argument : arguments) texts.push_back(argument.text());
  return texts;
}

inline Texts errors_of(const std::vector<base::Issue>& issues) {
  Texts texts;
  for (const auto& issue : issues) {
    if (issue.severity == base::Severity::error) texts.push_back(brief(issue));
  }
  return texts;
}

// The errors; constraints show their key.
inline Texts errors(std::string json) {
  return errors_of(issues_of(std::move(json)));
}

// A Patient with some properties: errors_in_patient(R"("active":"yes")").
inline Texts errors_in_patient(const std::string& properties) {
  return errors(R"({"resourceType":"Patient",)" + properties + "}");
}

inline Texts none() {
  return {};
}

}  // namespace linkki::validation
