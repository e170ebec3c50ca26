// A StructureDefinition → the tree of what it adds. A differential is laid over the tree of its base; where
// the base is not known or there is no differential, the snapshot is read instead.
#pragma once

#include "base/outcome.h"
#include "validation/profile.h"

namespace linkki::validation {

// `profile.document` is read already; `base`: the profile that it derives from, nullptr: one of R4's types.
// Links are left open. Errors: unprocessable (no type of ours; a constraint that does not compile is passed
// over).
base::Outcome<void> read_profile(Profile& profile, const Profile* base, bool by_snapshot,
                                 const definitions::Definitions& definitions);

}  // namespace linkki::validation
