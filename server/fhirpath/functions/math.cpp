// Numbers: https://hl7.org/fhirpath/N1/#math
#include <cmath>

#include "fhirpath/evaluation.h"
#include "fhirpath/function.h"

namespace linkki::fhirpath {

namespace {

bool number(Evaluation& evaluation, Range input, std::optional<Item>& out) {
  if (!evaluation.single(input, out)) return false;
  return !out || out->is_number() || evaluation.fail_type(base::Words{"a number", "luku", "ett tal"}, *out);
}

bool answer_decimal(Evaluation& evaluation, const std::optional<Decimal>& value, Range& result) {
  return value ? evaluation.answer(Item::of_decimal(*value), result) : evaluation.answer_nothing(result);
}

bool absolute(Evaluation& evaluation, const Node&, const Focus&, Range input, Range& result) {
  std::optional<Item> item;
  if (!evaluation.single(input, item)) return false;
  if (!item) return evaluation.answer_nothing(result);
  if (item->is(ItemKind::quantity)) {
    Quantity quantity = item->quantity();
    if (quantity.value.negative()) quantity.value = -quantity.value;
    return evaluation.answer(evaluation.quantity(quantity), result);
  }
  if (item->is(ItemKind::integer)) {
    const auto value = (item->integer() < 0 ? -item->decimal() : item->decimal()).integer();
    return value ? evaluation.answer(Item::of_integer(*value), result) : evaluation.answer_nothing(result);
  }
  if (!item->is(ItemKind::decimal))
    return evaluation.fail_type(base::Words{"a number", "luku", "ett tal"}, *item);
  const Decimal value = item->decimal();
  return evaluation.answer(Item::of_decimal(value.negative() ? -value : value), result);
}

template <Decimal (Decimal::*whole)() const>
bool whole_number(Evaluation& evaluation, const Node&, const Focus&, Range input, Range& result) {
  std::optional<Item> item;
  if (!evaluation.single(input, item)) return false;
  if (item && item->is(ItemKind::quantity)) {
    Quantity quantity = item->quantity();
    quantity.value = (quantity.value.*whole)();
    return evaluation.answer(evaluation.quantity(quantity), result);
  }
  if (item && !item->is_number())
    return evaluation.fail_type(base::Words{"a number", "luku", "ett tal"}, *item);
  const auto value = item ? (item->decimal().*whole)().integer() : std::nullopt;
  return value ? evaluation.answer(Item::of_integer(*value), result) : evaluation.answer_nothing(result);
}

template <double (*function)(double)>
bool real(Evaluation& evaluation, const Node&, const Focus&, Range input, Range& result) {
  std::optional<Item> item;
  if (!number(evaluation, input, item)) return false;
  return answer_decimal(
      evaluation, item ? Decimal::from_double(function(item->decimal().to_double())) : std::nullopt, result);
}

bool logarithm(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  std::optional<Item> item, base;
  if (!number(evaluation, input, item) || !evaluation.single(call.operands.front(), focus, base))
    return false;
  if (!item || !base) return evaluation.answer_nothing(result);
  if (!base->is_number()) return evaluation.fail_type(base::Words{"a number", "luku", "ett tal"}, *base);
  const double value = std::log(item->decimal().to_double()) / std::log(base->decimal().to_double());
  return answer_decimal(evaluation, Decimal::from_double(value), result);
}

bool raise(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  std::optional<Item> item, exponent;
  if (!number(evaluation, input, item) || !evaluation.single(call.operands.front(), focus, exponent))
    return false;
  if (!item || !exponent) return evaluation.answer_nothing(result);
  if (!exponent->is_number())
    return evaluation.fail_type(base::Words{"a number", "luku", "ett tal"}, *exponent);
  const auto whole = exponent->decimal().integer();
  if (!whole) {
    return answer_decimal(
        evaluation,
        Decimal::from_double(std::pow(item->decimal().to_double(), exponent->decimal().to_double())), result);
  }
  const auto value = power(item->decimal(), *whole);
  const auto integer = value && item->is(ItemKind::integer) ? value->integer() : std::nullopt;
  if (integer) return evaluation.answer(Item::of_integer(*integer), result);
  return answer_decimal(evaluation, value, result);
}

bool round(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  std::optional<Item> item;
  std::optional<std::int64_t> digits = 0;
  if (!number(evaluation, input, item)) return false;
  if (!call.operands.empty() && !evaluation.integer(call.operands.front(), focus, digits)) return false;
  if (!item || !digits) return evaluation.answer_nothing(result);
  if (*digits < 0 || *digits > 30) return evaluation.answer_nothing(result);
  return evaluation.answer(Item::of_decimal(item->decimal().round(static_cast<int>(*digits))), result);
}

constexpr Function table[] = {
    {"abs", 0, 0, absolute},
    {"ceiling", 0, 0, whole_number<&Decimal::ceiling>},
    {"floor", 0, 0, whole_number<&Decimal::floor>},
    {"truncate", 0, 0, whole_number<&Decimal::truncate>},
    {"exp", 0, 0, real<std::exp>},
    {"ln", 0, 0, real<std::log>},
    {"sqrt", 0, 0, real<std::sqrt>},
    {"log", 1, 1, logarithm},
    {"power", 1, 1, raise},
    {"round", 0, 1, round},
};

}  // namespace

std::span<const Function> math_functions() {
  return table;
}

}  // namespace linkki::fhirpath
