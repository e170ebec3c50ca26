// Comparing an element with what a profile fixes: fixed[x], pattern[x], minValue[x], maxValue[x], lengths.
//
// Standard  https://hl7.org/fhir/R4/elementdefinition-definitions.html
#pragma once

#include "fhir/element.h"

namespace linkki::validation {

// The same tree; numbers by value.
bool is_fixed(const json::Value& value, const json::Value& fixed);
// Everything that the pattern has is there; an array has for each of its items one that fits.
bool fits(const json::Value& value, const json::Value& pattern);

// Quantities of another unit, and dates that overlap, are neither below nor above.
bool below(const fhir::Element& element, const json::Value& bound);
bool above(const fhir::Element& element, const json::Value& bound);

std::size_t characters(std::string_view text);  // Unicode code points

}  // namespace linkki::validation
