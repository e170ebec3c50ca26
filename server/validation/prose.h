// Rules that R4 states in words alone, without a constraint that could be asked: sizes of attachments, values
// of identifiers that must be URIs, subjects of measure reports, properties of code systems, filters of value
// sets.
//
// Standard  https://hl7.org/fhir/R4/datatypes.html#Attachment, datatypes.html#Identifier, measurereport.html,
//           codesystem.html, valueset.html
#pragma once

#include <string_view>

#include "fhir/element.h"
#include "validation/path.h"
#include "validation/report.h"
#include "validation/surroundings.h"

namespace linkki::validation {

using Prose = void (*)(const fhir::Element& element, const Surroundings& surroundings, const Path& path,
                       Report& report);

// What to ask of every element of a type; nullptr: nothing.
Prose find_prose(std::string_view type);

// The parts that terminology_resources.cpp has.
void check_code_system(const fhir::Element& code_system, const Surroundings& surroundings, const Path& path,
                       Report& report);
void check_value_set_rule(const fhir::Element& rule, const Surroundings& surroundings, const Path& path,
                          Report& report);

}  // namespace linkki::validation
