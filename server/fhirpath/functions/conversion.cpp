// toX() and convertsToX(): https://hl7.org/fhirpath/N1/#conversion
#include <algorithm>
#include <string>

#include "fhirpath/evaluation.h"
#include "fhirpath/function.h"
#include "fhirpath/value.h"

namespace linkki::fhirpath {

namespace {

// Each answers nullopt where the value does not convert.
using Convert = std::optional<Item> (*)(Evaluation&, const Item&);

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

std::optional<Item> to_boolean(Evaluation&, const Item& value) {
  if (value.is(ItemKind::boolean)) return value;
  if (value.is_number()) {
    if (value.decimal() == Decimal(1)) return Item::of_boolean(true);
    if (value.decimal() == Decimal(0)) return Item::of_boolean(false);
  }
  if (!value.is(ItemKind::string)) return std::nullopt;
  const std::string word = lower(value.string());
  for (const char* yes : {"true", "t", "yes", "y", "1", "1.0"}) {
    if (word == yes) return Item::of_boolean(true);
  }
  for (const char* no : {"false", "f", "no", "n", "0", "0.0"}) {
    if (word == no) return Item::of_boolean(false);
  }
  return std::nullopt;
}

std::optional<Item> to_integer(Evaluation&, const Item& value) {
  if (value.is(ItemKind::integer)) return value;
  if (value.is(ItemKind::boolean)) return Item::of_integer(value.boolean() ? 1 : 0);
  if (!value.is(ItemKind::string) || value.string().find_first_of(".eE") != std::string_view::npos)
    return std::nullopt;
  const auto number = Decimal::parse(value.string());
  const auto whole = number ? number->integer() : std::nullopt;
  if (!whole || *whole > INT32_MAX || *whole < INT32_MIN) return std::nullopt;
  return Item::of_integer(*whole);
}

std::optional<Item> to_long(Evaluation& evaluation, const Item& value) {
  if (!value.is(ItemKind::string)) return to_integer(evaluation, value);
  if (value.string().find_first_of(".eE") != std::string_view::npos) return std::nullopt;
  const auto number = Decimal::parse(value.string());
  const auto whole = number ? number->integer() : std::nullopt;
  return whole ? std::optional(Item::of_integer(*whole)) : std::nullopt;
}

std::optional<Item> to_decimal(Evaluation&, const Item& value) {
  if (value.is_number()) return Item::of_decimal(value.decimal());
  if (value.is(ItemKind::boolean)) return Item::of_decimal(Decimal(value.boolean() ? 1 : 0));
  if (!value.is(ItemKind::string) || value.string().find_first_of("eE") != std::string_view::npos)
    return std::nullopt;
  const auto number = Decimal::parse(value.string());
  return number ? std::optional(Item::of_decimal(*number)) : std::nullopt;
}

std::optional<Item> to_string(Evaluation& evaluation, const Item& value) {
  if (value.is(ItemKind::string)) return value;
  if (value.is(ItemKind::element) && !value.element().primitive()) return std::nullopt;
  if (value.is(ItemKind::type)) return std::nullopt;
  return evaluation.string(value.print());
}

std::optional<Item> to_date(Evaluation&, const Item& value) {
  if (value.is(ItemKind::date)) return value;
  std::optional<Temporal> date;
  if (value.is(ItemKind::date_time)) date = value.temporal();
  if (value.is(ItemKind::string)) date = Temporal::parse_date_time(value.string());
  if (!date) return std::nullopt;
  Temporal day;
  day.year = date->year, day.month = date->month, day.day = date->day;
  day.precision = std::min(date->precision, Precision::day);
  return Item::of_date(day);
}

std::optional<Item> to_date_time(Evaluation&, const Item& value) {
  if (value.is_date()) return Item::of_date_time(value.temporal());
  const auto parsed = value.is(ItemKind::string) ? Temporal::parse_date_time(value.string()) : std::nullopt;
  return parsed ? std::optional(Item::of_date_time(*parsed)) : std::nullopt;
}

std::optional<Item> to_time(Evaluation&, const Item& value) {
  if (value.is(ItemKind::time)) return value;
  std::string_view text = value.is(ItemKind::string) ? value.string() : std::string_view{};
  if (text.starts_with('T')) text.remove_prefix(1);
  const auto parsed = Temporal::parse_time(text);
  return parsed ? std::optional(Item::of_time(*parsed)) : std::nullopt;
}

// 4, 4 days, 4 'mg'
std::optional<Item> quantity_of_text(Evaluation& evaluation, std::string_view text) {
  const std::size_t end = text.find_first_not_of("+-.0123456789");
  const auto number = Decimal::parse(text.substr(0, end));
  if (!number) return std::nullopt;
  if (end == std::string_view::npos) return evaluation.quantity({*number, "1", false});
  std::string_view unit = text.substr(end);
  while (unit.starts_with(' ')) unit.remove_prefix(1);
  if (unit.size() > 2 && unit.front() == '\'' && unit.back() == '\'') {
    return evaluation.quantity({*number, evaluation.keep(unit.substr(1, unit.size() - 2)), false});
  }
  if (!calendar_word(unit)) return std::nullopt;
  return evaluation.quantity({*number, evaluation.keep(unit), true});
}

std::optional<Item> to_quantity(Evaluation& evaluation, const Item& value) {
  if (value.is(ItemKind::quantity)) return value;
  if (value.is_number()) return evaluation.quantity({value.decimal(), "1", false});
  if (value.is(ItemKind::boolean)) return evaluation.quantity({Decimal(value.boolean() ? 1 : 0), "1", false});
  return value.is(ItemKind::string) ? quantity_of_text(evaluation, value.string()) : std::nullopt;
}

// toQuantity('mg'): converted to the unit.
bool in_unit(Evaluation& evaluation, const Node& call, const Focus& focus, std::optional<Item>& item) {
  if (call.operands.empty() || !item) return true;
  std::optional<std::string_view> unit;
  if (!evaluation.text(call.operands.front(), focus, unit)) return false;
  if (!unit) return true;
  const bool word = calendar_word(*unit).has_value();
  const Quantity wanted{Decimal(1), *unit, word};
  const auto value = value_in(item->quantity(), wanted);
  item = value ? std::optional(evaluation.quantity({*value, *unit, word})) : std::nullopt;
  return true;
}

template <Convert convert, bool ask>
bool conversion(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  std::optional<Item> item;
  if (!evaluation.single(input, item)) return false;
  if (!item) return evaluation.answer_nothing(result);
  std::optional<Item> converted = convert(evaluation, *item);
  if (convert == to_quantity && !in_unit(evaluation, call, focus, converted)) return false;
  if (ask) return evaluation.answer(Item::of_boolean(converted.has_value()), result);
  return evaluation.answer(converted, result);
}

constexpr Function table[] = {
    {"toBoolean", 0, 0, conversion<to_boolean, false>},
    {"convertsToBoolean", 0, 0, conversion<to_boolean, true>},
    {"toInteger", 0, 0, conversion<to_integer, false>},
    {"convertsToInteger", 0, 0, conversion<to_integer, true>},
    {"toLong", 0, 0, conversion<to_long, false>},
    {"convertsToLong", 0, 0, conversion<to_long, true>},
    {"toDecimal", 0, 0, conversion<to_decimal, false>},
    {"convertsToDecimal", 0, 0, conversion<to_decimal, true>},
    {"toString", 0, 0, conversion<to_string, false>},
    {"convertsToString", 0, 0, conversion<to_string, true>},
    {"toDate", 0, 0, conversion<to_date, false>},
    {"convertsToDate", 0, 0, conversion<to_date, true>},
    {"toDateTime", 0, 0, conversion<to_date_time, false>},
    {"convertsToDateTime", 0, 0, conversion<to_date_time, true>},
    {"toTime", 0, 0, conversion<to_time, false>},
    {"convertsToTime", 0, 0, conversion<to_time, true>},
    {"toQuantity", 0, 1, conversion<to_quantity, false>},
    {"convertsToQuantity", 0, 1, conversion<to_quantity, true>},
};

}  // namespace

std::span<const Function> conversion_functions() {
  return table;
}

}  // namespace linkki::fhirpath
