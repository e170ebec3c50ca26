// Two Patients of one custodian that turn out to be one person: `Patient.link` of type replaced-by, and their
// cases follow in the same commit.
//
// What follows  every resource of a case that names the replaced Patient names the other one from then on, in
// a
//               new version; grants and clocks are worked out anew from that. What is of no case stays as it is,
//               and so does everything when the link is taken away again.
// Errors        unprocessable, at the link: the other one is not here for the caller, of another custodian,
//               replaced itself, or shows a person who is hidden for their safety; too costly: more than
//               merged_max resources
// Races         what is stored of a case meanwhile under the replaced Patient keeps that name
// Design        referral.md §1, a Patient is a record of a custodian
#pragma once

#include "interactions/case_view.h"

namespace linkki::interactions {

inline constexpr std::size_t merged_max = 2'000;

base::Outcome<void> follow_merge(CaseView& view);

}  // namespace linkki::interactions
