// Can a SearchParameter that a client writes be searched by? What cannot is refused when it is written, so
// that one that was taken always finds something.
//
// A code that a type has already stays that of the parameter that has it: R4's own decide whose data a
// resource is (patient, subject …), and a client's search must not come to mean something else.
#pragma once

#include "base/json/value.h"
#include "base/outcome.h"
#include "definitions/definitions.h"

namespace linkki::search {

// Errors    unprocessable with every fault: definition-base, definition-code, definition-code-taken,
//           definition-branch, and those of FHIRPath, each with its place in the SearchParameter
base::Outcome<void> check_definition(const json::Value& resource,
                                     const definitions::Definitions& definitions);

}  // namespace linkki::search
