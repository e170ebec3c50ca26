// FHIR's primitives and Quantity as values of FHIRPath's own types.
//
// Standard  https://hl7.org/fhir/R4/fhirpath.html#types
#pragma once

#include <optional>
#include <string_view>

#include "fhirpath/item.h"

namespace linkki::fhirpath {

// nullopt: not a primitive, without a value, or its text is none of its type's.
std::optional<Item> primitive_value(const fhir::Element& element);
// Boolean, Integer, … TypeInfo: the names of the System namespace.
bool system_type(std::string_view name);

}  // namespace linkki::fhirpath
