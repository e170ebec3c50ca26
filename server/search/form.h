// application/x-www-form-urlencoded → names and values.
//
// Errors    bad_request: search-encoding (a broken escape, bytes that are no UTF-8, control characters),
//           search-too-costly
// Limits    limits::search_parameters_max
// Standard  https://url.spec.whatwg.org/#urlencoded-parsing, but strict
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"

namespace linkki::search {

struct Field {
  std::string name;
  std::string value;
};

// In order; fields without a value (`status=`, `status`) are left out, as R4 has it.
base::Outcome<std::vector<Field>> parse_form(std::string_view form);
// Percent-encodes all but letters, digits and -._~
std::string print_form(const std::vector<std::pair<std::string, std::string>>& fields);

}  // namespace linkki::search
