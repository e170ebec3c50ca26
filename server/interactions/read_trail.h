// Where reads leave their audit entries: an entry must be safe before the answer goes out.
//
// Threads   any
// Errors    unavailable: the entry could not be written, so the read must not be answered
#pragma once

#include <vector>

#include "audit/entry.h"
#include "base/outcome.h"

namespace linkki::interactions {

class ReadTrail {
 public:
  virtual ~ReadTrail() = default;
  virtual base::Outcome<void> append(const std::vector<audit::Entry>& entries) = 0;
};

}  // namespace linkki::interactions
