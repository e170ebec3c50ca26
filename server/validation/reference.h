// References: a fragment needs what it names, and a target must be of a type that stands there.
//
// What does not tell its type (urn:uuid, an identifier alone) is passed over; no target outside is looked up.
// Standard  https://hl7.org/fhir/R4/references.html
#pragma once

#include "fhir/element.h"
#include "validation/path.h"
#include "validation/report.h"
#include "validation/surroundings.h"

namespace linkki::validation {

void check_reference(const fhir::Element& element, const Surroundings& surroundings, const Path& path,
                     Report& report);

}  // namespace linkki::validation
