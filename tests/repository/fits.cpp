#include "repository/fits.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

#include "fhirpath/ucum.h"
#include "search/fold.h"

namespace linkki::repository {

using base::Instant;
using fhirpath::Decimal;
using search::IndexValue;
using search::Modifier;
using search::Prefix;
using search::Value;

namespace {

// Of numbers and dates: two ends, either of which may be open.
template <class T>
struct Span {
  std::optional<T> low, high;
};

// A date that is asked for is a range, a number is a point unless it is asked whether they are equal.
enum class Kind { point, range };

template <class T>
struct Wanted {
  Kind kind;
  Prefix prefix;
  T above, below;         // gt: an end above this; lt: an end below that
  T low, high;            // eq: all of the value in [low, high)
  T near_low, near_high;  // ap: some of the value in [near_low, near_high]
};

template <class T>
bool fits(const Span<T>& value, const Wanted<T>& wanted) {
  const auto reaches_above = [&](const T& point) { return !value.high || *value.high > point; };
  const auto reaches_below = [&](const T& point) { return !value.low || *value.low < point; };
  const bool inside = value.low && value.high && *value.low >= wanted.low && *value.high < wanted.high;
  const bool ranges = wanted.kind == Kind::range;
  switch (wanted.prefix) {
    case Prefix::eq: return inside;
    case Prefix::ne: return !inside;
    case Prefix::gt: return reaches_above(wanted.above);
    case Prefix::lt: return reaches_below(wanted.below);
    case Prefix::ge: return reaches_above(wanted.above) || (ranges ? inside : value.high == wanted.above);
    case Prefix::le: return reaches_below(wanted.below) || (ranges ? inside : value.low == wanted.below);
    case Prefix::sa: return value.low && *value.low > wanted.above;
    case Prefix::eb: return value.high && *value.high < wanted.below;
    case Prefix::ap:
      return (!value.low || *value.low <= wanted.near_high) &&
             (!value.high || *value.high >= wanted.near_low);
    case Prefix::po:
      return (!value.low || *value.low < wanted.high) && (!value.high || *value.high >= wanted.low);
  }
  return false;
}

constexpr std::chrono::microseconds moment{1};

std::optional<Decimal> number(std::string_view digits, const Decimal& factor) {
  const auto parsed = Decimal::parse(digits);
  return parsed ? multiply(*parsed, factor) : std::nullopt;
}

// Half a unit of the last digit that was written; 1e2 counts as having two digits.
Decimal half_of_last_digit(const std::string& digits) {
  const std::size_t e = std::min(digits.find_first_of("eE"), digits.size());
  int exponent = e < digits.size() ? std::stoi(digits.substr(e + 1)) : 0;
  std::string mantissa = digits.substr(0, e);
  if (const std::size_t point = mantissa.find('.'); point != mantissa.npos) {
    exponent -= static_cast<int>(mantissa.size() - point - 1);
    mantissa.erase(point, 1);
  }
  mantissa.erase(0, std::min(mantissa.find_first_of("123456789"), mantissa.size() - 1));
  if (e < digits.size() && mantissa.size() == 1) --exponent;
  return *Decimal::parse("5e" + std::to_string(exponent - 1));
}

bool contains(const std::string& whole, const std::string& part) {
  return whole.find(part) != whole.npos;
}

double radians(double degrees) {
  return degrees * std::numbers::pi / 180;
}

}  // namespace

// Dates as their first and last moments.
bool fits_date(const IndexValue& value, const Value& asked, Instant now) {
  Span<Instant> span;
  if (value.low != Instant::min()) span.low = value.low;
  if (value.high != Instant::max()) span.high = value.high - moment;
  const auto gap = std::chrono::abs(now - asked.low) / 10;
  return fits(span, {Kind::range, asked.prefix, asked.high - moment, asked.low, asked.low, asked.high,
                     asked.low - gap, asked.high - moment + gap});
}

bool fits_number(const IndexValue& value, const Value& asked, const Decimal& value_factor,
                 const Decimal& asked_factor) {
  Span<Decimal> span;
  span.low = value.decimal.empty() ? std::nullopt : number(value.decimal, value_factor);
  span.high = !value.range                 ? span.low
              : value.decimal_high.empty() ? std::nullopt
                                           : number(value.decimal_high, value_factor);
  const Decimal at = *Decimal::parse(asked.decimal);
  const Decimal half = half_of_last_digit(asked.decimal);
  const Decimal tenth = *multiply(at.negative() ? -at : at, Decimal::unit(1));
  const auto scaled = [&](const std::optional<Decimal>& one) { return *multiply(*one, asked_factor); };
  const Decimal point = scaled(at);
  return fits(span, {Kind::point, asked.prefix, point, point, scaled(add(at, -half)), scaled(add(at, half)),
                     scaled(add(at, -tenth)), scaled(add(at, tenth))});
}

bool fits_quantity(const IndexValue& value, const Value& asked) {
  if (asked.text.empty()) return fits_number(value, asked);
  if (!asked.system_given)
    return (value.code == asked.text || value.text == asked.text) && fits_number(value, asked);
  const auto meaning = [](const std::string& system, const std::string& code) {
    return system == "http://unitsofmeasure.org" ? fhirpath::meaning_of_unit(code) : std::nullopt;
  };
  const auto of_value = meaning(value.system, value.code), of_asked = meaning(asked.system, asked.text);
  if (of_value && of_asked)
    return of_value->exponents == of_asked->exponents &&
           fits_number(value, asked, of_value->factor, of_asked->factor);
  return value.system == asked.system && value.code == asked.text && fits_number(value, asked);
}

bool same_code(const IndexValue& value, const Value& asked) {
  if (asked.text.empty()) return value.system == asked.system;
  return value.code == asked.text && (!asked.system_given || value.system == asked.system);
}

bool in_codes(const IndexValue& value, const std::vector<search::Code>& codes) {
  return std::find(codes.begin(), codes.end(), search::Code{value.system, value.code}) != codes.end();
}

bool fits_string(const IndexValue& value, const Value& asked, Modifier modifier) {
  if (modifier == Modifier::exact) return value.text == asked.text;
  const std::string folded = search::fold(asked.text);
  switch (modifier) {
    case Modifier::contains: return contains(value.folded, folded);
    case Modifier::ends: return value.folded.ends_with(folded);
    case Modifier::equal: return value.folded == folded;
    case Modifier::unequal: return value.folded != folded;
    default: return value.folded.starts_with(folded);
  }
}

bool fits_uri(const IndexValue& value, const Value& asked, Modifier modifier) {
  const std::string& url = value.text;
  switch (modifier) {
    case Modifier::below: return url.starts_with(asked.text);
    case Modifier::unequal: return url != asked.text;
    case Modifier::above: {
      const bool ends_in_mark = url.ends_with('/') || url.ends_with('?') || url.ends_with('#');
      const bool at_mark =
          asked.text.size() > url.size() && contains("/?#", asked.text.substr(url.size(), 1));
      return asked.text == url || (asked.text.starts_with(url) && (at_mark || ends_in_mark));
    }
    default: return url == asked.text && (asked.version.empty() || value.version == asked.version);
  }
}

bool fits_text(const IndexValue& value, const Value& asked) {
  return !value.text.empty() && search::fold(value.text).starts_with(search::fold(asked.text));
}

// By the angle between two vectors from the centre of the earth.
bool fits_place(const IndexValue& value, const Value& asked, double near_metres) {
  const auto vector = [](double latitude, double longitude) {
    return std::array{std::cos(radians(latitude)) * std::cos(radians(longitude)),
                      std::cos(radians(latitude)) * std::sin(radians(longitude)),
                      std::sin(radians(latitude))};
  };
  const auto a = vector(value.latitude, value.longitude), b = vector(asked.latitude, asked.longitude);
  const double chord = std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
  return 2 * std::asin(std::min(1.0, chord / 2)) * 6'371'008.8 <= asked.distance_metres.value_or(near_metres);
}

}  // namespace linkki::repository
