// Applies one prepared write inside a transaction: checks what it depends on, gives out numbers, writes every
// row.
#pragma once

#include <optional>

#include "repository/prepared.h"

namespace linkki::repository {

// What became of it: nullopt = something it was prepared from has changed since; prepare it again.
// Errors: those of the predicates, storage_full, unavailable. The caller runs it in a nested transaction.
base::Outcome<std::optional<Committed>> apply(storage::WriteTransaction& write, const Prepared& prepared,
                                              base::Instant time, std::vector<audit::Entry>& audit);

}  // namespace linkki::repository
