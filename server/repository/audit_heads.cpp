#include "repository/audit_heads.h"

#include "base/bytes.h"
#include "repository/audit_store.h"

namespace linkki::repository::audit_heads {

base::Outcome<void> sign(storage::WriteTransaction& write, const crypto::SigningKey& key, base::Instant now) {
  const std::uint64_t size = AuditStore::size(write);
  if (size == 0) return base::done();
  std::string row;
  base::append_big_endian(row, size);
  if (write.get(id(Table::audit_head), row)) return base::done();
  TRY(const auto root, audit::root(AuditTiles(write), size));
  const auto time = std::chrono::floor<std::chrono::milliseconds>(now);
  return write.put(id(Table::audit_head), row, audit::encode(audit::sign_head(size, root, time, key)));
}

base::Outcome<std::optional<audit::TreeHead>> newest(const storage::Reads& reads) {
  const auto cursor = reads.cursor(id(Table::audit_head));
  if (!cursor->last()) return std::optional<audit::TreeHead>{};
  TRY(auto head, audit::decode_head(cursor->value()));
  return std::optional<audit::TreeHead>{std::move(head)};
}

}  // namespace linkki::repository::audit_heads
