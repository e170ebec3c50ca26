// Decimal → bytes that sort as the numbers do, for any number of digits; equal numbers (1.5, 1.50) have one
// key.
//
// zero      80
// positive  81 exponent+32768 (2, big-endian) digits (ASCII, no zeros at either end)
// negative  7f, the same complemented, ff
#pragma once

#include <string>

#include "fhirpath/decimal.h"

namespace linkki::repository {

std::string decimal_key(const fhirpath::Decimal& value);

}  // namespace linkki::repository
