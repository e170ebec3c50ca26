// What R4 says of a Bundle's entries in words only; its constraints (bdl-*) are asked with all others.
//
// Standard  https://hl7.org/fhir/R4/bundle.html#references
#pragma once

#include "fhir/element.h"
#include "validation/path.h"
#include "validation/report.h"

namespace linkki::validation {

void check_bundle(const fhir::Element& bundle, const definitions::Definitions& definitions, const Path& path,
                  Report& report);

}  // namespace linkki::validation
