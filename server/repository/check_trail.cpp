#include "repository/check_trail.h"

#include <fmt/format.h>

#include <optional>
#include <vector>

#include "audit/entry.h"
#include "audit/head.h"
#include "repository/audit_store.h"
#include "repository/tables.h"

namespace linkki::repository {
namespace {

base::Outcome<std::vector<audit::TreeHead>> read_heads(const storage::Reads& reads) {
  std::vector<audit::TreeHead> heads;
  const auto cursor = reads.cursor(id(Table::audit_head));
  for (bool at = cursor->first(); at; at = cursor->next()) {
    TRY(auto head, audit::decode_head(cursor->value()));
    heads.push_back(std::move(head));
  }
  return heads;
}

class Check {
 public:
  Check(const storage::Reads& reads, std::vector<audit::TreeHead> heads)
      : reads_(reads), tiles_(reads), tree_(tiles_), heads_(std::move(heads)) {}

  base::Outcome<Trail> run() {
    TRY_VOID(walk());
    if (fault_) return audit::damaged(*fault_);
    const std::uint64_t size = AuditStore::size(reads_);
    if (tree_.size() != size) {
      return audit::damaged(fmt::format("entry {} is missing, the store counts {}", tree_.size(), size));
    }
    TRY(const auto stored, audit::root(tiles_, size));
    if (stored != tree_.root()) return audit::damaged("the root of the stored tree is another one");
    if (heads_.size() > fitting_) {
      return audit::damaged(
          fmt::format("a signed head tells of {} entries, there are {}", heads_[fitting_].size, size));
    }
    return Trail{size, fitting_, stored};
  }

 private:
  // Whatever stops the walk is the fault of the first entry that was not reached.
  base::Outcome<void> walk() {
    const auto unreadable = [this] {
      return audit::damaged(fmt::format("entry {} cannot be read", tree_.size()));
    };
    try {
      const auto walked = AuditStore::each(reads_, 0, [this](std::uint64_t sequence, std::string_view bytes) {
        return take(sequence, bytes);
      });
      if (!walked.ok()) return unreadable();
      return base::done();
    } catch (const storage::Damaged&) {
      return unreadable();
    }
  }

  bool take(std::uint64_t sequence, std::string_view bytes) {
    if (sequence != tree_.size()) {
      fault_ = fmt::format("entry {} is missing", tree_.size());
    } else if (!audit::decode(bytes).ok()) {
      fault_ = fmt::format("entry {} cannot be read", sequence);
    } else if (!tree_.add(audit::leaf_hash(bytes))) {
      fault_ = fmt::format("entry {} does not fit the tree", sequence);
    } else if (fitting_ < heads_.size() && heads_[fitting_].size == tree_.size()) {
      if (heads_[fitting_].root == tree_.root()) {
        ++fitting_;
      } else {
        fault_ = fmt::format("entry {} or one before it does not fit the head signed then", sequence);
      }
    }
    return !fault_;
  }

  const storage::Reads& reads_;
  const AuditTiles tiles_;
  audit::TreeCheck tree_;
  const std::vector<audit::TreeHead> heads_;  // by size
  std::size_t fitting_ = 0;                   // so many of them
  std::optional<std::string> fault_;
};

}  // namespace

base::Outcome<Trail> check_trail(const storage::Reads& reads) {
  TRY(auto heads, read_heads(reads));
  return Check(reads, std::move(heads)).run();
}

}  // namespace linkki::repository
