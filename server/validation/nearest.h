// The valid name that a mistyped one was probably meant to be.
#pragma once

#include <string_view>

#include "definitions/definitions.h"

namespace linkki::validation {

// A JSON property of the type; empty: none is near. Names of more than 64 bytes are near to none.
std::string_view nearest_property(const definitions::Type& type, std::string_view name);

}  // namespace linkki::validation
