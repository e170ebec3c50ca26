// What a write refers to must be here, as far as fhir.reference_integrity asks for the type that refers: off,
// warn, enforce. References to resources of this server are looked up; contained ones, those of other servers
// and canonicals are not. What the same request stores counts as here, what it deletes as gone; what the
// caller may not see is as absent as what is not there. What the version before said already is not judged
// again.
//
// warn      a warning beside the answer, with the reference's FHIRPath
// enforce   refused (422) with every fault; judged again in the commit (409). A resource that one of such a
// type refers
//           to is not deleted (409): the refusal names one that the caller may see, else it counts.
// Limits    limits::issues_max
#pragma once

#include <vector>

#include "fhir/json.h"
#include "interactions/call.h"

namespace linkki::interactions {

// One resource of the request.
struct Changed {
  repository::Target target;
  const fhir::Resource* resource = nullptr;  // nullptr: it is deleted
  repository::Number number = 0;             // 0: it is not there yet
  bool stored = false;                       // there is a version before, not deleted
  std::vector<base::Issue>* warnings = nullptr;
  std::string_view entry = {};  // of a bundle: where it stands, as FHIRPath
};

// The FHIRPath of a resource: its type, or its place in the bundle.
std::string place(std::string_view entry, std::string_view type);

using Predicate = std::function<base::Outcome<void>(const storage::Reads&)>;

// Errors: unprocessable. Adds to `predicates` what must hold in the commit.
base::Outcome<void> check_references(const Call& call, const repository::Snapshot& snapshot,
                                     const repository::Sight& sight, const std::vector<Changed>& changes,
                                     std::vector<Predicate>& predicates);

}  // namespace linkki::interactions
