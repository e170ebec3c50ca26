// A resource that passed all checks → the Write that stores it. Runs on the request's thread, before the
// writer's lock.
#pragma once

#include "base/json/value.h"
#include "base/outcome.h"
#include "repository/prepared.h"
#include "repository/snapshot.h"

namespace linkki::repository::draft {

// To whom a resource belongs; decided by the interactions from the token and what the resource points to.
struct Ownership {
  const Header* kept = nullptr;  // of the version before: its author, custodian and case stay
  Target author;                 // the organisation that acts; none: the server itself
  Target custodian;              // none: the author
  Target acting;                 // the organisation that writes this version
  Target case_root;              // the root ServiceRequest; none: in no case
  Part part = Part::none;
  bool governed = false;
  bool adopted = false;          // a definition that shall lie over R4's own (adopted.h)
  std::vector<Target> patients;  // besides those that the resource itself names
};

// `resource` has its id; meta.versionId and meta.lastUpdated are dropped (the commit gives them).
// Errors: too-costly (more index values than a resource may have), storage_full (more definitions than
//         adopted_max)
base::Outcome<Write> put(const Snapshot& snapshot, json::Document& resource, ChangeKind kind,
                         std::uint32_t base_version, const Ownership& ownership);
// Keeps the ownership of the version that it ends.
Write remove(Number number, const Header& last);

// The resource as it will be read: with the members that the commit gave.
std::string json(const Snapshot& snapshot, const Write& write, std::uint32_t version, base::Instant time);

}  // namespace linkki::repository::draft
