// What a caller gained or lost the sight of since a moment although it has not changed: for the histories
// that pollers ask for with _since.
//
// Gained: it is seen now, and its last change lies before. Lost: it is not seen now and was seen before; of
// it its id alone is told. Each once, newest first. A grant that changed while another shows the same is told
// as gained: look again. What begins or ends without a grant (a guardian's age, $break-glass for all but the
// Patient) is not told.
// Errors    gone: more than changes_max; read all of it anew
// Limits    changes_max, members_max of one case
// Design    referral.md §4; decision 0041
#pragma once

#include <vector>

#include "interactions/call.h"

namespace linkki::interactions {

struct SightChange {
  repository::Number number = 0;
  repository::Row row;  // the current one
  base::Instant time;   // when it was gained or lost
  access::Sight sight;  // none: lost
};

// Of the route's type; of every type where it names none.
base::Outcome<std::vector<SightChange>> sight_changes(const Call& call, const repository::Snapshot& snapshot,
                                                      const repository::Sight& sight, base::Instant since);

}  // namespace linkki::interactions
