// Whether the audit trail is what was written: every entry can be read, none is missing, and together they
// make the Merkle tree that the store holds and that its signed heads tell of.
//
// Cost      about 2 µs an entry, one block in memory
// Errors    audit_damaged, naming the first entry that does not fit
#pragma once

#include <cstdint>

#include "audit/tree.h"
#include "base/outcome.h"
#include "storage/engine.h"

namespace linkki::repository {

struct Trail {
  std::uint64_t entries = 0;
  std::uint64_t heads = 0;  // stored signed heads whose size and root fit
  audit::Hash root{};
};

base::Outcome<Trail> check_trail(const storage::Reads& reads);

}  // namespace linkki::repository
