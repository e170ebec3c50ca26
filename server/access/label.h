// Security labels that hide: a person who must not be found (TURVAKIELTO), and what is restricted or very
// restricted.
//
// What carries one is seen by those who wrote it, by the client, and by a person whom a grant names; neither
// by a proxy nor by an organisation or pool that a Task names. A hidden Patient hides what is about it.
// Standard  fi-base-security-label-cs; http://terminology.hl7.org/CodeSystem/v3-Confidentiality
#pragma once

#include "base/json/value.h"

namespace linkki::access {

// Whether meta.security of the resource has such a label.
bool hides(const json::Value& resource);

}  // namespace linkki::access
