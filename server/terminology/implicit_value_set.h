// Value sets that no resource defines, but the url alone.
//
//   http://snomed.info/sct[/EDITION[/version/DATE]]?fhir_vs                 all concepts
//   …?fhir_vs=isa/CODE   …=refset/CODE   …=ecl/CONSTRAINT                   (constraint.h)
//   …?fhir_vs=refset                                                        all reference sets
//   http://loinc.org/vs   http://loinc.org/vs/LP…                           all codes, those below a part
//
// Standard  https://hl7.org/fhir/R4/snomedct.html#implicit, https://hl7.org/fhir/R4/loinc.html#implicit
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace linkki::terminology {

// The ValueSet as JSON; nullopt: not such a url.
std::optional<std::string> implicit_value_set(std::string_view url);

}  // namespace linkki::terminology
