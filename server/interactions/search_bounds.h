// How much one search may cost: the settings of the section `search`, and whether somebody still waits for
// it.
#pragma once

#include "interactions/call.h"
#include "repository/find.h"

namespace linkki::interactions {

repository::find::Settings search_settings(const Call& call);

}  // namespace linkki::interactions
