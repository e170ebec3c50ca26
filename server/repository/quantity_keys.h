// A quantity as keys of the index: as it stands, and in the unit that all units of its kind are turned into,
// so that 5.4 g and 5400 mg meet. Exact: no binary fractions.
//
// kind      of UCUM units that can be turned into one another: what they measure; of others system and code
// Standard  https://hl7.org/fhir/R4/search.html#quantity, https://ucum.org/ucum
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fhirpath/decimal.h"
#include "repository/facets.h"
#include "search/index.h"

namespace linkki::repository {

struct Unit {
  std::string kind;
  fhirpath::Decimal factor{1};  // how many of the kind's own unit

  // As it may be turned into others, and as it stands.
  static Unit of(std::string_view system, std::string_view code);
  static Unit alone(std::string_view system, std::string_view code);
};

// The two ends of a number or quantity; one point has both at one place, open ends lie outside of all
// numbers.
struct DecimalKeys {
  std::string low, high;

  // nullopt: no number, or one of too many digits for that unit.
  static std::optional<DecimalKeys> of(const search::IndexValue& value,
                                       const fhirpath::Decimal& factor = fhirpath::Decimal(1));
  bool point() const { return low == high; }
};

struct QuantityKeys {
  DecimalKeys plain, canonical;
  std::string kind, code, unit;  // hash(8) each; code and unit empty where there is none

  static std::optional<QuantityKeys> of(const search::IndexValue& value, const FacetHash& hash);
  // low, high, kind, canonical low, canonical high, code, unit: what a key of several parts has of it.
  std::vector<std::string> parts() const;
};

}  // namespace linkki::repository
