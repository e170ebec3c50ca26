// StructureDefinitions with snapshots → Types, one for each structure and one for each backbone element in
// it.
//
// Standard  https://hl7.org/fhir/R4/structuredefinition.html, https://hl7.org/fhir/R4/elementdefinition.html
#pragma once

#include <span>

#include "base/json/value.h"
#include "definitions/content.h"

namespace linkki::definitions {

// Fills content.types. Specializations and the roots Element and Resource become types; profiles, extensions
// and logical models do not. Pre: content.value_sets is complete and sorted; bindings point into it.
void build_types(std::span<const json::Value* const> structures, Content& content);

}  // namespace linkki::definitions
