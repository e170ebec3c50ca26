// The moves of a Task that is a part of a referral's Task: a question, a request to cancel, a follow-up,
// work, something for the client.
#pragma once

#include "referral/judge.h"

namespace linkki::referral {

// The move of a child Task between two states; nullptr: a step on the way that ends nothing.
// Errors    as judge
base::Outcome<const ChildMove*> judge_child(const Workflow& workflow, const Child& child,
                                            const Standing& standing, const Change& change);

}  // namespace linkki::referral
