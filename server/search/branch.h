// The part of a search parameter's expression that concerns one resource type.
#pragma once

#include <string>
#include <string_view>

#include "definitions/definitions.h"

namespace linkki::search {

// `Condition.code | Observation.code` for Observation is `Observation.code`: branches of a union that start
// with another type's name are left out; an expression that does not start with types stays whole.
std::string branch_for(std::string_view expression, const definitions::Type& type,
                       const definitions::Definitions& definitions);

}  // namespace linkki::search
