// A hidden person's Patient for who has no right to contact data: shown without them, and not changed by who
// does not see the whole, nor by who sees them by $break-glass.
// Design    referral.md §4, TURVAKIELTO
#pragma once

#include "interactions/call.h"

namespace linkki::interactions {

// The JSON of a row as far as the sight of it goes; pre: not deleted.
std::string as_shown(const repository::Snapshot& snapshot, const repository::Row& row,
                     const access::Sight& sight);

// Whoever sees a part may not change the resource: neither what is written nor what a refusal tells may be a
// way to learn the rest. To be asked before anything is held against what is stored.
// Errors    forbidden
base::Outcome<void> check_whole(const Call& call, const access::Sight& sight);

}  // namespace linkki::interactions
