// The pool that a Task without an owner is offered to: performerType and area name it, not a list of people.
//
// Members are the organisations of the active PractitionerRoles that have a code of performerType and a
// location in the area: the roles of the directory at the moment the Task is written. Without an area there
// is no pool.
// Limits    pool_members_max organisations of pool_roles_max roles
#pragma once

#include <vector>

#include "base/json/value.h"
#include "repository/grants.h"
#include "repository/snapshot.h"

namespace linkki::interactions {

inline constexpr std::size_t pool_members_max = 200;
inline constexpr std::size_t pool_roles_max = 2'000;

// Of a Task that is `requested` and waits to be claimed; empty: of every other.
std::vector<repository::Target> pool_members(const repository::Snapshot& snapshot, const json::Value& task);

}  // namespace linkki::interactions
