// What the caller is to a Task: the relations that the workflow asks for.
//
// A system stands for everyone of its organisation: it owns what one of its people owns. An organisation
// coordinates for its parts, too. Who wrote a Task that names no requester is its requester.
#pragma once

#include "access/principal.h"
#include "interactions/case_view.h"
#include "referral/judge.h"

namespace linkki::interactions {

// Of a Task that is stored or, where it is not, as it shall be.
referral::Standing standing_of(const access::Principal& caller, const Seen& task, CaseView& view);
// Whether the one named is a person, role or unit of those whom the Task waits for.
bool belongs_to_addressed(const json::Value& task, std::string_view owner, const access::Principal& caller,
                          CaseView& view);

}  // namespace linkki::interactions
