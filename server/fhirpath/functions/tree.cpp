// Walking the tree, the present time, types: https://hl7.org/fhirpath/N1/#tree-navigation ,
// #utility-functions
#include "fhirpath/evaluation.h"
#include "fhirpath/function.h"

namespace linkki::fhirpath {

namespace {

bool children(Evaluation& evaluation, const Node&, const Focus&, Range input, Range& result) {
  result.begin = evaluation.top();
  for (std::uint32_t i = input.begin; i < input.end; ++i) {
    if (!evaluation.push_children(evaluation[i])) return false;
  }
  result.end = evaluation.top();
  return true;
}

// Level by level.
bool descendants(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  if (!children(evaluation, call, focus, input, result)) return false;
  for (std::uint32_t i = result.begin; i < evaluation.top(); ++i) {
    if (!evaluation.push_children(evaluation[i])) return false;
  }
  result.end = evaluation.top();
  return true;
}

Temporal now_of(const Evaluation& evaluation) {
  return Temporal::of(evaluation.environment().now);
}

bool now(Evaluation& evaluation, const Node&, const Focus&, Range, Range& result) {
  return evaluation.answer(Item::of_date_time(now_of(evaluation)), result);
}

bool today(Evaluation& evaluation, const Node&, const Focus&, Range, Range& result) {
  Temporal day;
  const Temporal now = now_of(evaluation);
  day.year = now.year, day.month = now.month, day.day = now.day;
  day.precision = Precision::day;
  return evaluation.answer(Item::of_date(day), result);
}

bool time_of_day(Evaluation& evaluation, const Node&, const Focus&, Range, Range& result) {
  Temporal time = now_of(evaluation);
  time.zoned = false;
  return evaluation.answer(Item::of_time(time), result);
}

bool type(Evaluation& evaluation, const Node&, const Focus&, Range input, Range& result) {
  result.begin = evaluation.top();
  for (std::uint32_t i = input.begin; i < input.end; ++i) {
    const TypeName name = type_of(evaluation[i]);
    if (!evaluation.push(evaluation.type_name(name.name_space, name.name))) return false;
  }
  result.end = evaluation.top();
  return true;
}

constexpr Function table[] = {
    {"children", 0, 0, children}, {"descendants", 0, 0, descendants}, {"now", 0, 0, now},
    {"today", 0, 0, today},       {"timeOfDay", 0, 0, time_of_day},   {"type", 0, 0, type},
};

}  // namespace

std::span<const Function> tree_functions() {
  return table;
}

}  // namespace linkki::fhirpath
