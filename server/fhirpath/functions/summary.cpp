// Many numbers or quantities as one: sum, min, max, avg; empty where an item has no value.
#include "fhirpath/arithmetic.h"
#include "fhirpath/evaluation.h"
#include "fhirpath/function.h"

namespace linkki::fhirpath {

namespace {

// The sum in `total`; nullopt: of nothing, or of what cannot be added.
bool add_up(Evaluation& evaluation, Range input, std::optional<Item>& total) {
  if (input.empty()) return true;
  if (!evaluation.single({input.begin, input.begin + 1}, total)) return false;
  for (std::uint32_t i = input.begin + 1; i < input.end && total; ++i) {
    const std::uint32_t at = evaluation.top();
    std::optional<Item> next;
    if (!evaluation.push(*total) || !calculate(evaluation, Operator::add, {at, at + 1}, {i, i + 1}, next))
      return false;
    evaluation.cut(at);
    total = next;
  }
  return true;
}

bool sum(Evaluation& evaluation, const Node&, const Focus&, Range input, Range& result) {
  std::optional<Item> total;
  return add_up(evaluation, input, total) && evaluation.answer(total, result);
}

bool average(Evaluation& evaluation, const Node&, const Focus&, Range input, Range& result) {
  std::optional<Item> total, mean;
  if (!add_up(evaluation, input, total)) return false;
  if (!total) return evaluation.answer_nothing(result);
  const std::uint32_t at = evaluation.top();
  if (!evaluation.push(*total) || !evaluation.push(Item::of_integer(input.size()))) return false;
  if (!calculate(evaluation, Operator::divide, {at, at + 1}, {at + 1, at + 2}, mean)) return false;
  evaluation.cut(at);
  return evaluation.answer(mean, result);
}

template <Order wanted>
bool extreme(Evaluation& evaluation, const Node&, const Focus&, Range input, Range& result) {
  std::optional<Item> best;
  for (std::uint32_t i = input.begin; i < input.end; ++i) {
    std::optional<Item> item;
    if (!evaluation.step() || !evaluation.single({i, i + 1}, item)) return false;
    if (!item) return evaluation.answer_nothing(result);
    Order found = wanted;
    if (best && !order(evaluation, *item, *best, found)) return false;
    if (found == Order::unknown) return evaluation.answer_nothing(result);
    if (found == wanted) best = item;
  }
  return evaluation.answer(best, result);
}

constexpr Function table[] = {
    {"sum", 0, 0, sum},
    {"avg", 0, 0, average},
    {"min", 0, 0, extreme<Order::less>},
    {"max", 0, 0, extreme<Order::greater>},
};

}  // namespace

std::span<const Function> summary_functions() {
  return table;
}

}  // namespace linkki::fhirpath
