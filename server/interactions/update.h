// update: PUT Type/id · update-as-create · conditional update: PUT Type?criteria
// https://hl7.org/fhir/R4/http.html#update, #upsert, #cond-update
#pragma once

#include "interactions/write_set.h"

namespace linkki::interactions {

// An update that changes nothing makes no version. A deleted resource is revived (201). To a hidden or absent
// id of client data: 405 for both, which tells nobody what exists, except for those who may choose ids.
base::Outcome<std::size_t> update(const Call& call, WriteSet& set);
base::Outcome<std::size_t> update(const Call& call, WriteSet& set, fhir::Resource resource);

// The part that update and patch share: If-Match, labels kept, nothing changed?, validated, put.
base::Outcome<std::size_t> replace(const Call& call, WriteSet& set, fhir::Resource resource,
                                   repository::Number number, const repository::Row& row);
// Errors: precondition_failed; bad_request where a setting demands If-Match and there is none
base::Outcome<void> check_if_match(const Call& call, const repository::Header& header);

}  // namespace linkki::interactions
