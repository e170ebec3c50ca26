// Values as they stand in JSON: reading them, and comparing an element with what a profile fixes (fixed[x],
// pattern[x], minValue[x], maxValue[x], lengths).
//
// Standard  https://hl7.org/fhir/R4/elementdefinition-definitions.html
#pragma once

#include "fhir/element.h"
#include "terminology/code_system.h"

namespace linkki::validation {

// The same tree; numbers by value.
bool is_fixed(const json::Value& value, const json::Value& fixed);
// Everything that the pattern has is there; an array has for each of its items one that fits.
bool fits(const json::Value& value, const json::Value& pattern);

// Quantities of another unit, and dates that overlap, are neither below nor above.
bool below(const fhir::Element& element, const json::Value& bound);
bool above(const fhir::Element& element, const json::Value& bound);

using terminology::items;                                      // of an array; none where it is absent
bool truth(const json::Value& object, std::string_view name);  // false: absent too

struct Typed {
  const json::Value* value = nullptr;
  std::string_view type;  // Quantity, as in valueQuantity
};
// The property whose name begins so: value[x], fixed[x].
Typed typed(const json::Value& object, std::string_view prefix);

std::size_t bytes_of(std::string_view base64);  // that it stands for
std::size_t characters(std::string_view text);  // Unicode code points

}  // namespace linkki::validation
