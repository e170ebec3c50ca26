// Numbers as they are asked for → where the two ends of a value must lie. A value that is a point has both
// ends there.
//
// Standard  https://hl7.org/fhir/R4/search.html#prefix
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "fhirpath/decimal.h"
#include "repository/parts.h"
#include "search/query.h"

namespace linkki::repository {

struct Ends {
  Bounds low, high;

  Bounds point() const { return meet(low, high); }
};

// Of decimal keys, any of them; the digits imply how exactly they are meant: 5.4 is [5.35, 5.45). `factor`
// turns them into another unit. nullopt: more digits than can be reckoned with.
std::optional<std::vector<Ends>> decimal_ends(search::Prefix prefix, std::string_view digits,
                                              const fhirpath::Decimal& factor = fhirpath::Decimal(1));

}  // namespace linkki::repository
