// Codes and what they mean; the environment answers: https://hl7.org/fhir/R4/fhirpath.html#functions
#include "fhirpath/evaluation.h"
#include "fhirpath/function.h"
#include "fhirpath/messages.h"

namespace linkki::fhirpath {

namespace {

bool member_of(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  std::optional<std::string_view> value_set;
  if (!evaluation.text(call.operands.front(), focus, value_set)) return false;
  if (input.empty() || !value_set) return evaluation.answer_nothing(result);
  if (input.size() > 1) {
    return evaluation.fail(base::IssueType::invalid, base::message::fhirpath_single,
                           {std::to_string(input.size())});
  }
  auto member = evaluation.environment().member_of(evaluation[input.begin], *value_set);
  if (!member) return evaluation.fail(std::move(member).failure());
  return evaluation.answer(!*member ? Truth::unknown : truth(**member), result);
}

// subsumes: the input is the wider one; subsumedBy: the argument is.
template <bool input_is_wider>
bool subsumes(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  Range other;
  if (!evaluation.evaluate(call.operands.front(), focus, other)) return false;
  for (const Range range : {input, other}) {
    if (range.empty()) return evaluation.answer_nothing(result);
    if (range.size() == 1) continue;
    return evaluation.fail(base::IssueType::invalid, base::message::fhirpath_single,
                           {std::to_string(range.size())});
  }
  const Item a = evaluation[input.begin], b = evaluation[other.begin];
  auto answer = evaluation.environment().subsumes(input_is_wider ? a : b, input_is_wider ? b : a);
  if (!answer) return evaluation.fail(std::move(answer).failure());
  return evaluation.answer(!*answer ? Truth::unknown : truth(**answer), result);
}

constexpr Function table[] = {
    {"memberOf", 1, 1, member_of},
    {"subsumes", 1, 1, subsumes<true>},
    {"subsumedBy", 1, 1, subsumes<false>},
};

}  // namespace

std::span<const Function> terminology_functions() {
  return table;
}

}  // namespace linkki::fhirpath
