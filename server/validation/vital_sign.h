// Which profile R4 demands of an Observation because its code is that of a vital sign.
//
// Standard  https://hl7.org/fhir/R4/observation-vitalsigns.html
#pragma once

#include <string_view>

#include "base/json/value.h"

namespace linkki::validation {

// Its canonical; empty: none of the codes is one of a vital sign.
std::string_view vital_sign_profile(const json::Value& observation);

}  // namespace linkki::validation
