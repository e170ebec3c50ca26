#include "repository/migration.h"

#include <algorithm>

#include "repository/grants.h"
#include "repository/messages.h"
#include "repository/meta.h"
#include "repository/upkeep.h"

namespace linkki::repository {

const std::vector<Migration>& migrations() {
  static const std::vector<Migration> all = {
      {1, grants::add_references},  // what a Task opened stays as it was until the Task moves
  };
  return all;
}

base::Outcome<void> migrate(storage::Engine& engine, const std::vector<Migration>& steps, std::uint32_t to) {
  for (bool there = false; !there;) {
    TRY_VOID(in_transaction(engine, [&](storage::WriteTransaction& write) -> base::Outcome<void> {
      const auto at = static_cast<std::uint32_t>(meta::number(write, "format"));
      there = at == to;
      if (there) return base::done();
      const auto step =
          std::find_if(steps.begin(), steps.end(), [&](const Migration& one) { return one.from == at; });
      if (at > to || step == steps.end()) {
        return base::refuse(base::Refusal::unavailable,
                            base::error(base::IssueType::exception, base::message::store_foreign,
                                        {std::to_string(at), std::to_string(to)}));
      }
      TRY_VOID(step->step(write));
      return meta::set_number(write, "format", at + 1);
    }));
  }
  return base::done();
}

}  // namespace linkki::repository
