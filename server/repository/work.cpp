#include "repository/work.h"

#include <string>

#include "repository/messages.h"

namespace linkki::repository {

base::Outcome<void> Work::outcome() const {
  using base::Refusal;
  const auto costly = [](const base::Message& message, std::uint64_t most) {
    return base::refuse(Refusal::unprocessable,
                        base::error(base::IssueType::too_costly, message, {std::to_string(most)}));
  };
  switch (ended_) {
    case End::none: return base::done();
    case End::costly: return costly(base::message::search_rows, rows_max_);
    case End::wide: return costly(base::message::search_chain_width, width_);
    case End::stopped:
      return base::refuse(Refusal::unavailable,
                          base::error(base::IssueType::too_costly, base::message::search_stopped));
  }
  ensure(!"an end");
}

}  // namespace linkki::repository
