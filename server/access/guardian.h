// What a minor lets the guardians see: the code that a ServiceRequest carries for its case, a Patient for
// what is in no case.
//
// Codes 1 and 2 of the national code system show, 3 and 4 withhold; what is none of them withholds. Where
// nothing is said, nothing is shown.
// Standard  1.2.246.537.5.40202.201901
// Design    referral.md §4, Minors
#pragma once

#include <cstdint>

#include "base/json/value.h"

namespace linkki::access {

enum class GuardianView : std::uint8_t { unsaid, shown, withheld };

// Of any other type than the two: unsaid.
GuardianView guardian_view(const json::Value& resource);

}  // namespace linkki::access
