// Rules that R4 states in words alone, without a constraint that could be asked: sizes of attachments, values
// of identifiers that must be URIs, properties of code systems, filters of value sets; and what definitional
// resources must say to be of use: differentials, search expressions, criteria of measures, their reports.
//
// Standard  https://hl7.org/fhir/R4/datatypes.html#Attachment, datatypes.html#Identifier, codesystem.html,
//           valueset.html, measure.html, measurereport.html, searchparameter.html, structuredefinition.html
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

// Each in the file of its name; those of code systems and value sets in terminology_resources.cpp.
void check_code_system(const fhir::Element& code_system, const Surroundings& surroundings, const Path& path,
                       Report& report);
void check_measure(const fhir::Element& measure, const Surroundings& surroundings, const Path& path,
                   Report& report);
void check_measure_report(const fhir::Element& report_of, const Surroundings& surroundings, const Path& path,
                          Report& report);
void check_search_parameter(const fhir::Element& parameter, const Surroundings& surroundings,
                            const Path& path, Report& report);
void check_structure_definition(const fhir::Element& structure, const Surroundings& surroundings,
                                const Path& path, Report& report);
void check_value_set_rule(const fhir::Element& rule, const Surroundings& surroundings, const Path& path,
                          Report& report);

}  // namespace linkki::validation
