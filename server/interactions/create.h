// create: POST Type · conditional create: If-None-Exist
// https://hl7.org/fhir/R4/http.html#create, #ccreate
#pragma once

#include "interactions/write_set.h"

namespace linkki::interactions {

// A resource of the body becomes version 1 under an id of ours; an id in it is passed over. With
// If-None-Exist: no match → created; one → kept as it is (200); several → 412.
base::Outcome<std::size_t> create(const Call& call, WriteSet& set);
// As create, of a resource that is read already; `id` empty: a new one.
base::Outcome<std::size_t> create(const Call& call, WriteSet& set, fhir::Resource resource, std::string id);

// As create, of a new resource; a referral that was submitted before under its placer identifier is not
// stored twice (submission.h).
base::Outcome<std::size_t> submit(const Call& call, WriteSet& set, fhir::Resource resource);

}  // namespace linkki::interactions
