// R4's definitions with others laid over them. Built anew for each change, from all that is added, in the
// order they came.
#pragma once

#include <memory>
#include <vector>

#include "base/outcome.h"
#include "definitions/added_resource.h"
#include "definitions/definitions.h"

namespace linkki::definitions {

// Errors    unprocessable (a SearchParameter of an unknown type), storage_full (more than
// limits::added_codes_max codes
//           to count out), unavailable (the base is damaged)
// Limits    a chain of value sets longer than limits::value_set_depth_max is not enumerable
base::Outcome<std::shared_ptr<const Definitions>> lay_over(std::shared_ptr<const Definitions> base,
                                                           Added added);

base::Failure too_many(std::size_t limit);

}  // namespace linkki::definitions
