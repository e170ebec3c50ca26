// Follow-ups: Tasks of their own that a referral Task leaves behind when it is completed.
//
// One for the day that the completing caller named; without a day and without a reason why there is none (a
// client of another guide), one for each time that the workflow names. Owner: whose the Task was. When a Task
// is opened again its open follow-ups are cancelled: its next end makes its own.
// Design   referral.md §3, rows 16, 22b, 23
#pragma once

#include "interactions/circumstances.h"

namespace linkki::interactions {

// `after`: the Task as the step leaves it.
void follow_up(const Call& call, const referral::Transition& step, CaseView& view, const TaskCase& one,
               const json::Value& after);

}  // namespace linkki::interactions
