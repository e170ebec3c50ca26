// When the grants of a holder began or ended: whoever polls learns by it of what they gained or lost although
// it has not changed itself.
//
// Rows lie in grant_basis: holder(8) time µs(8) → the key of a grant that began or ended for the holder then.
// A row is a hint to look again, not a verdict: another grant may show the same. What ends or begins by time
// alone has its row from the start; it goes when the grant goes before. What an older program wrote has none.
// Design    referral.md §4
#pragma once

#include <optional>
#include <vector>

#include "access/grant.h"
#include "repository/tables.h"

namespace linkki::repository::sight_log {

struct Terms {
  base::Instant start, end;
  bool operator==(const Terms&) const = default;
};

// `key`: of the grant's row; `now`: of the commit.
base::Outcome<void> begin(storage::WriteTransaction& write, std::string_view key, const Terms& terms,
                          base::Instant now);
base::Outcome<void> end(storage::WriteTransaction& write, std::string_view key, const Terms& terms,
                        base::Instant now);

struct Moved {
  base::Instant time;
  Number target = 0;
  access::Part part = access::Part::none;
};
// From `from` to `to`, both included, oldest first; nullopt: more than `most`.
std::optional<std::vector<Moved>> between(const storage::Reads& reads, Number holder, base::Instant from,
                                          base::Instant to, std::size_t most);

}  // namespace linkki::repository::sight_log
