// CodeSystem/$lookup and $subsumes: what a code means, and how two of them stand to each other.
//
// Errors    not_found (no such code), unprocessable (no such code system), bad_request (no code given)
// Standard  https://hl7.org/fhir/R4/codesystem-operation-lookup.html, -subsumes.html
#pragma once

#include <string>

#include "terminology/request.h"

namespace linkki::terminology {

// A Parameters resource. Of the properties those that `property` names; "*" is all, without it `inactive`
// alone.
base::Outcome<std::string> lookup(const Shared& catalogue, const Request& request);
base::Outcome<std::string> subsumes(const Shared& catalogue, const Request& request);

}  // namespace linkki::terminology
