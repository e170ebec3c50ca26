// What FHIR adds to the language: https://hl7.org/fhir/R4/fhirpath.html#functions
#include "fhirpath/evaluation.h"
#include "fhirpath/function.h"
#include "fhirpath/messages.h"
#include "fhirpath/narrative.h"

namespace linkki::fhirpath {

namespace {

bool push_extensions(Evaluation& evaluation, Range input, std::string_view url) {
  for (std::uint32_t i = input.begin; i < input.end; ++i) {
    if (!evaluation[i].is(ItemKind::element)) continue;
    bool pushed = true;
    const fhir::Element parent = evaluation[i].element();
    fhir::each_child(parent, "extension", evaluation.environment().definitions,
                     [&](const fhir::Element& extension) {
                       if (extension.value && extension.value->text_of("url") == url)
                         pushed = pushed && evaluation.push(Item(extension));
                     });
    if (!pushed) return false;
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
  return !item.is(ItemKind::element) || (item.element().primitive() && item.element().has_value());
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

bool conforms_to(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  std::optional<Item> item;
  std::optional<std::string_view> profile;
  if (!evaluation.single(input, item) || !evaluation.text(call.operands.front(), focus, profile))
    return false;
  if (!item || !profile) return evaluation.answer_nothing(result);
  const Item& raw = evaluation[input.begin];
  if (!raw.is(ItemKind::element)) return evaluation.answer(Item::of_boolean(false), result);
  auto conforms = evaluation.environment().conforms_to(raw.element(), *profile);
  if (!conforms) return evaluation.fail(std::move(conforms).failure());
  if (!*conforms) {
    return evaluation.fail(base::IssueType::not_found, base::message::fhirpath_profile,
                           {std::string(*profile)});
  }
  return evaluation.answer(Item::of_boolean(**conforms), result);
}

bool html_checks(Evaluation& evaluation, const Node&, const Focus&, Range input, Range& result) {
  if (input.empty()) return evaluation.answer_nothing(result);
  std::optional<std::string_view> text;
  if (!evaluation.text(input, text)) return false;
  return evaluation.answer(Item::of_boolean(!text || safe_narrative(*text)), result);
}

constexpr Function table[] = {
    {"extension", 1, 1, extension},    {"hasExtension", 1, 1, has_extension},
    {"hasValue", 0, 0, has_value},     {"getValue", 0, 0, get_value},
    {"resolve", 0, 0, resolve},        {"memberOf", 1, 1, member_of},
    {"conformsTo", 1, 1, conforms_to}, {"htmlChecks", 0, 0, html_checks},
};

}  // namespace

std::span<const Function> resource_functions() {
  return table;
}

}  // namespace linkki::fhirpath
