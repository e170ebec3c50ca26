// Whom a RelatedPerson acts for at a moment, by the law's time zone.
//
// Not one that is deleted, not active, or out of its period. On the 18th birthday at 00:00 a guardian's
// access ends without any change of the store: for a grown-up acts only whose period began on that day or
// later. Where the birth date tells a year or month alone, a guardian's access ends with its first day's, a
// grown-up's proxy begins with its last; who has none told counts as a minor.
// Standard  Europe/Helsinki; a birthday on 29 February falls on the 28th in other years
#pragma once

#include <vector>

#include "base/clock.h"
#include "repository/tables.h"

namespace linkki::repository {

struct Represented {
  Number patient = 0;
  bool minor = false;  // seen as far as the minor lets the guardians (access/guardian.h)
};

// Empty: nobody.
std::vector<Represented> represented(const storage::Reads& reads, Number related_person, base::Instant now);

}  // namespace linkki::repository
