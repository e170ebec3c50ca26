// One transaction outside the write queue: what a program does to its store before it serves.
#pragma once

#include <functional>

#include "storage/engine.h"

namespace linkki::repository {

// Commits what `work` writes; after a conflict everything is done again, so work begins from nothing each
// time.
// Errors  those of work and of the engine; unavailable when conflicts do not end
base::Outcome<void> in_transaction(
    storage::Engine& engine, const std::function<base::Outcome<void>(storage::WriteTransaction&)>& work);

}  // namespace linkki::repository
