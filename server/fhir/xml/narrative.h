// The XHTML of a narrative, made fit to stand in FHIR's XML.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace linkki::fhir::xml {

// As it is where it is one <div> of well-formed XHTML. Otherwise with the namespace that its div did not
// declare, references that XML does not know turned into text (&nbsp; into its character); and where that is
// no XML either, as a div that shows the source.
void print_narrative(std::string_view div, std::string& out);

// Appends a text escaped, for an attribute or between tags; U+FFFD for what XML cannot hold.
void print_text(std::string_view text, std::string& out);

}  // namespace linkki::fhir::xml
