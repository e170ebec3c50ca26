// X-Provenance: whence a change comes, told in a header and stored with the change, or not at all.
// https://hl7.org/fhir/R4/provenance.html#header
#pragma once

#include "fhir/reference.h"
#include "interactions/write_set.h"

namespace linkki::interactions {

// Puts the Provenance of the call's header into the set, its target being every version that the set writes;
// a set that writes nothing stores none. To be called once all steps are in. References that `rewrites` names
// (fullUrls of a transaction) become what they stand for.
// Errors: bad_request (no JSON, no Provenance, a target of its own); forbidden; unprocessable
base::Outcome<void> add_provenance(const Call& call, WriteSet& set, const fhir::Rewrites& rewrites);

}  // namespace linkki::interactions
