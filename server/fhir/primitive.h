// The primitive types of R4: which texts they allow, and the values of those that are compared or computed
// with.
//
// Parsing is strict and allocates nothing but a decimal's digits; nullopt: not a value of that type.
// Standard  https://hl7.org/fhir/R4/datatypes.html#primitive
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/json/value.h"
#include "base/message.h"

namespace linkki::fhir {

// The kind of JSON value that carries a primitive type: boolean, number or string.
json::Kind json_kind(std::string_view primitive_type);

// Whether a text is allowed for a primitive type; types we do not know (of packages) allow every non-empty
// text. xhtml is only asked not to be empty: validation reads the narrative itself.
bool allows(std::string_view primitive_type, std::string_view text);

// What is allowed, for a message: "a whole number from 0 to 2147483647".
base::Words form(std::string_view primitive_type);

bool is_id(std::string_view text);      // [A-Za-z0-9.-]{1,64}
bool is_base64(std::string_view text);  // RFC 4648 §4, white space between characters allowed

enum class Precision : std::uint8_t { year, month, day, hour, minute, second, fraction };

// A date, dateTime, instant or time as far as it was told. What was not told has its lowest value.
struct DateTime {
  std::int16_t year = 1;  // 1–9999
  std::uint8_t month = 1;
  std::uint8_t day = 1;
  std::uint8_t hour = 0;
  std::uint8_t minute = 0;
  std::uint8_t second = 0;           // 60: a leap second
  std::uint32_t microsecond = 0;     // digits beyond the sixth are cut off
  std::uint8_t fraction_digits = 0;  // told, at most 6
  Precision precision = Precision::year;
  std::optional<std::int16_t> offset_minutes;  // east of UTC; nullopt: none told

  bool operator==(const DateTime&) const = default;
};

std::optional<DateTime> parse_date(std::string_view text);       // 2026, 2026-01, 2026-01-31
std::optional<DateTime> parse_date_time(std::string_view text);  // as a date, or to the second with an offset
std::optional<DateTime> parse_instant(std::string_view text);    // to the second at least, with an offset
std::optional<DateTime> parse_time(std::string_view text);       // 14:05:09.123; the date is 0001-01-01
// What search and FHIRPath allow beyond: a time to the hour or minute, an offset left out.
std::optional<DateTime> parse_partial_date_time(std::string_view text);
std::optional<DateTime> parse_partial_time(std::string_view text);

std::string print_date_time(const DateTime& value);  // as far as it was told
std::string print_time(const DateTime& value);

// All moments that a date or dateTime can mean.
struct Interval {
  base::Instant low;
  base::Instant high;  // exclusive

  bool operator==(const Interval&) const = default;
};
// `default_offset` is that of the zone meant where none was told, minutes east of UTC.
Interval interval(const DateTime& value, std::chrono::minutes default_offset);

// A decimal number, exact: digits × 10^exponent. 1.50 is 150 × 10^-2 and stays it; 0 is no digits.
// Limits    limits::decimal_digits_max, limits::decimal_exponent_max
struct Decimal {
  bool negative = false;
  std::string digits;  // without leading zeros
  std::int32_t exponent = 0;
};

std::optional<Decimal> parse_decimal(std::string_view text);
std::string print_decimal(const Decimal& value);  // without an exponent where it is near: 1.50, 1e30
std::strong_ordering compare(const Decimal& a, const Decimal& b);  // by value: 1.5 = 1.50

}  // namespace linkki::fhir
