// delete: DELETE Type/id · conditional delete: DELETE Type?criteria
// https://hl7.org/fhir/R4/http.html#delete, #3.1.0.7.1
#pragma once

#include "interactions/write_set.h"

namespace linkki::interactions {

// Hidden, absent and deleted look alike: 204. A governed referral is not deleted (409). Several matches: 412.
base::Outcome<std::size_t> erase(const Call& call, WriteSet& set);

}  // namespace linkki::interactions
