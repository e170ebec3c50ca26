// Issues as an OperationOutcome, the body of every error and the `outcome` of bundle entries.
//
// details carries the stable code of our catalogue and the text; diagnostics repeats the text for clients
// that show nothing else. An outcome without a fault says so: R4 wants at least one issue.
// Limits    limits::issues_max, then one issue that counts the rest
// Standard  https://hl7.org/fhir/R4/operationoutcome.html
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/issue.h"

namespace linkki::fhir {

inline constexpr std::string_view error_code_system = "https://w3id.org/linkki/fhir/CodeSystem/error-code";

// JSON; the element `language` names the language of the texts.
std::string print_operation_outcome(std::span<const base::Issue> issues, base::Language language);

}  // namespace linkki::fhir
