// What a value of limited precision may stand for: lowBoundary, highBoundary, precision, comparable.
//
// Standard  https://build.fhir.org/ig/HL7/FHIRPath/#boundary-functions
#include <array>
#include <chrono>

#include "fhirpath/evaluation.h"
#include "fhirpath/function.h"

namespace linkki::fhirpath {

namespace {

constexpr int fraction_default = 8;
constexpr int fraction_max = 31;
// How many digits each precision of a date-time writes: 2026, 202601 …; of a time: 07, 0705 …
constexpr std::array<int, 7> date_time_digits{4, 6, 8, 10, 12, 14, 17};
constexpr int time_offset = 8;

Decimal half_unit(const Decimal& value) {
  return *multiply(Decimal::unit(value.scale()), *Decimal::parse("0.5"));
}

// Towards less (or more) than zero, never to the nearest.
std::optional<Decimal> cut(const Decimal& value, int scale, bool low) {
  if (scale >= value.scale()) return value.rescale(scale);
  const auto shifted = multiply(value, *power(Decimal(10), scale));
  if (!shifted) return std::nullopt;
  const Decimal whole = low ? shifted->floor() : shifted->ceiling();
  const auto back = divide(whole, *power(Decimal(10), scale));
  return back ? back->rescale(scale) : std::nullopt;
}

std::optional<Decimal> boundary(const Decimal& value, std::optional<std::int64_t> digits, bool low) {
  const std::int64_t scale = digits.value_or(fraction_default);
  if (scale < 0 || scale > fraction_max) return std::nullopt;
  const auto edge = add(value, low ? -half_unit(value) : half_unit(value));
  return edge ? cut(*edge, static_cast<int>(scale), low) : std::nullopt;
}

std::optional<Precision> precision_of(std::int64_t digits, int offset) {
  for (std::size_t i = 0; i < date_time_digits.size(); ++i) {
    if (date_time_digits[i] == digits + offset) return static_cast<Precision>(i);
  }
  return std::nullopt;
}

// Fills what is finer than the value's precision with the first or last it can be, and writes it as
// `precision`.
Temporal filled(Temporal value, Precision precision, bool low) {
  const bool zone = value.precision >= Precision::hour;
  if (value.precision < Precision::month) value.month = low ? 1 : 12;
  if (value.precision < Precision::day) {
    const std::chrono::year_month_day_last last{std::chrono::year{value.year},
                                                std::chrono::month{value.month} / std::chrono::last};
    value.day = static_cast<std::uint8_t>(low ? 1 : static_cast<unsigned>(last.day()));
  }
  if (value.precision < Precision::hour) value.hour = low ? 0 : 23;
  // An hour without minutes is hh:00, as written in FHIR.
  if (value.precision < Precision::minute) value.minute = low || zone ? 0 : 59;
  if (value.precision < Precision::second) value.second = low ? 0 : 59;
  if (value.precision < Precision::fraction) value.microsecond = low ? 0 : 999'000;
  value.precision = precision;
  value.fraction_digits = 3;
  return value;
}

std::optional<Item> boundary(const Item& item, std::optional<std::int64_t> digits, bool low) {
  const bool time = item.is(ItemKind::time);
  const std::int64_t finest = item.is(ItemKind::date) ? 8 : time ? 9 : 17;
  const auto precision = precision_of(digits.value_or(finest), time ? time_offset : 0);
  if (!precision) return std::nullopt;
  Temporal value = filled(item.temporal(), *precision, low);
  if (item.is(ItemKind::date_time) && !value.zoned && *precision >= Precision::hour) {
    value.zoned = true;  // the first to be somewhere is farthest east
    value.offset_minutes = static_cast<std::int16_t>(low ? 14 * 60 : -12 * 60);
  }
  return Item::of_temporal(item.kind(), value);
}

template <bool low>
bool edge(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  std::optional<Item> item;
  std::optional<std::int64_t> digits;
  if (!evaluation.single(input, item)) return false;
  if (!call.operands.empty() && !evaluation.integer(call.operands.front(), focus, digits)) return false;
  if (!item) return evaluation.answer_nothing(result);
  if (item->is_number()) {
    const auto value = boundary(item->decimal(), digits, low);
    return value ? evaluation.answer(Item::of_decimal(*value), result) : evaluation.answer_nothing(result);
  }
  if (item->is(ItemKind::quantity)) {
    Quantity quantity = item->quantity();
    const auto value = boundary(quantity.value, digits, low);
    if (!value) return evaluation.answer_nothing(result);
    quantity.value = *value;
    return evaluation.answer(evaluation.quantity(quantity), result);
  }
  if (!item->is_date() && !item->is(ItemKind::time))
    return evaluation.fail_type(
        base::Words{"a number, date or time", "luku, päivämäärä tai aika", "ett tal, ett datum eller en tid"},
        *item);
  return evaluation.answer(boundary(*item, digits, low), result);
}

bool precision(Evaluation& evaluation, const Node&, const Focus&, Range input, Range& result) {
  std::optional<Item> item;
  if (!evaluation.single(input, item)) return false;
  if (!item) return evaluation.answer_nothing(result);
  if (item->is_number()) return evaluation.answer(Item::of_integer(item->decimal().scale()), result);
  if (!item->is_date() && !item->is(ItemKind::time))
    return evaluation.fail_type(
        base::Words{"a number, date or time", "luku, päivämäärä tai aika", "ett tal, ett datum eller en tid"},
        *item);
  const int digits = date_time_digits[static_cast<std::size_t>(item->temporal().precision)];
  return evaluation.answer(Item::of_integer(item->is(ItemKind::time) ? digits - time_offset : digits),
                           result);
}

bool comparable_with(Evaluation& evaluation, const Node& call, const Focus& focus, Range input,
                     Range& result) {
  std::optional<Item> a, b;
  if (!evaluation.single(input, a) || !evaluation.single(call.operands.front(), focus, b)) return false;
  if (!a || !b) return evaluation.answer_nothing(result);
  for (const Item& item : {*a, *b}) {
    if (!item.is(ItemKind::quantity) && !item.is_number())
      return evaluation.fail_type("System.Quantity", item);
  }
  const auto quantity = [](const Item& item) {
    return item.is_number() ? Quantity{item.decimal(), "1", false} : item.quantity();
  };
  return evaluation.answer(Item::of_boolean(comparable(quantity(*a), quantity(*b))), result);
}

constexpr Function table[] = {
    {"lowBoundary", 0, 1, edge<true>},
    {"highBoundary", 0, 1, edge<false>},
    {"precision", 0, 0, precision},
    {"comparable", 1, 1, comparable_with},
};

}  // namespace

std::span<const Function> boundary_functions() {
  return table;
}

}  // namespace linkki::fhirpath
