// A whole file that somebody named on the command line.
//
// Errors    not_found with file_unreadable: it cannot be read, or is empty
#pragma once

#include <string>

#include "base/outcome.h"

namespace linkki::cli {

base::Outcome<std::string> read_file(const std::string& path);

}  // namespace linkki::cli
