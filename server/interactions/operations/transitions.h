// Task/[id]/$transitions: what this caller may do with the Task now, so that a client makes its form from it.
#pragma once

#include "interactions/case_view.h"
#include "interactions/operations/operation.h"

namespace linkki::interactions {

base::Outcome<Answer> list_transitions(const Call& call, const Arguments& arguments,
                                       const repository::Snapshot& snapshot, const repository::Sight& sight);
// The status before the present one began, of "Task/1"; as it is where that is not known.
std::string status_before(const Call& call, CaseView& view, std::string_view task);

}  // namespace linkki::interactions
