// The store of a data folder, by default for reading beside a server that may be running.
//
// Errors    unavailable: no store there, one of another program or format, or (to write) one that is in use
#pragma once

#include <memory>

#include "base/outcome.h"
#include "cli/data_folder.h"
#include "storage/lmdb/engine.h"

namespace linkki::cli {

base::Outcome<std::unique_ptr<storage::Engine>> open_store(
    const DataFolder& folder, storage::lmdb::Mode mode = storage::lmdb::Mode::read_only);

}  // namespace linkki::cli
