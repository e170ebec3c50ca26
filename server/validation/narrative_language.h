// The languages of a narrative's sections, as a profile may ask for them.
//
// A section is a div directly within the narrative's own that says its language (lang or xml:lang).
// Limits    limits::narrative_sections_max
// Standard  https://hl7.org/fhir/R4/narrative.html, http://hl7.org/fhir/StructureDefinition/narrative-language-control
#pragma once

#include <string_view>
#include <vector>

namespace linkki::validation {

inline constexpr std::string_view narrative_language_control =
    "http://hl7.org/fhir/StructureDefinition/narrative-language-control";

std::vector<std::string_view> section_languages(std::string_view xhtml);

// `wanted`: _no, _yes (at least one), _more-than-one, _resource (one in the resource's language), a language.
bool has_sections(const std::vector<std::string_view>& sections, std::string_view wanted,
                  std::string_view resource_language);

}  // namespace linkki::validation
