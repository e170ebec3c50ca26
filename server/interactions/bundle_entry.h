// One entry of a posted batch or transaction as a call of its own.
// https://hl7.org/fhir/R4/bundle.html#bundle-unique, https://hl7.org/fhir/R4/http.html#transaction
#pragma once

#include "fhir/bundle.h"
#include "interactions/answer.h"

namespace linkki::interactions {

// The entry's request, routed and permitted, with the bundle's caller. The body of a patch is the content of
// its Binary; other resources stay in the entry.
// Errors: those of route and permit; bad_request (an interaction that is not for bundles, a patch without
// Binary); all with the entry's place
base::Outcome<Call> call_of(const Call& bundle, const fhir::RequestEntry& entry);

// A copy of the entry's resource, of the type that the request asks for.
base::Outcome<fhir::Resource> resource_of(const Call& call, const fhir::RequestEntry& entry);

// The same failure, told of the entry: Patient.name → Bundle.entry[3].resource.name.
base::Failure placed(base::Failure failure, const fhir::RequestEntry& entry);

bool is_write(const Call& call);
// Pre: a call_of that is no write.
base::Outcome<Answer> run_read(const Call& call, const repository::Snapshot& snapshot,
                               const repository::Sight& sight);

// "201 Created"
std::string print_status(int status);
// One entry of the response. What a write has stored is shown where the caller asks for it.
void print_entry(const Call& bundle, const Call* entry, base::Outcome<Answer> answer,
                 fhir::BundleWriter& writer);

}  // namespace linkki::interactions
