// dom-3, asked by hand: its expression walks the whole resource six times for each contained one.
//
// Standard  https://hl7.org/fhir/R4/domainresource.html#invs, references.html#contained
#pragma once

#include "base/json/value.h"

namespace linkki::validation {

// Whether each contained resource is referred to from elsewhere in the resource (by a reference, a URI or an
// image or link of a narrative), or refers to the resource around it.
bool contained_are_referred_to(const json::Value& resource);

}  // namespace linkki::validation
