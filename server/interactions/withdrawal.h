// A Consent that is withdrawn, or narrowed so that a receiver is covered no more: the open Tasks that were
// sent under it are cancelled (consent-withdrawn) with their children, and their requests revoked, in one
// commit.
//
// A draft stays: nothing of it was shared, and sending it is refused. A Task that was not covered before
// stays, too. Whoever may change the Consent may withdraw it, for the client or as the client: at once,
// nothing else is asked. Races     a Task that is sent or moved meanwhile wins or loses as a whole: the
// withdrawal is told 409 Design    referral.md §3, row 21
#pragma once

#include "interactions/consequence.h"

namespace linkki::interactions {

void follow_withdrawal(const Call& call, const Seen& consent, CaseView& view, Consequences& after);

}  // namespace linkki::interactions
