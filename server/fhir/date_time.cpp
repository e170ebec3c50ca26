#include <array>
#include <utility>

#include "fhir/primitive.h"
#include "fhir/text_reader.h"

namespace linkki::fhir {
namespace {

void read_date(Reader& in, DateTime& value) {
  value.year = static_cast<std::int16_t>(in.number(4, 1, 9999));
  if (!in.accept('-')) return;
  value.month = static_cast<std::uint8_t>(in.number(2, 1, 12));
  value.precision = Precision::month;
  if (!in.accept('-')) return;
  const std::chrono::year_month_day_last last{std::chrono::year{value.year},
                                              std::chrono::month_day_last{std::chrono::month{value.month}}};
  value.day = static_cast<std::uint8_t>(in.number(2, 1, static_cast<int>(static_cast<unsigned>(last.day()))));
  value.precision = Precision::day;
}

void read_fraction(Reader& in, DateTime& value) {
  const std::string_view digits = in.digits();
  value.fraction_digits = static_cast<std::uint8_t>(std::min<std::size_t>(digits.size(), 6));
  for (std::size_t i = 0; i < 6; ++i) {
    value.microsecond =
        value.microsecond * 10 + (i < digits.size() ? static_cast<std::uint32_t>(digits[i] - '0') : 0);
  }
  value.precision = Precision::fraction;
}

void read_time(Reader& in, DateTime& value) {
  value.hour = static_cast<std::uint8_t>(in.number(2, 0, 23));
  value.precision = Precision::hour;
  if (!in.accept(':')) return;
  value.minute = static_cast<std::uint8_t>(in.number(2, 0, 59));
  value.precision = Precision::minute;
  if (!in.accept(':')) return;
  value.second = static_cast<std::uint8_t>(in.number(2, 0, 60));
  value.precision = Precision::second;
  if (in.accept('.')) read_fraction(in, value);
}

void read_offset(Reader& in, DateTime& value) {
  if (in.accept('Z')) {
    value.offset_minutes = 0;
    return;
  }
  const bool east = in.accept('+');
  if (!east && !in.accept('-')) return;
  const int hours = in.number(2, 0, 14);
  in.expect(':');
  const int minutes = 60 * hours + in.number(2, 0, hours == 14 ? 0 : 59);
  value.offset_minutes = static_cast<std::int16_t>(east ? minutes : -minutes);
}

std::string two_digits(unsigned value) {
  return {static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)};
}

std::chrono::microseconds resolution(const DateTime& value) {
  using namespace std::chrono;
  switch (value.precision) {
    case Precision::hour: return hours{1};
    case Precision::minute: return minutes{1};
    case Precision::second: return seconds{1};
    case Precision::year:
    case Precision::month:
    case Precision::day: return days{1};
    case Precision::fraction: break;
  }
  microseconds unit{seconds{1}};
  for (int i = 0; i < value.fraction_digits; ++i) unit /= 10;
  return unit;
}

}  // namespace

std::optional<DateTime> parse_date(std::string_view text) {
  Reader in(text);
  DateTime value;
  read_date(in, value);
  return in.complete() ? std::optional(value) : std::nullopt;
}

std::optional<DateTime> parse_partial_date_time(std::string_view text) {
  Reader in(text);
  DateTime value;
  read_date(in, value);
  if (value.precision == Precision::day && in.accept('T') && !in.ended()) {
    read_time(in, value);
    read_offset(in, value);
  }
  return in.complete() ? std::optional(value) : std::nullopt;
}

std::optional<DateTime> parse_date_time(std::string_view text) {
  const auto value = parse_partial_date_time(text);
  if (!value || text.ends_with('T')) return std::nullopt;
  const bool whole = value->precision >= Precision::second && value->offset_minutes;
  return whole || value->precision <= Precision::day ? value : std::nullopt;
}

std::optional<DateTime> parse_instant(std::string_view text) {
  const auto value = parse_date_time(text);
  return value && value->precision >= Precision::second ? value : std::nullopt;
}

std::optional<DateTime> parse_partial_time(std::string_view text) {
  Reader in(text);
  DateTime value;
  read_time(in, value);
  return in.complete() ? std::optional(value) : std::nullopt;
}

std::optional<DateTime> parse_time(std::string_view text) {
  const auto value = parse_partial_time(text);
  return value && value->precision >= Precision::second ? value : std::nullopt;
}

std::string print_time(const DateTime& value) {
  std::string out = two_digits(value.hour);
  if (value.precision >= Precision::minute) out += ":" + two_digits(value.minute);
  if (value.precision >= Precision::second) out += ":" + two_digits(value.second);
  if (value.precision == Precision::fraction) {
    const std::string digits = std::to_string(1'000'000 + value.microsecond);
    out += "." + digits.substr(1, value.fraction_digits);
  }
  return out;
}

std::string print_date_time(const DateTime& value) {
  std::string out = std::to_string(10'000 + value.year).substr(1);
  if (value.precision >= Precision::month) out += "-" + two_digits(value.month);
  if (value.precision >= Precision::day) out += "-" + two_digits(value.day);
  if (value.precision >= Precision::hour) out += "T" + print_time(value);
  if (!value.offset_minutes) return out;
  if (*value.offset_minutes == 0) return out + "Z";
  const unsigned minutes = static_cast<unsigned>(std::abs(*value.offset_minutes));
  return out + (*value.offset_minutes < 0 ? "-" : "+") + two_digits(minutes / 60) + ":" +
         two_digits(minutes % 60);
}

Interval interval(const DateTime& value, std::chrono::minutes default_offset) {
  using namespace std::chrono;
  const year_month first{year{value.year}, month{value.month}};
  const auto offset = value.offset_minutes ? minutes{*value.offset_minutes} : default_offset;
  const auto instant = [&](year_month_day date) { return base::Instant{sys_days{date}} - offset; };
  if (value.precision == Precision::year) return {instant(first / 1), instant((first + years{1}) / 1)};
  if (value.precision == Precision::month) return {instant(first / 1), instant((first + months{1}) / 1)};
  const auto low = instant(first / day{value.day}) + hours{value.hour} + minutes{value.minute} +
                   seconds{value.second} + microseconds{value.microsecond};
  return {low, low + resolution(value)};
}

}  // namespace linkki::fhir
