// The UCUM units that health data use: what they measure and how much of it.
//
// Not all of UCUM: units with an offset or a logarithm (Cel, [degF], [pH], dB) are comparable with themselves
// only. mol is a dimension of its own here, so that moles never equal plain numbers.
// Standard  https://ucum.org/ucum
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "fhirpath/decimal.h"

namespace linkki::fhirpath {

struct UnitMeaning {
  Decimal factor{1};                        // how many base units: 1 cm is 0.01 m
  std::array<std::int8_t, 10> exponents{};  // of m, s, g, rad, K, C, cd, mol, [iU], [arb'U]
};

// nullopt: not a unit known here, or too long for exact numbers.
std::optional<UnitMeaning> meaning_of_unit(std::string_view code);

}  // namespace linkki::fhirpath
