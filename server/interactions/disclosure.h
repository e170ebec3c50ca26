// Whom a case lets see what: the grants that one request makes, from its Tasks, Consents and requests as they
// will stand.
//
// A Task's grants are made anew when it, its ServiceRequest, its parent or a Consent of the case changes;
// what rested on a Consent that changes ends first, whichever Task gave it.
//
//   Task of a referral              who              sees
//   draft, entered-in-error         –                –
//   requested, without owner        its pool         the Task alone
//   open, with an owner             the owner        request, work, feedback, the Patient; the assessment with
//                                                    its scope. Of a part (a referral based on another, or a
//                                                    Task that is part of one): its own request, Task, Patient
//   completed                       the owner        the same until the follow-up ends
//   failed                          the owner        the Task alone, as long as it can be opened again
//   rejected, cancelled             –                –
//   sent, whatever came of it       the requester    feedback, with its scope
//   child of a referral's Task      owner and sender the Task alone, as far as they take part in the referral;
//                                                    once it has ended the sender alone
//
// A hidden person is shown to named people alone: to whom a Task names until they accept it, the request and
// the Patient without contact data; from then on as above. A label that arrives or goes has every Task of the
// person looked at again, in its own commit.
//
// What one's own organisation wrote it always sees. Who stands behind an owner: the organisation of an
// Organization, HealthcareService or PractitionerRole where it is covered, else the Practitioner where only
// they are; of a CareTeam its organisation and its members. A Patient is shown only by those who see them, or
// whose register they are in.
// Limits    follow_up_max after the Task ended; holders_max of a CareTeam
// Design    referral.md §4
#pragma once

#include "interactions/case_view.h"
#include "repository/grants.h"

namespace linkki::interactions {

std::vector<repository::GivenGrants> disclose(CaseView& view);
// The ServiceRequests that a Consent is asked for: those that point to it, and the root of its case.
std::vector<repository::Target> requests_of(CaseView& view, const Seen& consent);

}  // namespace linkki::interactions
