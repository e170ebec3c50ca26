#include "repository/upkeep.h"

#include "base/messages.h"

namespace linkki::repository {
namespace {

constexpr int attempts_max = 100;

}  // namespace

base::Outcome<void> in_transaction(
    storage::Engine& engine, const std::function<base::Outcome<void>(storage::WriteTransaction&)>& work) {
  for (int attempt = 0; attempt < attempts_max; ++attempt) {
    TRY(auto write, engine.begin_write());
    TRY_VOID(work(*write));
    TRY(const auto committed, write->commit());
    if (committed == storage::Commit::done) return base::done();
  }
  return base::refuse(base::Refusal::unavailable,
                      base::error(base::IssueType::transient, base::message::unavailable));
}

}  // namespace linkki::repository
