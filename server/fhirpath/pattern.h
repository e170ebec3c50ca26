// Regular expressions of matches() and its like: RE2, linear in the text whatever the pattern.
#pragma once

#include <memory>
#include <string_view>

#include "base/outcome.h"

namespace re2 {
class RE2;
}

namespace linkki::fhirpath {

// A dot meets line breaks. Flags: i (case does not matter), m (^ and $ at line breaks). Errors: bad_request
// with fhirpath_pattern. Memory: at most 1 MiB for the automaton.
base::Outcome<std::shared_ptr<const re2::RE2>> compile_pattern(std::string_view pattern,
                                                               std::string_view flags = {});

}  // namespace linkki::fhirpath
