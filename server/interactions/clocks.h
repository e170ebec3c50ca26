// The clocks of referrals and services: set in the commit that changes what they go by, and what happens when
// they ring.
//
// A timer is named "Task/1#answer-by". It is set when a resource comes into a status that a clock runs in or
// the moment that it goes by changes, and ended when the resource leaves; whatever path the change takes.
// When it rings, one commit takes the timer and does what the clock does: a step of the workflow, taken by
// the server, and a message to those whom it tells. So it happens once, also across restarts; what cannot be
// done any more is not done.
//
// outbox   {"clock":"no-contact","resource":"Task/1","due":"…","tells":["Practitioner/7", …]}
// Design   referral.md §3
#pragma once

#include "interactions/case_view.h"

namespace linkki::interactions {

// Timers of what the view's set writes.
void set_clocks(CaseView& view);

// Puts into the set what the timer is for.
// Errors   unprocessable: the step cannot be taken
base::Outcome<void> ring_clock(WriteSet& set, const repository::due::Timer& timer);

}  // namespace linkki::interactions
