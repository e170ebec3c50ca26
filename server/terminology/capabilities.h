// What this server's terminology can do: the code systems that are loaded, and what an expansion heeds.
//
// Standard  https://hl7.org/fhir/R4/terminologycapabilities.html
#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "terminology/catalogue.h"

namespace linkki::terminology {

// A TerminologyCapabilities resource. Cost: as Catalogue::named
std::string print_capabilities(const Catalogue& catalogue, std::string_view base_url, base::Instant since);

}  // namespace linkki::terminology
