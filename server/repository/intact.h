// Stored bytes that are not as they were written are the disk's fault, not ours: they end a request, not the
// process.
#pragma once

#include "storage/engine.h"

namespace linkki::repository {

inline void require_intact(bool intact, const char* otherwise) {
  if (!intact) throw storage::Damaged(otherwise);
}

}  // namespace linkki::repository
