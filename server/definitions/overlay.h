// R4's definitions with others laid over them. Built anew for each change, from all that was ever added.
#pragma once

#include <memory>
#include <vector>

#include "base/outcome.h"
#include "definitions/added_resource.h"
#include "definitions/definitions.h"

namespace linkki::definitions {

using Added = std::vector<std::shared_ptr<const AddedResource>>;  // in the order they came

// Errors: unprocessable (a SearchParameter of an unknown type), unavailable (the base is damaged).
base::Outcome<std::shared_ptr<const Definitions>> lay_over(std::shared_ptr<const Definitions> base,
                                                           Added added);

}  // namespace linkki::definitions
