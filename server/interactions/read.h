// read: GET Type/id · vread: GET Type/id/_history/vid
// https://hl7.org/fhir/R4/http.html#read, #vread, #cread
#pragma once

#include "interactions/answer.h"

namespace linkki::interactions {

// 200; 304 by If-None-Match or If-Modified-Since; 404 absent or not for this caller; 410 deleted.
base::Outcome<Answer> read(const Call& call, const repository::Snapshot& snapshot,
                           const repository::Sight& sight);
base::Outcome<Answer> vread(const Call& call, const repository::Snapshot& snapshot,
                            const repository::Sight& sight);

base::Failure not_found(const Route& route);
base::Failure deleted(const Route& route, std::uint32_t version);

}  // namespace linkki::interactions
