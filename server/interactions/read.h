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

// What is stored now under the route's type and id, and why this caller may see it.
struct Stored {
  repository::Number number = 0;
  repository::Row row;
  access::Sight sight;
};
// 404 and 410 as read.
base::Outcome<Stored> find_current(const Call& call, const repository::Snapshot& snapshot,
                                   const repository::Sight& sight);
// Whoever is shown what was found, or learns of its content, leaves an entry in the trail first.
base::Outcome<void> note_shown(const Call& call, const repository::Snapshot& snapshot, const Stored& found);

base::Failure not_found(const Route& route);
base::Failure deleted(const Route& route, std::uint32_t version);

}  // namespace linkki::interactions
