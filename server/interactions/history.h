// history: GET [Type[/id]/]_history, newest first
// https://hl7.org/fhir/R4/http.html#history
#pragma once

#include "interactions/answer.h"

namespace linkki::interactions {

// A Bundle of type history: of one resource with its total (unless more than limits::history_total_max
// versions would have to be counted), of a type or of everything. `_since` (an instant), `_at` (what was
// current at some time of that period), `_count` (0: the total alone), paging by sealed links, which are good
// for the caller and the history that they were made for. What the caller may not see now, or might not have
// seen then, is left out. An instance that is hidden or absent: 404. With `_since` the first page begins with
// what the caller gained or lost the sight of since then (sight_changes.h), besides what `_count` counts. An
// auditor gets the entries without the resources (inspection).
// Limits    limits::history_changes_max changes looked at for one page; a page may be short or even empty and
//           still have a next one
base::Outcome<Answer> history(const Call& call, const repository::Snapshot& snapshot,
                              const repository::Sight& sight);

}  // namespace linkki::interactions
