// Answers against their Questionnaire: items and their nesting, required and enabled ones, types, options,
// lengths and bounds of answers.
//
// What is in progress may lack answers. Expressions of SDC (enableWhenExpression …) are not asked: an item
// that has one may be there or not.
//
// Standard  https://hl7.org/fhir/R4/questionnaireresponse.html#notes
#pragma once

#include <memory>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "fhir/element.h"
#include "validation/path.h"
#include "validation/report.h"
#include "validation/surroundings.h"

namespace linkki::validation {

// Those that are loaded, parsed when they are first asked for.
// Threads   any.
class Questionnaires {
 public:
  explicit Questionnaires(const definitions::Definitions& definitions) : definitions_(definitions) {}
  const json::Value* find(std::string_view canonical) const;  // nullptr: not loaded

 private:
  const definitions::Definitions& definitions_;
  mutable std::shared_mutex mutex_;
  mutable std::unordered_map<std::string, std::unique_ptr<json::Document>> held_;
};

void check_answers(const fhir::Element& response, const Questionnaires& questionnaires,
                   const Surroundings& surroundings, const Path& path, Report& report);

}  // namespace linkki::validation
