// Exact decimal numbers: up to 37 significant digits, with the digits after the point kept (1.50 is not 1.5
// when printed, and is equal to it when compared).
//
// Errors    an operation whose result has no room answers nullopt; FHIRPath then answers the empty
//           collection.
// Standard  https://hl7.org/fhirpath/N1/#decimal (28 digits, 8 after the point, at least)
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace linkki::fhirpath {

class Decimal {
 public:
  constexpr Decimal() = default;
  constexpr explicit Decimal(std::int64_t integer) : mantissa_(integer) {}
  // -1.50, 1e3, 1.5E-2. Digits beyond the 37th are cut; nullopt: not a number, or out of range.
  static std::optional<Decimal> parse(std::string_view text);
  // The nearest with 15 significant digits; nullopt: not finite, or out of range.
  static std::optional<Decimal> from_double(double value);
  // One unit of the last of `scale` digits after the point: 10^-scale.
  static Decimal unit(int scale);

  std::string print() const;
  double to_double() const;
  int scale() const { return scale_; }  // digits after the point
  int digits() const;                   // significant digits, leading zeros not counted
  bool negative() const { return mantissa_ < 0; }
  bool zero() const { return mantissa_ == 0; }
  bool whole() const;
  // nullopt: has a fraction, or is out of range.
  std::optional<std::int64_t> integer() const;

  Decimal operator-() const;
  Decimal floor() const;
  Decimal ceiling() const;
  Decimal truncate() const;
  Decimal round(int scale) const;                   // half away from zero; never adds digits
  std::optional<Decimal> rescale(int scale) const;  // adds zeros, or rounds
  Decimal normal() const;                           // without zeros at the end of the fraction

  friend std::optional<Decimal> add(const Decimal& a, const Decimal& b);
  friend std::optional<Decimal> multiply(const Decimal& a, const Decimal& b);
  friend std::optional<Decimal> divide(const Decimal& a,
                                       const Decimal& b);  // nullopt by zero; ≤ 20 digits after the point
  friend std::optional<Decimal> quotient(const Decimal& a, const Decimal& b);  // whole part
  friend std::optional<Decimal> remainder(const Decimal& a, const Decimal& b);
  friend std::optional<Decimal> power(const Decimal& base, std::int64_t exponent);
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);
  friend bool operator==(const Decimal& a, const Decimal& b) { return (a <=> b) == 0; }

 private:
  using Wide __attribute__((aligned(8))) = __int128;  // keeps an Item at 40 bytes

  constexpr Decimal(__int128 mantissa, int scale) : mantissa_(mantissa), scale_(scale) {}

  Wide mantissa_ = 0;
  std::int32_t scale_ = 0;
};

std::optional<Decimal> add(const Decimal& a, const Decimal& b);
std::optional<Decimal> multiply(const Decimal& a, const Decimal& b);
std::optional<Decimal> divide(const Decimal& a, const Decimal& b);
std::optional<Decimal> quotient(const Decimal& a, const Decimal& b);
std::optional<Decimal> remainder(const Decimal& a, const Decimal& b);
std::optional<Decimal> power(const Decimal& base, std::int64_t exponent);
std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);

}  // namespace linkki::fhirpath
