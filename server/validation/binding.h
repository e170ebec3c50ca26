// Codes against what they are bound to, and against their own code systems.
//
//                not of the set   cannot be told
//   required     error            warning
//   extensible   warning          information
//   preferred    information      –
//
// A set that is not loaded is a warning (required, extensible).
// Standard  https://hl7.org/fhir/R4/terminologies.html#strength
#pragma once

#include "definitions/definitions.h"
#include "fhir/element.h"
#include "terminology/codes.h"
#include "validation/path.h"
#include "validation/report.h"
#include "validation/surroundings.h"

namespace linkki::validation {

// Of a code, string, uri, Coding, CodeableConcept (one coding is enough) or the unit of a Quantity.
// `value_set`: canonical
terminology::Membership membership(const fhir::Element& element, std::string_view value_set,
                                   const Surroundings& surroundings);

// `binding`: that of the element's definition or of a profile.
void check_binding(const fhir::Element& element, const definitions::Binding& binding,
                   const Surroundings& surroundings, const Path& path, Report& report);

// A required code cannot be replaced by an extension, not even by one that tells why it is absent.
void check_code_given(const fhir::Element& code, const Path& path, Report& report);
// Of a Coding: is its code in its system (no: an error; of one that HL7 keeps apart from FHIR a warning), is
// its display one of the code's names (no: a warning)?
void check_coding(const fhir::Element& coding, const Surroundings& surroundings, const Path& path,
                  Report& report);

}  // namespace linkki::validation
