// What a search may reach beyond its own type: chains, `_has` and includes lead only to types that the caller
// may search, just as if each were asked for by itself.
#pragma once

#include "interactions/call.h"
#include "repository/find.h"
#include "search/query.h"

namespace linkki::interactions {

// Leaves out what untyped chains would lead to but the caller may not search.
// Errors: those of access::permit, where nothing is left of a chain
base::Outcome<void> permit_chains(const Call& call, std::vector<search::Clause>& clauses);
// Takes away what was included of types that the caller may not search.
void drop_unpermitted(const Call& call, const repository::Snapshot& snapshot,
                      std::vector<repository::Match>& includes);

}  // namespace linkki::interactions
