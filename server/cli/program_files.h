// What lies beside the program: the build puts it there.
//
// Errors    unavailable, with what is wrong with the file
#pragma once

#include <memory>
#include <string>

#include "base/outcome.h"
#include "cli/data_folder.h"
#include "definitions/definitions.h"

namespace linkki::cli {

// The content of the file of this name beside the program, or in the folder above it; empty: there is none.
std::string beside_program(const std::string& name);
// The folder of this name there; empty: there is none.
std::string folder_beside_program(const std::string& name);

// R4's definitions, with our own search parameters, extensions and terminology laid over them.
base::Outcome<std::shared_ptr<const definitions::Definitions>> open_definitions();
// And over these what the packages of a data folder define: as a server of it knows them before it reads its
// store.
base::Outcome<std::shared_ptr<const definitions::Definitions>> open_definitions(const DataFolder& folder);

}  // namespace linkki::cli
