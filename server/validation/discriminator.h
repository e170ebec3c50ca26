// The paths of discriminators, a small part of FHIRPath.
//
// Standard  https://hl7.org/fhir/R4/profiling.html#discriminator
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "validation/profile.h"

namespace linkki::validation {

// "$this", "code.coding", "extension('url').value", "resolve()", "ofType(Quantity)"; nullopt: none of these.
std::optional<std::vector<Step>> read_steps(std::string_view path);

// "value[x]" → "value"
std::string_view without_choice(std::string_view name);

}  // namespace linkki::validation
