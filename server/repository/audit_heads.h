// Signed heads of the audit tree in the store: audit_head, tree size(8) → row of audit/head.h.
#pragma once

#include <optional>

#include "audit/head.h"
#include "repository/tables.h"

namespace linkki::repository::audit_heads {

// Signs the tree as it stands in this transaction, unless its newest head is of this size.
base::Outcome<void> sign(storage::WriteTransaction& write, const crypto::SigningKey& key, base::Instant now);
// nullopt: none yet.
base::Outcome<std::optional<audit::TreeHead>> newest(const storage::Reads& reads);

}  // namespace linkki::repository::audit_heads
