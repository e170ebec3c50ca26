// The course of a referral: what one request writes, judged by the workflow and completed by what follows.
//
// Whatever path a change takes (create, PUT, PATCH, transaction, batch, operation), it is a put of a WriteSet
// when it comes here. Judged are Tasks with code `fulfill` whose focus is a referral, and the children of
// such Tasks of a kind that the workflow names; all else is plain FHIR. What follows is in the same commit:
// the Task's own derived elements, the status of the ServiceRequest, the parent of a child, children that
// end.
//
// Roles     importer: any state of a new Task, with a Provenance of its source. tester (sandbox): every role
//           and relation; the data must be there all the same.
// Basis     what the step's receiver is covered by: basis.h. A Consent that is withdrawn: withdrawal.h; a
//           label that hides the client: hiding.h
// Requests  a governed ServiceRequest keeps subject and code once it is active; its status is its
//           requester's, beside what the Tasks make of it. A Task that was stored before its request is
//           governed from the commit on that stores the request, and judged as one that begins.
// Races     the state that was judged is a guard of the commit: who loses is told 412 with If-Match, else
//           409, and who won is not named. Children that must not be open, too. The request, the service and the
//           Patient looked at are in the read set: when they change, the step is judged again.
// Errors    referral/judge.h's, placed in the bundle's entry; conflict, precondition_failed
// Design    referral.md §3
#pragma once

#include "interactions/case_view.h"

namespace linkki::interactions {

base::Outcome<void> follow_course(CaseView& view);

}  // namespace linkki::interactions
