// Required bindings: whether a code, Coding or CodeableConcept is in a value set that can be counted out.
//
// Sets that need a terminology's knowledge are passed over; one that is not loaded is a warning.
// Standard  https://hl7.org/fhir/R4/terminologies.html#required
#pragma once

#include "definitions/definitions.h"
#include "fhir/element.h"
#include "validation/path.h"
#include "validation/report.h"

namespace linkki::validation {

// `binding`: that of the element's definition or of a profile.
void check_binding(const fhir::Element& element, const definitions::Binding& binding,
                   const definitions::Definitions& definitions, const Path& path, Report& report);

}  // namespace linkki::validation
