// ValueSet/$validate-code and CodeSystem/$validate-code: whether a code exists, belongs and is rightly named.
//
// The answer is a Parameters resource: result, message, what the code is (code, system, version, display,
// inactive, status, normalized-code), and `issues`, an OperationOutcome whose details carry our code and the
// kind of HL7's terminology servers (not-in-vs, invalid-code, invalid-display …).
// Errors    not_found (no such value set), bad_request (no code), and as ValueSet::make
// Standard  https://hl7.org/fhir/R4/valueset-operation-validate-code.html, codesystem-operation-validate-code.html
#pragma once

#include <string>

#include "terminology/request.h"

namespace linkki::terminology {

base::Outcome<std::string> validate_code_in_set(const Shared& catalogue, const Request& request);
base::Outcome<std::string> validate_code_in_system(const Shared& catalogue, const Request& request);

}  // namespace linkki::terminology
