// Dates, date-times and times of day as FHIRPath has them: each with the precision it was written with.
//
// Standard  https://hl7.org/fhirpath/N1/#datetime-equality , https://hl7.org/fhirpath/N1/#datetime-arithmetic
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "fhirpath/decimal.h"

namespace linkki::fhirpath {

enum class Precision : std::uint8_t { year, month, day, hour, minute, second, fraction };
enum class CalendarUnit : std::uint8_t { year, month, week, day, hour, minute, second, millisecond };

// year, years … milliseconds: the words of FHIRPath.
std::optional<CalendarUnit> calendar_word(std::string_view name);
// The words, and the UCUM codes that mean the same: wk, d, h, min, s, ms ('a' and 'mo' do not).
std::optional<CalendarUnit> calendar_unit(std::string_view name);

struct Temporal {
  std::int16_t year = 0;
  std::uint8_t month = 1;
  std::uint8_t day = 1;
  std::uint8_t hour = 0;
  std::uint8_t minute = 0;
  std::uint8_t second = 0;
  Precision precision = Precision::year;
  std::uint8_t fraction_digits = 0;  // digits written after the seconds; 0 unless precision is fraction
  bool zoned = false;
  std::int16_t offset_minutes = 0;  // east of UTC
  std::int32_t microsecond = 0;     // more digits are cut

  // 2026, 2026-01, 2026-01-31; also FHIR's date.
  static std::optional<Temporal> parse_date(std::string_view text);
  // 2026-01-31T07:05:09.123+02:00, any precision, an optional T at the end; also FHIR's dateTime and instant.
  static std::optional<Temporal> parse_date_time(std::string_view text);
  // 07, 07:05, 07:05:09.123; also FHIR's time.
  static std::optional<Temporal> parse_time(std::string_view text);
  static Temporal of(base::Instant instant);  // UTC, milliseconds

  std::string print_date() const;
  std::string print_date_time() const;
  std::string print_time() const;

  // The first and last microsecond it may stand for; what has no zone is taken as UTC.
  std::int64_t low_us() const;
  std::int64_t high_us() const;
};

enum class Order : std::uint8_t { less, equal, greater, unknown };
// Component by component down to where one has no more; unknown: equal so far with different precisions, or
// only one has a zone and the difference is less than zones can make.
Order compare(const Temporal& a, const Temporal& b);

// Adds whole units (the fraction of `amount` is cut); what is finer than the precision is converted down (365
// days a year, 30 a month). nullopt: leaves the years 1 to 9999.
std::optional<Temporal> add(const Temporal& temporal, const Decimal& amount, CalendarUnit unit);
// The same for a time of day, which wraps around midnight. nullopt: a unit longer than hours.
std::optional<Temporal> add_to_time(const Temporal& time, const Decimal& amount, CalendarUnit unit);

}  // namespace linkki::fhirpath
