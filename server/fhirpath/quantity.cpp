#include "fhirpath/quantity.h"

#include <algorithm>

#include "fhirpath/ucum.h"

namespace linkki::fhirpath {

namespace {

// The UCUM code that a calendar word equals; years and months equal none.
std::string_view definite_code(const Quantity& quantity) {
  if (!quantity.calendar) return quantity.unit;
  switch (calendar_unit(quantity.unit).value_or(CalendarUnit::year)) {
    case CalendarUnit::year:
    case CalendarUnit::month: return {};
    case CalendarUnit::week: return "wk";
    case CalendarUnit::day: return "d";
    case CalendarUnit::hour: return "h";
    case CalendarUnit::minute: return "min";
    case CalendarUnit::second: return "s";
    case CalendarUnit::millisecond: return "ms";
  }
  return {};
}

// Years and months as words: comparable among themselves.
std::optional<int> months_of(const Quantity& quantity) {
  if (!quantity.calendar) return std::nullopt;
  const auto unit = calendar_unit(quantity.unit);
  if (unit == CalendarUnit::year) return 12;
  if (unit == CalendarUnit::month) return 1;
  return std::nullopt;
}

struct Factors {
  Decimal a;
  Decimal b;
};

// What to multiply each value by to have both in one unit.
std::optional<Factors> common(const Quantity& a, const Quantity& b) {
  if (a.calendar == b.calendar && a.unit == b.unit) return Factors{Decimal(1), Decimal(1)};
  if (const auto months_a = months_of(a), months_b = months_of(b); months_a && months_b) {
    return Factors{Decimal(*months_a), Decimal(*months_b)};
  }
  const auto code_a = definite_code(a), code_b = definite_code(b);
  if (code_a.empty() || code_b.empty()) return std::nullopt;
  if (code_a == code_b) return Factors{Decimal(1), Decimal(1)};
  const auto meaning_a = meaning_of_unit(code_a);
  const auto meaning_b = meaning_of_unit(code_b);
  if (!meaning_a || !meaning_b || meaning_a->exponents != meaning_b->exponents) return std::nullopt;
  return Factors{meaning_a->factor, meaning_b->factor};
}

std::string enclosed(std::string_view unit) {
  const bool compound = unit.find_first_of("./") != std::string_view::npos;
  return compound ? "(" + std::string(unit) + ")" : std::string(unit);
}

}  // namespace

std::string Quantity::print() const {
  const std::string unit_text = calendar ? std::string(unit) : "'" + std::string(unit) + "'";
  return value.print() + ' ' + unit_text;
}

Order compare(const Quantity& a, const Quantity& b) {
  const auto factors = common(a, b);
  if (!factors) return Order::unknown;
  const auto value_a = multiply(a.value, factors->a);
  const auto value_b = multiply(b.value, factors->b);
  if (!value_a || !value_b) return Order::unknown;
  if (*value_a == *value_b) return Order::equal;
  return *value_a < *value_b ? Order::less : Order::greater;
}

bool equivalent(const Quantity& a, const Quantity& b) {
  Quantity left = a, right = b;
  // For equivalence a calendar year is a UCUM year.
  if (months_of(a).has_value() != months_of(b).has_value()) {
    for (Quantity* one : {&left, &right}) {
      if (const auto months = months_of(*one)) one->unit = *months == 12 ? "a" : "mo", one->calendar = false;
    }
  }
  const auto factors = common(left, right);
  if (!factors) return false;
  const Decimal unit = std::max(factors->a, factors->b);
  const auto in_unit = [&](const Decimal& value, const Decimal& factor) -> std::optional<Decimal> {
    if (factor == unit) return value;
    const auto base = multiply(value, factor);
    return base ? divide(*base, unit) : std::nullopt;
  };
  const auto value_a = in_unit(left.value, factors->a);
  const auto value_b = in_unit(right.value, factors->b);
  if (!value_a || !value_b) return false;
  const int scale = std::min(value_a->normal().scale(), value_b->normal().scale());
  return value_a->round(scale) == value_b->round(scale);
}

bool comparable(const Quantity& a, const Quantity& b) {
  return common(a, b).has_value();
}

std::optional<Decimal> value_in(const Quantity& quantity, const Quantity& unit) {
  const auto factors = common(quantity, unit);
  if (!factors) return std::nullopt;
  if (factors->a == factors->b) return quantity.value;
  const auto base = multiply(quantity.value, factors->a);
  return base ? divide(*base, factors->b) : std::nullopt;
}

std::string product_unit(std::string_view a, std::string_view b) {
  if (a == "1") return std::string(b);
  if (b == "1") return std::string(a);
  return std::string(a) + '.' + enclosed(b);
}

std::string quotient_unit(std::string_view a, std::string_view b) {
  if (a == b) return "1";
  if (b == "1") return std::string(a);
  return (a == "1" ? std::string() : std::string(a)) + '/' + enclosed(b);
}

}  // namespace linkki::fhirpath
