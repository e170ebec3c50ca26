// An extension and its definition: where it may stand, and whether it modifies.
//
// Standard  https://hl7.org/fhir/R4/extensibility.html
#pragma once

#include "fhir/element.h"
#include "fhirpath/evaluate.h"
#include "validation/path.h"
#include "validation/profiles.h"
#include "validation/report.h"
#include "validation/surroundings.h"

namespace linkki::validation {

// The definition that the extension must conform to; nullptr: not known, or the extension is a part of
// another. Contexts in FHIRPath are not asked.
const Profile* check_extension_definition(const fhir::Element& holder, const fhir::Element& extension,
                                          const Profiles& profiles, const Surroundings& surroundings,
                                          fhirpath::Evaluator& evaluator, const Path& path, Report& report);

}  // namespace linkki::validation
