// To whom a resource belongs and who is let in: decided for everything that one request writes together.
//
// Author and custodian: the organisation that the token acts for. Case: what a resource points to (basedOn,
// partOf, focus, about, the case extension, a document's context) hands its case on; what a governed referral
// points to and the same request wrote joins the referral's case. Governed: see is_referral. Grants: the
// organisation or person that a Task of a case names as owner sees the case and the Patient, as long as it is
// named; a CareTeam's managing organisation and members; a pool (pool.h) sees the Task and nothing behind it.
// A Binary goes with the resource of its securityContext, a Provenance with its targets.
// Design: referral.md §1, §4 (coarse: consent scopes and parts are not judged here)
#pragma once

#include <map>
#include <string>
#include <vector>

#include "access/principal.h"
#include "repository/draft.h"

namespace linkki::interactions {

// One resource of the request, as it is about to be stored.
struct Pending {
  repository::Target target;
  const json::Value* resource = nullptr;
  std::optional<repository::Header> before;  // of the version that it replaces
  repository::draft::Ownership ownership;    // filled in by decide_ownership
};

// A referral obeys the workflow: our profile, SDOHCC's or BSeR's, or a category of ours or Gravity's.
bool is_referral(const json::Value& service_request);

// Fills in every `ownership`, and says which grants the Tasks among them give.
std::vector<repository::BasisGrants> decide_ownership(const repository::Snapshot& snapshot,
                                                      const access::Principal& principal,
                                                      std::vector<Pending>& pending);

}  // namespace linkki::interactions
