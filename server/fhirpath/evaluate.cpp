#include "fhirpath/evaluate.h"

#include <utility>

#include "fhirpath/evaluation.h"

namespace linkki::fhirpath {

base::Outcome<Collection> evaluate(const Expression& expression, const fhir::Element& focus,
                                   const Environment& environment) {
  Evaluation evaluation(environment);
  Range result;
  if (!evaluation.run(expression.root(), focus, result)) return std::move(evaluation.failure());
  const auto items = evaluation.span(result);
  return Collection{{items.begin(), items.end()}, std::move(evaluation.memory())};
}

Evaluator::Evaluator(const Environment& environment)
    : evaluation_(std::make_unique<Evaluation>(environment)) {}
Evaluator::~Evaluator() = default;

base::Outcome<std::span<const Item>> Evaluator::evaluate(const Expression& expression,
                                                         const fhir::Element& focus) {
  Range result;
  if (!evaluation_->run(expression.root(), focus, result)) return std::move(evaluation_->failure());
  return evaluation_->span(result);
}

base::Outcome<bool> Evaluator::holds(const Expression& expression, const fhir::Element& focus) {
  Range result;
  Truth truth = Truth::unknown;
  if (!evaluation_->run(expression.root(), focus, result) || !evaluation_->truth_of(result, truth)) {
    return std::move(evaluation_->failure());
  }
  return truth != Truth::no;
}

std::size_t Evaluator::steps() const {
  return evaluation_->steps();
}

}  // namespace linkki::fhirpath
