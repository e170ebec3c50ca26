// Conditional criteria: which resource does `identifier=…` mean? Only within the caller's own custodian and
// the public directory: what others hold is neither matched nor betrayed.
//
// Errors    bad_request: criteria that cannot be understood, or none at all
// Standard  https://hl7.org/fhir/R4/http.html#ccreate
#pragma once

#include <string>
#include <vector>

#include "interactions/call.h"

namespace linkki::interactions {

// The numbers that match, two at most: none, one, or too many is all that matters.
base::Outcome<std::vector<repository::Number>> match(const Call& call, const repository::Snapshot& snapshot,
                                                     const std::string& type, const std::string& criteria);

base::Failure multiple_matches(const std::string& type);

}  // namespace linkki::interactions
