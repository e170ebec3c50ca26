// An unpacked R4 package → the bytes of definitions.bin.
#pragma once

#include <string>

#include "base/outcome.h"

namespace linkki::definitions {

// The same package gives the same bytes. Errors: as read_package.
base::Outcome<std::string> compile(const std::string& package_folder);

}  // namespace linkki::definitions
