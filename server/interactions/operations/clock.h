// How far the sandbox's clock was moved, kept in the store, so that a restart does not set it back.
#pragma once

#include <chrono>

#include "storage/engine.h"

namespace linkki::interactions {

std::chrono::microseconds kept_ahead(const storage::Reads& reads);

}  // namespace linkki::interactions
