// What every engine refuses to store, said in the same words by all.
//
// Errors    unprocessable: a key not of 1–511 bytes, a duplicate not of its table's size, a value too large
#pragma once

#include <string_view>

#include "base/outcome.h"
#include "storage/engine.h"

namespace linkki::storage {

base::Outcome<void> check_entry(const TableSpec& table, std::string_view key, std::string_view value);

// The failures of the world, without the detail that callers must not see.
base::Failure storage_full();
base::Failure unavailable();

}  // namespace linkki::storage
