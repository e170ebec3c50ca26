// Two collections together: https://hl7.org/fhirpath/N1/#combining , #subsetting
#include "fhirpath/equality.h"
#include "fhirpath/evaluation.h"
#include "fhirpath/function.h"

namespace linkki::fhirpath {

namespace {

bool both(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  result.begin = evaluation.top();
  for (std::uint32_t i = input.begin; i < input.end; ++i) {
    if (!evaluation.push(evaluation[i])) return false;
  }
  if (!evaluation.evaluate(call.operands.front(), focus)) return false;
  result.end = evaluation.top();
  return true;
}

bool union_with(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  if (!both(evaluation, call, focus, input, result) || !drop_repeated(evaluation, result.begin)) return false;
  result.end = evaluation.top();
  return true;
}

// intersect: keeps what is in the other too, once; exclude: keeps what is not.
template <bool intersect>
bool keep(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  Range other;
  if (!evaluation.evaluate(call.operands.front(), focus, other)) return false;
  ItemSet set(evaluation);
  bool flag = false;
  for (std::uint32_t i = other.begin; i < other.end; ++i) {
    if (!set.add(evaluation[i], flag)) return false;
  }
  result.begin = evaluation.top();
  for (std::uint32_t i = input.begin; i < input.end; ++i) {
    bool found = false;
    if (!set.contains(evaluation[i], found)) return false;
    if (found == intersect && !evaluation.push(evaluation[i])) return false;
  }
  if (intersect && !drop_repeated(evaluation, result.begin)) return false;
  result.end = evaluation.top();
  return true;
}

constexpr Function table[] = {
    {"union", 1, 1, union_with},
    {"combine", 1, 1, both},
    {"intersect", 1, 1, keep<true>},
    {"exclude", 1, 1, keep<false>},
};

}  // namespace

std::span<const Function> combination_functions() {
  return table;
}

}  // namespace linkki::fhirpath
