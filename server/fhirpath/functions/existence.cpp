// How many there are, and whether they hold: https://hl7.org/fhirpath/N1/#existence
#include "fhirpath/equality.h"
#include "fhirpath/evaluation.h"
#include "fhirpath/function.h"

namespace linkki::fhirpath {

namespace {

bool empty(Evaluation& evaluation, const Node&, const Focus&, Range input, Range& result) {
  return evaluation.answer(Item::of_boolean(input.empty()), result);
}

bool count(Evaluation& evaluation, const Node&, const Focus&, Range input, Range& result) {
  return evaluation.answer(Item::of_integer(input.size()), result);
}

bool negated(Evaluation& evaluation, const Node&, const Focus&, Range input, Range& result) {
  Truth value;
  if (!evaluation.truth_of(input, value)) return false;
  if (value == Truth::unknown) return evaluation.answer_nothing(result);
  return evaluation.answer(Item::of_boolean(value == Truth::no), result);
}

bool exists(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  bool found = call.operands.empty() && !input.empty();
  if (!call.operands.empty()) {
    for (std::uint32_t i = input.begin; i < input.end && !found; ++i) {
      Truth value;
      if (!evaluation.condition(call.operands.front(), {{i, i + 1}, focus.total, i - input.begin}, value))
        return false;
      found = value == Truth::yes;
    }
  }
  return evaluation.answer(Item::of_boolean(found), result);
}

bool all(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  bool holds = true;
  for (std::uint32_t i = input.begin; i < input.end && holds; ++i) {
    Truth value;
    if (!evaluation.condition(call.operands.front(), {{i, i + 1}, focus.total, i - input.begin}, value))
      return false;
    holds = value == Truth::yes;
  }
  return evaluation.answer(Item::of_boolean(holds), result);
}

// allTrue: all == true, wanted == true; anyFalse: all == false, wanted == false.
template <bool every, bool wanted>
bool booleans(Evaluation& evaluation, const Node&, const Focus&, Range input, Range& result) {
  bool out = every;
  for (std::uint32_t i = input.begin; i < input.end; ++i) {
    const Item value = evaluation.value_of(evaluation[i]);
    if (!value.is(ItemKind::boolean)) return evaluation.fail_type("System.Boolean", value);
    if (every)
      out = out && value.boolean() == wanted;
    else
      out = out || value.boolean() == wanted;
  }
  return evaluation.answer(Item::of_boolean(out), result);
}

bool within(Evaluation& evaluation, Range part, Range whole, Range& result) {
  ItemSet set(evaluation);
  bool flag = true;
  for (std::uint32_t i = whole.begin; i < whole.end; ++i) {
    if (!set.add(evaluation[i], flag)) return false;
  }
  bool all_found = true;
  for (std::uint32_t i = part.begin; i < part.end && all_found; ++i) {
    if (!set.contains(evaluation[i], all_found)) return false;
  }
  return evaluation.answer(Item::of_boolean(all_found), result);
}

bool subset_of(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  Range other;
  return evaluation.evaluate(call.operands.front(), focus, other) && within(evaluation, input, other, result);
}

bool superset_of(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  Range other;
  return evaluation.evaluate(call.operands.front(), focus, other) && within(evaluation, other, input, result);
}

bool copy_distinct(Evaluation& evaluation, Range input, Range& result) {
  result.begin = evaluation.top();
  for (std::uint32_t i = input.begin; i < input.end; ++i) {
    if (!evaluation.push(evaluation[i])) return false;
  }
  const bool dropped = drop_repeated(evaluation, result.begin);
  result.end = evaluation.top();
  return dropped;
}

bool distinct(Evaluation& evaluation, const Node&, const Focus&, Range input, Range& result) {
  return copy_distinct(evaluation, input, result);
}

bool is_distinct(Evaluation& evaluation, const Node&, const Focus&, Range input, Range& result) {
  Range rest;
  if (!copy_distinct(evaluation, input, rest)) return false;
  return evaluation.answer(Item::of_boolean(rest.size() == input.size()), result);
}

constexpr Function table[] = {
    {"empty", 0, 0, empty},
    {"exists", 0, 1, exists},
    {"count", 0, 0, count},
    {"not", 0, 0, negated},
    {"all", 1, 1, all},
    {"allTrue", 0, 0, booleans<true, true>},
    {"anyTrue", 0, 0, booleans<false, true>},
    {"allFalse", 0, 0, booleans<true, false>},
    {"anyFalse", 0, 0, booleans<false, false>},
    {"subsetOf", 1, 1, subset_of},
    {"supersetOf", 1, 1, superset_of},
    {"distinct", 0, 0, distinct},
    {"isDistinct", 0, 0, is_distinct},
};

}  // namespace

std::span<const Function> existence_functions() {
  return table;
}

}  // namespace linkki::fhirpath
