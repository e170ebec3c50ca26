#include "repository/migration.h"

#include <algorithm>

#include "repository/meta.h"

namespace linkki::repository {

const std::vector<Migration>& migrations() {
  static const std::vector<Migration> none;  // format 1 is the first
  return none;
}

base::Outcome<void> migrate(storage::Engine& engine, const std::vector<Migration>& steps, std::uint32_t to) {
  for (;;) {
    TRY(auto write, engine.begin_write());
    const auto at = static_cast<std::uint32_t>(meta::number(*write, "format"));
    if (at == to) return base::done();
    const auto step =
        std::find_if(steps.begin(), steps.end(), [&](const Migration& one) { return one.from == at; });
    if (at > to || step == steps.end()) {
      return base::refuse(base::Refusal::unavailable,
                          base::error(base::IssueType::exception, base::message::store_foreign,
                                      {std::to_string(at), std::to_string(to)}));
    }
    TRY_VOID(step->step(*write));
    TRY_VOID(meta::set_number(*write, "format", at + 1));
    TRY(const auto committed, write->commit());
    ensure(committed == storage::Commit::done);
  }
}

}  // namespace linkki::repository
