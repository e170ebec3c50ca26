// Choosing, projecting and ordering: https://hl7.org/fhirpath/N1/#filtering-and-projection , #subsetting
#include <algorithm>

#include "fhirpath/arithmetic.h"
#include "fhirpath/equality.h"
#include "fhirpath/evaluation.h"
#include "fhirpath/function.h"
#include "fhirpath/messages.h"

namespace linkki::fhirpath {

namespace {

bool where(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  result.begin = evaluation.top();
  for (std::uint32_t i = input.begin; i < input.end; ++i) {
    Truth holds;
    if (!evaluation.condition(call.operands.front(), {{i, i + 1}, focus.total, i - input.begin}, holds))
      return false;
    if (holds == Truth::yes && !evaluation.push(evaluation[i])) return false;
  }
  result.end = evaluation.top();
  return true;
}

bool select(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  result.begin = evaluation.top();
  for (std::uint32_t i = input.begin; i < input.end; ++i) {
    if (!evaluation.evaluate(call.operands.front(), {{i, i + 1}, focus.total, i - input.begin})) return false;
  }
  result.end = evaluation.top();
  return true;
}

// Applies the projection to what it gave, until it gives nothing new.
bool repeat(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  result.begin = evaluation.top();
  ItemSet seen(evaluation);
  const auto project = [&](std::uint32_t at, std::int64_t index) {
    const std::uint32_t start = evaluation.top();
    if (!evaluation.evaluate(call.operands.front(), {{at, at + 1}, focus.total, index})) return false;
    std::uint32_t kept = start;
    for (std::uint32_t i = start; i < evaluation.top(); ++i) {
      bool fresh = false;
      if (!seen.add(evaluation[i], fresh)) return false;
      if (fresh) evaluation.set(kept++, evaluation[i]);
    }
    evaluation.cut(kept);
    return true;
  };
  for (std::uint32_t i = input.begin; i < input.end; ++i) {
    if (!project(i, i - input.begin)) return false;
  }
  for (std::uint32_t i = result.begin; i < evaluation.top(); ++i) {
    if (!project(i, i - result.begin)) return false;
  }
  result.end = evaluation.top();
  return true;
}

bool of_type(Evaluation& evaluation, const Node& call, const Focus&, Range input, Range& result) {
  result.begin = evaluation.top();
  for (std::uint32_t i = input.begin; i < input.end; ++i) {
    bool is = false;
    if (!evaluation.is_type(evaluation[i], call.type, true, is)) return false;
    if (is && !evaluation.push(evaluation[i])) return false;
  }
  result.end = evaluation.top();
  return true;
}

bool fail_several(Evaluation& evaluation, Range input) {
  return evaluation.fail(base::IssueType::invalid, base::message::fhirpath_single,
                         {std::to_string(input.size())});
}

bool as(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  if (input.size() > 1 && evaluation.environment().strict) return fail_several(evaluation, input);
  return of_type(evaluation, call, focus, input, result);
}

bool is(Evaluation& evaluation, const Node& call, const Focus&, Range input, Range& result) {
  if (input.empty()) return evaluation.answer_nothing(result);
  if (input.size() > 1) return fail_several(evaluation, input);
  bool found = false;
  if (!evaluation.is_type(evaluation[input.begin], call.type, false, found)) return false;
  return evaluation.answer(Item::of_boolean(found), result);
}

bool single(Evaluation& evaluation, const Node&, const Focus&, Range input, Range& result) {
  result = input;
  return input.size() <= 1 || fail_several(evaluation, input);
}

bool first(Evaluation&, const Node&, const Focus&, Range input, Range& result) {
  result = {input.begin, std::min(input.begin + 1, input.end)};
  return true;
}

bool last(Evaluation&, const Node&, const Focus&, Range input, Range& result) {
  result = {input.empty() ? input.begin : input.end - 1, input.end};
  return true;
}

bool tail(Evaluation&, const Node&, const Focus&, Range input, Range& result) {
  result = {std::min(input.begin + 1, input.end), input.end};
  return true;
}

// skip: the part after `count` items; take: the part before.
template <bool before>
bool part(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  std::optional<std::int64_t> count;
  if (!evaluation.integer(call.operands.front(), focus, count)) return false;
  const auto at =
      input.begin + static_cast<std::uint32_t>(std::clamp<std::int64_t>(count.value_or(0), 0, input.size()));
  result = before ? Range{input.begin, at} : Range{at, input.end};
  return true;
}

bool choose(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  if (input.size() > 1) return fail_several(evaluation, input);
  const Focus inner{input, focus.total, focus.index};
  std::optional<Item> criterion;
  if (!evaluation.single(call.operands[0], inner, criterion)) return false;
  if (criterion && !criterion->is(ItemKind::boolean))
    return evaluation.fail_type("System.Boolean", *criterion);
  if (criterion && criterion->boolean()) return evaluation.evaluate(call.operands[1], inner, result);
  if (call.operands.size() > 2) return evaluation.evaluate(call.operands[2], inner, result);
  return evaluation.answer_nothing(result);
}

bool aggregate(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  const std::uint32_t start = evaluation.top();
  Range total{start, start};
  if (call.operands.size() > 1 && !evaluation.evaluate(call.operands[1], focus, total)) return false;
  for (std::uint32_t i = input.begin; i < input.end; ++i) {
    Range next;
    if (!evaluation.evaluate(call.operands[0], {{i, i + 1}, total, i - input.begin}, next)) return false;
    for (std::uint32_t k = 0; k < next.size(); ++k) evaluation.set(start + k, evaluation[next.begin + k]);
    total = {start, start + next.size()};
    evaluation.cut(total.end);
  }
  result = total;
  return true;
}

bool trace(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  std::optional<std::string_view> name;
  if (!evaluation.text(call.operands.front(), focus, name)) return false;
  Range shown = input;
  if (call.operands.size() > 1 && !select(evaluation, {.operands = {call.operands[1]}}, focus, input, shown))
    return false;
  evaluation.environment().trace(name.value_or(""), evaluation.span(shown));
  result = input;
  return true;
}

// One item with the values it is sorted by.
struct Sorted {
  Item item;
  std::vector<std::optional<Item>> keys;
};

// sort(), sort(family, -given.first()): a minus before a key turns the order round; empty always comes first.
bool sort(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  std::vector<Sorted> items;
  for (std::uint32_t i = input.begin; i < input.end; ++i) {
    Sorted one{evaluation[i], {}};
    if (call.operands.empty()) one.keys.emplace_back(evaluation.value_of(one.item));
    for (const Node& operand : call.operands) {
      const Node& key = operand.op == Operator::negative ? operand.operands.front() : operand;
      std::optional<Item> value;
      if (!evaluation.single(key, {{i, i + 1}, focus.total, i - input.begin}, value)) return false;
      one.keys.push_back(value);
    }
    items.push_back(std::move(one));
  }
  bool failed = false;
  const auto before = [&](const Sorted& a, const Sorted& b) {
    for (std::size_t i = 0; i < a.keys.size() && !failed; ++i) {
      if (!a.keys[i] && !b.keys[i]) continue;
      if (!a.keys[i] || !b.keys[i]) return !a.keys[i].has_value();
      Order found = Order::equal;
      failed = !evaluation.step() || !order(evaluation, *a.keys[i], *b.keys[i], found);
      if (found == Order::equal || found == Order::unknown) continue;
      const bool descending = i < call.operands.size() && call.operands[i].op == Operator::negative;
      return (found == Order::less) != descending;
    }
    return false;
  };
  std::stable_sort(items.begin(), items.end(), before);
  if (failed) return false;
  result.begin = evaluation.top();
  for (const Sorted& one : items) {
    if (!evaluation.push(one.item)) return false;
  }
  result.end = evaluation.top();
  return true;
}

constexpr Function table[] = {
    {"where", 1, 1, where},      {"select", 1, 1, select},
    {"repeat", 1, 1, repeat},    {"ofType", 1, 1, of_type, true},
    {"as", 1, 1, as, true},      {"is", 1, 1, is, true},
    {"single", 0, 0, single},    {"first", 0, 0, first},
    {"last", 0, 0, last},        {"tail", 0, 0, tail},
    {"skip", 1, 1, part<false>}, {"take", 1, 1, part<true>},
    {"iif", 2, 3, choose},       {"aggregate", 1, 2, aggregate},
    {"trace", 1, 2, trace},      {"sort", 0, 8, sort},
};

}  // namespace

std::span<const Function> selection_functions() {
  return table;
}

}  // namespace linkki::fhirpath
