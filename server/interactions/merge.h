// Two Patients of one custodian that turn out to be one person: `Patient.link` of type replaced-by, and their
// cases follow in the same commit.
//
// Every resource of a case that names the replaced Patient names the other one from then on, in a new
// version; grants and clocks are worked out anew from that. Provenances and what is of no case stay as they
// are, and so does everything when the link is taken away again. Only the custodian of the two may do it.
// Errors    forbidden: another organisation; unprocessable, at the link: the other one is not here for the
//           caller, of another custodian, replaced itself, shows a person who is hidden for their safety, or
//           would show one to more than a named person; too costly: more than merged_max resources
// Races     what is stored of a case meanwhile under the replaced Patient keeps that name
// Design    referral.md §1, a Patient is a record of a custodian
#pragma once

#include "interactions/case_view.h"

namespace linkki::interactions {

inline constexpr std::size_t merged_max = 2'000;

base::Outcome<void> follow_merge(CaseView& view);

}  // namespace linkki::interactions
