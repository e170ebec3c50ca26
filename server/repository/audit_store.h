// The audit trail in the store: entries in blocks, the Merkle tree over them, rows to find them by.
//
// audit_block  first sequence(8) → block (audit/block.h); the last one grows until it is full
// audit_tile   level(1) index(8) → hashes (audit/tree.h)
// audit_head   tree size(8) → signed head (audit/head.h)
// audit_by     kind(1) value → sequence(8): patient(8), agent(16, keyed hash of the reference), entity(8),
// day(4) meta         "audit/size" → entries; "audit/folded" → the last position of the read log that is in
// here The sequence of an entry is its leaf number: 0, 1, 2 … Only the writer gives them out.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "audit/entry.h"
#include "audit/tree.h"
#include "repository/facets.h"

namespace linkki::repository {

class AuditStore {
 public:
  explicit AuditStore(const FacetHash& hash) : hash_(hash) {}

  // In the commit that the entries tell of, or that folds the log. Canonical bytes as audit::encode makes
  // them.
  base::Outcome<void> append(storage::WriteTransaction& write, const std::vector<std::string>& entries) const;

  static std::uint64_t size(const storage::Reads& reads);
  static base::Outcome<audit::Entry> get(const storage::Reads& reads, std::uint64_t sequence);
  // Every entry from `from` on, until visit says false. Errors: audit_damaged
  static base::Outcome<void> each(const storage::Reads& reads, std::uint64_t from,
                                  const std::function<bool(std::uint64_t, std::string_view)>& visit);

  // Sorted sequences.
  std::vector<std::uint64_t> by_patient(const storage::Reads& reads, Number patient) const;
  std::vector<std::uint64_t> by_agent(const storage::Reads& reads, std::string_view reference) const;
  std::vector<std::uint64_t> by_entity(const storage::Reads& reads, Number number) const;
  // Of the days [from, to), days since 1970-01-01 UTC.
  std::vector<std::uint64_t> by_days(const storage::Reads& reads, std::int32_t from, std::int32_t to) const;

 private:
  base::Outcome<void> put_rows(storage::WriteTransaction& write, std::uint64_t sequence,
                               const audit::Entry& entry) const;

  const FacetHash& hash_;
};

// The tiles of the tree in a store, for proofs and roots.
class AuditTiles : public audit::TileReads {
 public:
  explicit AuditTiles(const storage::Reads& reads) : reads_(reads) {}
  std::optional<std::string> get(const audit::TileId& tile) const override;

 private:
  const storage::Reads& reads_;
};

}  // namespace linkki::repository
