// search: GET Type?… · POST Type/_search · GET [compartment]/id/Type?…
// https://hl7.org/fhir/R4/http.html#search
#pragma once

#include "interactions/answer.h"

namespace linkki::interactions {

// A searchset Bundle: matches, includes, total, self and next. Strict unless Prefer: handling=lenient.
base::Outcome<Answer> search(const Call& call, const repository::Snapshot& snapshot,
                             const repository::Sight& sight);

}  // namespace linkki::interactions
