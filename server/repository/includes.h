// What a page of matches brings along: _include, _revinclude, and :iterate for what they bring in turn.
#pragma once

#include "repository/find.h"

namespace linkki::repository {

// Adds to found.includes what the caller may see of it.
// Errors: too-costly (more than includes_max), search_indexing (a reference whose index is being built)
base::Outcome<void> add_includes(const Snapshot& snapshot, const std::vector<search::Include>& includes,
                                 const Sight& sight, const find::Settings& settings, Found& found);

// The resource if it is live and the caller may see it.
std::optional<Match> visible(const Snapshot& snapshot, const Sight& sight, Number number);

}  // namespace linkki::repository
