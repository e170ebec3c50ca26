#include "fhirpath/arithmetic.h"

#include "fhirpath/equality.h"
#include "fhirpath/messages.h"

namespace linkki::fhirpath {

namespace {

std::optional<Item> decimal_item(const std::optional<Decimal>& value) {
  return value ? std::optional(Item::of_decimal(*value)) : std::nullopt;
}

std::optional<Item> integer_item(const std::optional<Decimal>& value) {
  const auto whole = value ? value->integer() : std::nullopt;
  // FHIRPath's Integer has 32 bits; a result beyond them is empty.
  if (!whole || *whole > INT32_MAX || *whole < INT32_MIN) return std::nullopt;
  return Item::of_integer(*whole);
}

bool fail_operands(Evaluation& evaluation, const Item& a, const Item& b) {
  const TypeName left = type_of(a), right = type_of(b);
  return evaluation.fail(base::IssueType::invalid, base::message::fhirpath_operands,
                         {std::string(left.name), std::string(right.name)});
}

bool numbers(Operator op, const Item& a, const Item& b, std::optional<Item>& out) {
  const Decimal x = a.decimal(), y = b.decimal();
  const bool integers = a.is(ItemKind::integer) && b.is(ItemKind::integer);
  const auto number = [&](const std::optional<Decimal>& value) {
    return integers ? integer_item(value) : decimal_item(value);
  };
  switch (op) {
    case Operator::add: out = number(add(x, y)); return true;
    case Operator::subtract: out = number(add(x, -y)); return true;
    case Operator::multiply: out = number(multiply(x, y)); return true;
    case Operator::divide: out = decimal_item(divide(x, y)); return true;
    case Operator::whole_divide: out = integer_item(quotient(x, y)); return true;
    case Operator::modulo: out = number(remainder(x, y)); return true;
    default: return false;
  }
}

bool quantities(Evaluation& evaluation, Operator op, const Quantity& a, const Quantity& b,
                std::optional<Item>& out) {
  const bool product = op == Operator::multiply || op == Operator::divide;
  const bool words =
      (a.calendar && b.unit != "1") || (b.calendar && (a.unit != "1" || op == Operator::divide));
  if (product && words) return true;  // a year times a metre has no unit
  std::optional<Decimal> value;
  std::string unit(a.unit);
  bool calendar = a.calendar;
  if (product) {
    value = op == Operator::multiply ? multiply(a.value, b.value) : divide(a.value, b.value);
    unit = op == Operator::multiply ? product_unit(a.unit, b.unit) : quotient_unit(a.unit, b.unit);
    calendar = op == Operator::multiply ? (b.unit == "1" && a.calendar) || (a.unit == "1" && b.calendar)
                                        : b.unit == "1" && a.calendar;
  } else if (const auto finer = value_in({Decimal(1), a.unit, a.calendar}, b); finer && *finer > Decimal(1)) {
    // The sum is told in the finer unit.
    const auto mine = value_in(a, b);
    value = mine ? add(*mine, op == Operator::add ? b.value : -b.value) : std::nullopt;
    unit = b.unit, calendar = b.calendar;
  } else if (const auto other = value_in(b, a)) {
    value = add(a.value, op == Operator::add ? *other : -*other);
  }
  if (value) out = evaluation.quantity({*value, evaluation.keep(unit), calendar});
  return true;
}

// A date or time plus a quantity of time.
bool shift(Evaluation& evaluation, Operator op, const Item& from, const Quantity& by,
           std::optional<Item>& out) {
  const auto unit = calendar_unit(by.unit);
  if (!unit || (from.is(ItemKind::time) && *unit < CalendarUnit::hour)) {
    return evaluation.fail(base::IssueType::invalid, base::message::fhirpath_time_unit,
                           {std::string(by.unit)});
  }
  const Decimal amount = op == Operator::add ? by.value : -by.value;
  const auto shifted = from.is(ItemKind::time) ? add_to_time(from.temporal(), amount, *unit)
                                               : add(from.temporal(), amount, *unit);
  if (shifted) out = Item::of_temporal(from.kind(), *shifted);
  return true;
}

bool arithmetic(Evaluation& evaluation, Operator op, const Item& a, const Item& b, std::optional<Item>& out) {
  if (a.is_number() && b.is_number()) return numbers(op, a, b, out);
  const bool sum = op == Operator::add || op == Operator::subtract;
  if (op == Operator::add && a.is(ItemKind::string) && b.is(ItemKind::string)) {
    out = evaluation.string(std::string(a.string()) + std::string(b.string()));
    return true;
  }
  if (sum && (a.is_date() || a.is(ItemKind::time)) && b.is(ItemKind::quantity))
    return shift(evaluation, op, a, b.quantity(), out);
  if (op == Operator::add && a.is(ItemKind::quantity) && (b.is_date() || b.is(ItemKind::time)))
    return shift(evaluation, op, b, a.quantity(), out);
  const bool units = sum || op == Operator::multiply || op == Operator::divide;
  const auto quantity = [](const Item& item) {
    return item.is(ItemKind::quantity) ? item.quantity() : Quantity{item.decimal(), "1", false};
  };
  const bool either = a.is(ItemKind::quantity) || b.is(ItemKind::quantity);
  const bool both =
      (a.is(ItemKind::quantity) || a.is_number()) && (b.is(ItemKind::quantity) || b.is_number());
  if (units && either && both) return quantities(evaluation, op, quantity(a), quantity(b), out);
  return fail_operands(evaluation, a, b);
}

bool concatenate(Evaluation& evaluation, Range left, Range right, std::optional<Item>& out) {
  std::optional<std::string_view> a, b;
  if (!evaluation.text(left, a) || !evaluation.text(right, b)) return false;
  out = evaluation.string(std::string(a.value_or("")) + std::string(b.value_or("")));
  return true;
}

bool membership(Evaluation& evaluation, Range one, Range many, std::optional<Item>& out) {
  if (one.empty()) return true;
  if (one.size() > 1) {
    return evaluation.fail(base::IssueType::invalid, base::message::fhirpath_single,
                           {std::to_string(one.size())});
  }
  const Item item = evaluation[one.begin];
  bool found = false;
  if (!contains(evaluation, many, item, found)) return false;
  out = Item::of_boolean(found);
  return true;
}

bool compared(Operator op, Order order) {
  switch (op) {
    case Operator::less: return order == Order::less;
    case Operator::less_or_equal: return order != Order::greater;
    case Operator::greater: return order == Order::greater;
    default: return order != Order::less;
  }
}

void set_truth(Truth truth, bool straight, std::optional<Item>& out) {
  if (truth != Truth::unknown) out = Item::of_boolean((truth == Truth::yes) == straight);
}

}  // namespace

bool order(Evaluation& evaluation, const Item& a, const Item& b, Order& out) {
  if (a.is_number() && b.is_number()) {
    out = a.decimal() < b.decimal()    ? Order::less
          : a.decimal() == b.decimal() ? Order::equal
                                       : Order::greater;
  } else if (a.is(ItemKind::string) && b.is(ItemKind::string)) {
    const int sign = a.string().compare(b.string());
    out = sign < 0 ? Order::less : sign == 0 ? Order::equal : Order::greater;
  } else if ((a.is_date() && b.is_date()) || (a.is(ItemKind::time) && b.is(ItemKind::time))) {
    out = compare(a.temporal(), b.temporal());
  } else if (a.is(ItemKind::quantity) && b.is(ItemKind::quantity)) {
    out = compare(a.quantity(), b.quantity());
  } else if (a.is(ItemKind::quantity) && b.is_number()) {
    out = compare(a.quantity(), {b.decimal(), "1", false});
  } else if (a.is_number() && b.is(ItemKind::quantity)) {
    out = compare({a.decimal(), "1", false}, b.quantity());
  } else if (a.is(ItemKind::element) || b.is(ItemKind::element)) {
    // An element without a value that FHIRPath can read, such as a Quantity with a comparator.
    const Item& found = a.is(ItemKind::element) ? a : b;
    const bool unreadable =
        found.element().primitive() || (found.element().type && found.element().type->is("Quantity"));
    if (!unreadable) return fail_operands(evaluation, a, b);
    out = Order::unknown;
  } else {
    return fail_operands(evaluation, a, b);
  }
  return true;
}

bool negate(Evaluation& evaluation, const Item& item, std::optional<Item>& out) {
  if (item.is(ItemKind::integer)) {
    out = integer_item(-item.decimal());
  } else if (item.is(ItemKind::decimal)) {
    out = Item::of_decimal(-item.decimal());
  } else if (item.is(ItemKind::quantity)) {
    Quantity quantity = item.quantity();
    quantity.value = -quantity.value;
    out = evaluation.quantity(quantity);
  } else {
    return evaluation.fail_type(base::Words{"a number", "luku", "ett tal"}, item);
  }
  return true;
}

bool calculate(Evaluation& evaluation, Operator op, Range left, Range right, std::optional<Item>& out) {
  Truth same = Truth::unknown;
  switch (op) {
    case Operator::equal:
    case Operator::not_equal:
      if (!equal(evaluation, left, right, same)) return false;
      set_truth(same, op == Operator::equal, out);
      return true;
    case Operator::equivalent:
    case Operator::not_equivalent:
      if (!equivalent(evaluation, left, right, same)) return false;
      set_truth(same, op == Operator::equivalent, out);
      return true;
    case Operator::in: return membership(evaluation, left, right, out);
    case Operator::contains: return membership(evaluation, right, left, out);
    case Operator::concatenate: return concatenate(evaluation, left, right, out);
    default: break;
  }
  std::optional<Item> a, b;
  if (!evaluation.single(left, a) || !evaluation.single(right, b)) return false;
  if (op == Operator::negative) return !a || negate(evaluation, *a, out);
  if (op == Operator::positive) {
    out = a;
    return !a || a->is_number() || a->is(ItemKind::quantity) ||
           evaluation.fail_type(base::Words{"a number", "luku", "ett tal"}, *a);
  }
  if (!a || !b) return true;
  if (op < Operator::less || op > Operator::greater_or_equal) return arithmetic(evaluation, op, *a, *b, out);
  Order found = Order::unknown;
  if (!order(evaluation, *a, *b, found)) return false;
  if (found != Order::unknown) out = Item::of_boolean(compared(op, found));
  return true;
}

bool keep_type(Evaluation& evaluation, const TypeName& type, Range range) {
  if (range.size() > 1 && evaluation.environment().strict) {
    return evaluation.fail(base::IssueType::invalid, base::message::fhirpath_single,
                           {std::to_string(range.size())});
  }
  std::uint32_t kept = range.begin;
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    bool is = false;
    if (!evaluation.step() || !evaluation.is_type(evaluation[i], type, true, is)) return false;
    if (is) evaluation.set(kept++, evaluation[i]);
  }
  evaluation.cut(kept);
  return true;
}

}  // namespace linkki::fhirpath
