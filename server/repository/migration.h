// Brings a store of an older format up, one step a format, each in a transaction of its own.
#pragma once

#include <functional>
#include <vector>

#include "repository/tables.h"

namespace linkki::repository {

struct Migration {
  std::uint32_t from = 0;  // the format it starts at; it ends at the next
  std::function<base::Outcome<void>(storage::WriteTransaction&)> step;
};

// The steps to this program's format.
const std::vector<Migration>& migrations();

// Errors: unavailable with store_foreign, when the store is newer than `to` or no step leads on; what was
// done stays.
base::Outcome<void> migrate(storage::Engine& engine, const std::vector<Migration>& steps, std::uint32_t to);

}  // namespace linkki::repository
