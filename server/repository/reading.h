// What snapshots of a store read with, made out of the store and the definitions in force.
#pragma once

#include <string>

#include "repository/adopted.h"
#include "repository/snapshot.h"

namespace linkki::repository {

// All but the extractor. Adds to the store's dictionary what it lacks; for a store that may only be read,
// give it a Forgetful (forgetful.h): what it lacks is then refused as not indexed.
base::Outcome<Reading> make_reading(storage::WriteTransaction& write, definitions::Registry& definitions,
                                    Adopted& adopted, const IndexSettings& settings);

}  // namespace linkki::repository
