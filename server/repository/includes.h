// What a page of matches brings along: _include, _revinclude, and :iterate for what they bring in turn.
#pragma once

#include "repository/find.h"

namespace linkki::repository {

class Moment;
class Work;

// Adds to found.includes what the caller may see of it.
// Errors: too-costly (more than includes_max, or those of Work), search_indexing (a reference whose index is
// being built) As of the moment, as far as it knows what has changed since.
base::Outcome<void> add_includes(const Moment& moment, const std::vector<search::Include>& includes,
                                 const find::Settings& settings, Work& work, Found& found);

// The resource if it is live and the caller may see it.
std::optional<Match> visible(const Snapshot& snapshot, const Sight& sight, Number number);

}  // namespace linkki::repository
