// To whom a resource belongs and who is let in: decided for everything that one request writes together.
//
// Author and custodian: the organisation that the token acts for. Case: what a resource points to (basedOn,
// partOf, focus, about, the case extension, a document's context) hands its case on, if the caller sees it;
// what a governed referral points to and the same request wrote joins the referral's case. Governed: what the
// workflow governs, and a Task whose focus is such a request. A Binary goes with the resource of its
// securityContext, a Provenance with its targets. Who is let in: disclosure.h.
// Design: referral.md §1, §4
#pragma once

#include <map>
#include <string>
#include <vector>

#include "interactions/call.h"
#include "repository/draft.h"

namespace linkki::interactions {

// One resource of the request, as it is about to be stored.
struct Pending {
  repository::Target target;
  const json::Value* resource = nullptr;
  std::optional<repository::Header> before;  // of the version that it replaces
  repository::draft::Ownership ownership;    // filled in by decide_ownership
};

// Fills in every `ownership`.
void decide_ownership(const Call& call, const repository::Snapshot& snapshot, const repository::Sight& sight,
                      std::vector<Pending>& pending);

}  // namespace linkki::interactions
