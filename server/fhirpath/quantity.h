// A decimal with a unit: a UCUM code ('mg') or a calendar word (days), which differ for years and months.
//
// Standard  https://hl7.org/fhirpath/N1/#quantity
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "fhirpath/decimal.h"
#include "fhirpath/temporal.h"

namespace linkki::fhirpath {

struct Quantity {
  Decimal value;
  std::string_view unit = "1";
  bool calendar = false;  // unit is a word: year, years, month …

  std::string print() const;  // 4 'g', 7 days
};

// Equal only where both may be brought to one unit, else unknown; unknown units compare with themselves.
Order compare(const Quantity& a, const Quantity& b);
// In the larger of the two units, rounded to the less precise value.
bool equivalent(const Quantity& a, const Quantity& b);
// Whether the units measure the same thing.
bool comparable(const Quantity& a, const Quantity& b);
// The value of `quantity` in `unit`; nullopt: units of different things.
std::optional<Decimal> value_in(const Quantity& quantity, const Quantity& unit);
// m and s: m.s or m/s
std::string product_unit(std::string_view a, std::string_view b);
std::string quotient_unit(std::string_view a, std::string_view b);

}  // namespace linkki::fhirpath
