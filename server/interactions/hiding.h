// A security label that arrives at a Patient while a referral is under way: what waits with others than a
// named person is cancelled in the same commit, for safety; its request stays active, to be sent to a person.
//
// What was opened by grants ends beside (disclosure.h), and is shown to nobody from the commit on. What is
// worked on already stays with whoever works on it.
// Races     the label wins: a Task that moved meanwhile is looked at again
// Design    referral.md §4, TURVAKIELTO
#pragma once

#include "interactions/consequence.h"

namespace linkki::interactions {

void follow_label(const Call& call, const Seen& patient, CaseView& view, Consequences& after);

}  // namespace linkki::interactions
