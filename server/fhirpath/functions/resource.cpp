// What FHIR adds to the language: https://hl7.org/fhir/R4/fhirpath.html#functions
#include "fhirpath/evaluation.h"
#include "fhirpath/function.h"
#include "fhirpath/messages.h"
#include "fhirpath/narrative.h"
#include "fhirpath/plain.h"

namespace linkki::fhirpath {

namespace {

bool push_extensions(Evaluation& evaluation, Range input, std::string_view url) {
  for (std::uint32_t i = input.begin; i < input.end; ++i) {
    if (!evaluation[i].is(ItemKind::element)) continue;
    const std::uint32_t start = evaluation.top();
    if (!evaluation.push_children(evaluation[i], "extension")) return false;
    std::uint32_t kept = start;
    for (std::uint32_t k = start; k < evaluation.top(); ++k) {
      const json::Value* const extension = evaluation[k].element().value;
      if (extension && extension->text_of("url") == url) evaluation.set(kept++, evaluation[k]);
    }
    evaluation.cut(kept);
  }
  return true;
}

bool extension(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  std::optional<std::string_view> url;
  if (!evaluation.text(call.operands.front(), focus, url)) return false;
  result.begin = evaluation.top();
  if (url && !push_extensions(evaluation, input, *url)) return false;
  result.end = evaluation.top();
  return true;
}

bool has_extension(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  Range found;
  if (!extension(evaluation, call, focus, input, found)) return false;
  return evaluation.answer(Item::of_boolean(!found.empty()), result);
}

bool primitive_with_value(const Evaluation& evaluation, Range input) {
  if (input.size() != 1) return false;
  const Item& item = evaluation[input.begin];
  if (!item.is(ItemKind::element)) return !item.is(ItemKind::quantity);
  const fhir::Element& element = item.element();
  return element.type ? element.primitive() && element.has_value() : plain_value(element).has_value();
}

bool has_value(Evaluation& evaluation, const Node&, const Focus&, Range input, Range& result) {
  return evaluation.answer(Item::of_boolean(primitive_with_value(evaluation, input)), result);
}

bool get_value(Evaluation& evaluation, const Node&, const Focus&, Range input, Range& result) {
  if (!primitive_with_value(evaluation, input)) return evaluation.answer_nothing(result);
  return evaluation.answer(evaluation.value_of(evaluation[input.begin]), result);
}

std::string_view reference_text(const Item& item) {
  if (item.is(ItemKind::string)) return item.string();
  if (!item.is(ItemKind::element)) return {};
  const fhir::Element& element = item.element();
  if (element.primitive()) return element.text();
  return element.value ? element.value->text_of("reference") : std::string_view{};
}

// What cannot be found is left out.
bool resolve(Evaluation& evaluation, const Node&, const Focus&, Range input, Range& result) {
  result.begin = evaluation.top();
  for (std::uint32_t i = input.begin; i < input.end; ++i) {
    const std::string_view reference = reference_text(evaluation[i]);
    if (reference.empty()) continue;
    auto target = evaluation.environment().resolve(reference, evaluation.root_resource());
    if (!target) return evaluation.fail(std::move(target).failure());
    if (*target && !evaluation.push(Item(**target))) return false;
  }
  result.end = evaluation.top();
  return true;
}

bool html_checks(Evaluation& evaluation, const Node&, const Focus&, Range input, Range& result) {
  if (input.empty()) return evaluation.answer_nothing(result);
  std::optional<std::string_view> text;
  if (!evaluation.text(input, text)) return false;
  return evaluation.answer(Item::of_boolean(!text || safe_narrative(*text)), result);
}

constexpr Function table[] = {
    {"extension", 1, 1, extension}, {"hasExtension", 1, 1, has_extension},
    {"hasValue", 0, 0, has_value},  {"getValue", 0, 0, get_value},
    {"resolve", 0, 0, resolve},     {"htmlChecks", 0, 0, html_checks},
};

}  // namespace

std::span<const Function> resource_functions() {
  return table;
}

}  // namespace linkki::fhirpath
