// A resource in XML: bytes ↔ the same document that JSON gives, property for property.
//
// Reading gives the tree that the definitions make of the elements: arrays where an element may repeat,
// `_name` beside a value with id or extensions, numbers with their digits, a narrative as it stands, byte for
// byte. Comments, processing instructions and xsi:schemaLocation are passed over. What JSON could not say
// (unknown elements, wrong order, a second namespace, text between elements) is refused, every fault with its
// place; whether the values are right is validation's to say, as with JSON.
//
// Printing puts the elements in the order of their definitions. What XML cannot hold (U+FFFE, control
// characters) becomes U+FFFD. A narrative goes in as it is; one that is no XML is mended (&nbsp;, a bare &),
// or else shown as the text that it is. Properties that R4 has not are left out.
//
// Errors    bad_request, with the byte where it is not XML, with FHIRPath where it is not the type's
// Limits    xml/limits.h, limits::json_depth_max, limits::issues_max
// Standard  https://hl7.org/fhir/R4/xml.html
#pragma once

#include <string>
#include <string_view>

#include "base/outcome.h"
#include "fhir/json.h"

namespace linkki::fhir {

base::Outcome<Resource> parse_xml(std::string bytes, const definitions::Definitions& definitions);

// The type that the root element names; empty: it is no XML, or not FHIR's. Cost: as parse_xml.
std::string root_of_xml(std::string_view bytes);

// Pre: the resource names a type of R4.
std::string print_xml(const json::Value& resource, const definitions::Definitions& definitions,
                      bool pretty = false);

}  // namespace linkki::fhir
