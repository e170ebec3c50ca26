// What definitions say of elements: https://hl7.org/fhir/R4/fhirpath.html#functions
#include <algorithm>
#include <vector>

#include "base/json/parse.h"
#include "fhirpath/evaluation.h"
#include "fhirpath/function.h"
#include "fhirpath/messages.h"

namespace linkki::fhirpath {

namespace {

// What finding a definition costs, in steps: it unpacks and reads a StructureDefinition.
constexpr std::uint32_t steps_of_definition = 20'000;

bool fail_profile(Evaluation& evaluation, std::string_view profile) {
  return evaluation.fail(base::IssueType::not_found, base::message::fhirpath_profile, {std::string(profile)});
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
  if (!*conforms) return fail_profile(evaluation, *profile);
  return evaluation.answer(Item::of_boolean(**conforms), result);
}

// The items that are in the slice of that name of a profile.
bool slice(Evaluation& evaluation, const Node& call, const Focus& focus, Range input, Range& result) {
  std::optional<std::string_view> profile, name;
  if (!evaluation.text(call.operands[0], focus, profile) || !evaluation.text(call.operands[1], focus, name))
    return false;
  if (!profile || !name) return evaluation.answer_nothing(result);
  result.begin = evaluation.top();
  for (std::uint32_t i = input.begin; i < input.end; ++i) {
    const Item item = evaluation[i];
    if (!item.is(ItemKind::element)) continue;
    auto inside = evaluation.environment().in_slice(item.element(), *profile, *name);
    if (!inside) return evaluation.fail(std::move(inside).failure());
    if (!*inside) return fail_profile(evaluation, *profile);
    if (**inside && !evaluation.push(item)) return false;
  }
  result.end = evaluation.top();
  return true;
}

// "Patient.contact.name"; of a resource "Patient".
std::string_view definition_path(const fhir::Element& element) {
  return element.definition ? element.definition->path
         : element.type     ? element.type->name
                            : std::string_view{};
}

bool is_path(std::string_view listed, std::string_view wanted) {
  return listed == wanted || (listed.ends_with("[x]") && listed.substr(0, listed.size() - 3) == wanted);
}

// The ElementDefinition of that path, kept with the evaluation; nullptr: none.
base::Outcome<const json::Value*> find_definition(Evaluation& evaluation, std::string_view path) {
  const auto& definitions = evaluation.environment().definitions;
  const definitions::Type* const type = definitions.find_type(path.substr(0, path.find('.')));
  if (!type || type->url.empty()) return nullptr;
  TRY(auto text, definitions.find_resource(type->url));
  if (!text) return nullptr;
  TRY(const auto structure, json::parse(std::move(*text)));
  const json::Value* const snapshot = structure.root.find("snapshot");
  const json::Value* const elements = snapshot ? snapshot->find("element") : nullptr;
  if (!elements) return nullptr;
  for (const json::Value& element : elements->items()) {
    if (!is_path(element.text_of("path"), path)) continue;
    json::Arena& memory = evaluation.memory();
    return new (memory.take(sizeof(json::Value))) json::Value(json::copy(memory, element));
  }
  return nullptr;
}

bool element_definition(Evaluation& evaluation, const Node&, const Focus&, Range input, Range& result) {
  result.begin = evaluation.top();
  const auto* const type = evaluation.environment().definitions.find_type("ElementDefinition");
  for (std::uint32_t i = input.begin; i < input.end; ++i) {
    const Item item = evaluation[i];
    if (!item.is(ItemKind::element) || !item.element().type) continue;
    auto found = find_definition(evaluation, definition_path(item.element()));
    if (!found) return evaluation.fail(std::move(found).failure());
    const bool pushed = !*found || evaluation.push(Item(fhir::Element{.value = *found, .type = type}));
    if (!pushed || !evaluation.step(steps_of_definition)) return false;
  }
  result.end = evaluation.top();
  return true;
}

bool names(Evaluation& evaluation, const Node& call, const Focus& focus,
           std::vector<std::string_view>& urls) {
  for (const Node& operand : call.operands) {
    std::optional<std::string_view> url;
    if (!evaluation.text(operand, focus, url)) return false;
    if (url) urls.push_back(*url);
  }
  return true;
}

// The input, if no item has a modifier extension besides those that are named.
bool check_modifiers(Evaluation& evaluation, const Node& call, const Focus& focus, Range input,
                     Range& result) {
  std::vector<std::string_view> understood;
  if (!names(evaluation, call, focus, understood)) return false;
  const std::uint32_t start = evaluation.top();
  for (std::uint32_t i = input.begin; i < input.end; ++i) {
    if (!evaluation.push_children(evaluation[i], "modifierExtension")) return false;
  }
  for (std::uint32_t i = start; i < evaluation.top(); ++i) {
    const json::Value* const extension = evaluation[i].element().value;
    const std::string_view url = extension ? extension->text_of("url") : std::string_view{};
    if (std::find(understood.begin(), understood.end(), url) != understood.end()) continue;
    return evaluation.fail(base::IssueType::not_supported, base::message::fhirpath_modifier,
                           {std::string(url)});
  }
  evaluation.cut(start);
  result = input;
  return true;
}

constexpr Function table[] = {
    {"conformsTo", 1, 1, conforms_to},
    {"slice", 2, 2, slice},
    {"elementDefinition", 0, 0, element_definition},
    {"checkModifiers", 0, 32, check_modifiers},
};

}  // namespace

std::span<const Function> profile_functions() {
  return table;
}

}  // namespace linkki::fhirpath
