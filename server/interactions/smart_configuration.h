// /.well-known/smart-configuration: what of SMART App Launch a client can count on here.
//
// This server gives no tokens itself, so endpoints stand here only where the configuration tells those of an
// issuer; scopes and capabilities are what every token is judged by.
// Standard  https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html
#pragma once

#include "base/settings.h"
#include "interactions/exchange.h"

namespace linkki::interactions {

Response smart_configuration(const base::Settings& settings);

}  // namespace linkki::interactions
