// Folders of the data folder, copied file by file with their modes: keys stay their owner's alone.
//
// Errors    unavailable with copy_failed or folder_not_empty
#pragma once

#include <string>

#include "base/outcome.h"

namespace linkki::cli {

// Makes the folder, mode 0700, or finds it empty.
base::Outcome<void> make_empty_folder(const std::string& path);
// A file, or a folder with all it holds; what is not there is passed over.
base::Outcome<void> copy_if_there(const std::string& from, const std::string& to);

}  // namespace linkki::cli
