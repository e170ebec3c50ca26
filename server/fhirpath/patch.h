// FHIRPath Patch on a resource: add, insert, delete, replace, move, in order, all or nothing for the caller.
//
// Each operation is a parameter named operation, with parts:
//   type      add       insert        delete       replace  move
//   path      one       a list        one or none  one      a list       (elements that it gives)
//   others    name,     index, value  –            value    source, destination
//             value
// A value without a type of its own (Patient.contact) is given by parts, which name its elements. add appends
// to what repeats, and refuses what is there already. What a deletion leaves empty goes with it.
// Errors    bad_request: the Parameters are no patch; what the path does not compile for
//           unprocessable: a path gives what the operation cannot be done on; too costly
//           Each names the operation. After a failure the document is spoilt: drop it.
// Limits    limits::patch_operations_max, limits::patch_bytes_max, limits::fhirpath_…
// Standard  https://hl7.org/fhir/R4/fhirpatch.html
#pragma once

#include "base/json/value.h"
#include "base/outcome.h"
#include "definitions/definitions.h"

namespace linkki::fhirpath {

// Values of `patch`, a Parameters resource, are copied: it may end before the document.
base::Outcome<void> apply_patch(json::Document& document, const json::Value& patch,
                                const definitions::Definitions& definitions);

}  // namespace linkki::fhirpath
