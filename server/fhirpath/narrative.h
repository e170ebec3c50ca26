// Whether a narrative's XHTML is what R4 allows: the rules txt-1 and txt-2, htmlChecks().
//
// Only the elements and attributes of HTML 4.0 chapters 7-11 (but 4 of 9) and 15, <a>, images, style
// attributes; no script, forms, frames, event attributes; one div with some text or an image; tags that
// close.
// Standard  https://hl7.org/fhir/R4/narrative.html#rules
#pragma once

#include <string_view>

namespace linkki::fhirpath {

// Limits: limits::narrative_depth_max open tags.
bool safe_narrative(std::string_view xhtml);

}  // namespace linkki::fhirpath
