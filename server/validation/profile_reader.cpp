#include "validation/profile_reader.h"

#include <algorithm>
#include <charconv>

#include "fhir/messages.h"
#include "validation/content_reference.h"
#include "validation/discriminator.h"
#include "validation/narrative_language.h"
#include "validation/value.h"

namespace linkki::validation {
namespace {

using definitions::Type;
using json::Value;

constexpr std::string_view structures_at = "http://hl7.org/fhir/StructureDefinition/";
constexpr std::string_view max_value_set =
    "http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet";
constexpr std::string_view additional_binding =
    "http://hl7.org/fhir/tools/StructureDefinition/additional-binding";
constexpr std::string_view additional_binding_r5 =
    "http://hl7.org/fhir/5.0/StructureDefinition/extension-ElementDefinition.binding.additional";
constexpr std::string_view must_have_value =
    "http://hl7.org/fhir/5.0/StructureDefinition/extension-ElementDefinition.mustHaveValue";
constexpr std::string_view value_alternatives =
    "http://hl7.org/fhir/5.0/StructureDefinition/extension-ElementDefinition.valueAlternatives";
constexpr std::string_view vital_sign_units = "http://hl7.org/fhir/ValueSet/ucum-vitals-common";
constexpr std::string_view system_types_at = "http://hl7.org/fhirpath/System.";

std::optional<std::uint32_t> number(std::string_view text) {
  if (text == "*") return UINT32_MAX;
  std::uint32_t value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  return fault == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::optional<std::uint32_t> number(const Value& object, std::string_view name) {
  const Value* const found = object.find(name);
  return found ? number(found->text()) : std::nullopt;
}

const Value* extension(const Value& object, std::string_view url) {
  for (const auto& one : items(object, "extension")) {
    if (one.text_of("url") == url) return typed(one, "value").value;
  }
  return nullptr;
}

std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(mark, at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

struct Segment {
  std::string_view name;
  std::string_view slice;
  bool operator==(const Segment&) const = default;
};

class Reader {
 public:
  Reader(Profile& profile, const definitions::Definitions& definitions)
      : profile_(profile), definitions_(definitions) {}

  void read(const Value& element);

 private:
  std::vector<Segment> place(const Value& element);
  Node& find_child(Node& parent, std::string_view name);
  Node& find_slice(Node& node, std::string_view name);
  Node& choose(Node& node, std::string_view json_name, const Type* type);

  void read_facts(Node& node, const Value& element);
  void read_cardinality(Node& node, const Value& element);
  void read_types(Node& node, const Value& element);
  void read_binding(Node& node, const Value& element);
  void read_further_bindings(Node& node, const Value& binding);
  definitions::Binding binding_to(std::string_view canonical, definitions::BindingStrength strength) const;
  void read_rules(Node& node, const Value& element);
  void read_slicing(Node& node, const Value& element);
  static bool known(const Node& node, std::string_view key);

  Profile& profile_;
  const definitions::Definitions& definitions_;
  std::vector<Segment> last_;
};

void Reader::read(const Value& element) {
  const auto segments = place(element);
  if (segments.empty()) return;
  Node* node = &profile_.root;
  for (std::size_t i = 1; i < segments.size(); ++i) {
    const bool closed = node->type && !node->type->abstract_type;
    node = &find_child(*node, segments[i].name);
    if (closed && !node->definition) return;   // the type has no such element, so that nothing can have it
    const bool chosen = !node->slice.empty();  // by the name of its type: valueQuantity
    if (segments[i].slice.empty() || chosen) continue;
    for (std::size_t end = 0; end != std::string_view::npos;) {  // a/b is b within a
      end = segments[i].slice.find('/', end ? end + 1 : 0);
      node = &find_slice(*node, segments[i].slice.substr(0, end));
    }
  }
  last_ = segments;
  read_facts(*node, element);
}

// By the element's id; where it has none that fits its path, by the elements before it.
std::vector<Segment> Reader::place(const Value& element) {
  const auto path = split(element.text_of("path"), '.');
  const auto id = split(element.text_of("id"), '.');
  const std::string_view slice = element.text_of("sliceName");
  std::vector<Segment> segments;
  if (id.size() == path.size() && element.find("id")) {
    for (const auto part : id) {
      const auto colon = part.find(':');
      segments.push_back({without_choice(part.substr(0, colon)),
                          colon == std::string_view::npos ? std::string_view{} : part.substr(colon + 1)});
    }
    if (segments.size() > 1 && segments.back().slice.empty()) segments.back().slice = slice;
    return segments;
  }
  for (std::size_t i = 0; i < path.size(); ++i) {
    const std::string_view name = without_choice(path[i]);
    const bool on_the_way = i + 1 < path.size() && i < last_.size() && last_[i].name == name &&
                            std::equal(segments.begin(), segments.end(), last_.begin());
    segments.push_back({name, on_the_way ? last_[i].slice : std::string_view{}});
  }
  segments.back().slice = slice;
  return segments;
}

Node& Reader::find_child(Node& parent, std::string_view name) {
  for (Node& child : parent.children) {
    if (child.name == name) return child;
  }
  const definitions::Element* element = parent.type ? parent.type->find_element(name) : nullptr;
  const Type* chosen = nullptr;
  if (parent.type && !element) {
    const auto child = parent.type->find(name);
    element = child.element;
    chosen = child.element ? child.type : nullptr;
  }
  if (chosen) return choose(find_child(parent, element->name), name, chosen);
  Node node;
  node.name = name;
  node.label = parent.label + "." + std::string(name);
  node.definition = element;
  if (element && element->types.size() == 1) node.type = element->types[0].type;
  parent.children.push_back(std::move(node));
  return parent.children.back();
}

// valueQuantity where value[x] is meant: a slice by type.
Node& Reader::choose(Node& node, std::string_view json_name, const Type* type) {
  Node& slice = find_slice(node, json_name);
  slice.type = type;
  if (slice.types.empty()) slice.types.push_back({.name = type->name});
  return slice;
}

Node& Reader::find_slice(Node& node, std::string_view name) {
  if (!node.slicing && (node.name == "extension" || node.name == "modifierExtension")) {
    node.slicing.emplace().discriminators.push_back(
        {Discriminator::Kind::value, {{Step::Kind::child, "url"}}});
  } else if (!node.slicing && node.definition && node.definition->choice) {
    node.slicing.emplace().discriminators.push_back({Discriminator::Kind::type, {}});
  }
  for (Node& slice : node.slices) {
    if (slice.slice == name) return slice;
  }
  Node slice;
  slice.name = node.name;
  slice.slice = name;
  slice.label = node.label.substr(0, node.label.find(':', node.label.rfind('.') + 1));
  slice.label.append(":").append(name);
  slice.type = node.type;
  slice.definition = node.definition;
  node.slices.push_back(std::move(slice));
  return node.slices.back();
}

void Reader::read_facts(Node& node, const Value& element) {
  if (&node != &profile_.root) read_cardinality(node, element);
  read_types(node, element);
  if (const Value* const found = typed(element, "fixed").value) node.fixed = found;
  if (const Value* const found = typed(element, "pattern").value) node.pattern = found;
  if (const Value* const found = typed(element, "minValue").value) node.min_value = found;
  if (const Value* const found = typed(element, "maxValue").value) node.max_value = found;
  if (const auto length = number(element, "maxLength")) node.max_length = length;
  if (const Value* const length = extension(element, "http://hl7.org/fhir/StructureDefinition/minLength")) {
    node.min_length = number(length->text());
  }
  if (const Value* const must = extension(element, must_have_value)) {
    node.must_have_value |= must->is_boolean() && must->truth();
  }
  for (const Value& one : items(element, "extension")) {
    const Value* const instead =
        one.text_of("url") == value_alternatives ? typed(one, "value").value : nullptr;
    if (instead) node.value_alternatives.push_back(instead->text());
    if (one.text_of("url") == narrative_language_control) node.languages.push_back(one.text_of("valueCode"));
  }
  if (const auto reference = element.text_of("contentReference"); !reference.empty()) {
    node.content_reference = reference.substr(reference.find('#') + 1);
  }
  read_binding(node, element);
  read_rules(node, element);
  read_slicing(node, element);
  if (truth(element, "isModifier") && &node == &profile_.root) profile_.modifier = true;
}

void Reader::read_cardinality(Node& node, const Value& element) {
  const bool sliced = !node.slice.empty();
  const auto min = number(element, "min"), max = number(element, "max");
  if (min && (sliced || !node.definition || *min > node.definition->min || node.min)) node.min = min;
  if (max && (sliced || !node.definition || *max < node.definition->max || node.max)) node.max = max;
}

void Reader::read_types(Node& node, const Value& element) {
  const auto list = items(element, "type");
  if (list.empty() || &node == &profile_.root) return;
  std::vector<TypeOption> options;
  bool adds = !node.definition || list.size() < node.definition->types.size() || !node.slice.empty();
  for (const Value& type : list) {
    const std::string_view code = type.text_of("code");
    if (code.starts_with(system_types_at)) return;
    TypeOption option{.name = code};
    for (const Value& one : items(type, "profile")) option.profiles.push_back({.canonical = one.text()});
    for (const Value& one : items(type, "targetProfile")) option.targets.push_back({.canonical = one.text()});
    for (const Value& one : items(type, "aggregation")) {
      option.aggregation |= one.text() == "contained"    ? Aggregation::contained
                            : one.text() == "referenced" ? Aggregation::referenced
                                                         : Aggregation::bundled;
    }
    adds |= !option.profiles.empty() || !option.targets.empty() || option.aggregation;
    options.push_back(std::move(option));
  }
  const auto* const single = options.size() == 1 ? definitions_.find_type(options[0].name) : nullptr;
  const bool backbone =
      options.size() == 1 && (options[0].name == "BackboneElement" || options[0].name == "Element");
  if (single && !backbone) node.type = single;
  if (adds && !backbone) node.types = std::move(options);
}

definitions::BindingStrength strength_of(std::string_view code) {
  using definitions::BindingStrength;
  if (code == "required") return BindingStrength::required;
  if (code == "extensible") return BindingStrength::extensible;
  return code == "preferred" ? BindingStrength::preferred : BindingStrength::example;
}

definitions::Binding Reader::binding_to(std::string_view canonical,
                                        definitions::BindingStrength strength) const {
  canonical = canonical.substr(0, canonical.find('|'));
  return {strength, canonical, definitions_.find_value_set(canonical)};
}

// The set that not even an extensible binding leaves, and bindings that R5 and the tools of profilers add.
void Reader::read_further_bindings(Node& node, const Value& binding) {
  for (const Value& one : items(binding, "extension")) {
    const std::string_view url = one.text_of("url");
    const Value* const most = url == max_value_set ? typed(one, "value").value : nullptr;
    if (most) node.further.push_back(binding_to(most->text(), definitions::BindingStrength::required));
    if (url != additional_binding && url != additional_binding_r5) continue;
    const Value *const set = extension(one, "valueSet"), *const purpose = extension(one, "purpose");
    if (!set || !purpose) continue;
    const std::string_view word = purpose->text();
    const auto strength = word == "maximum" ? definitions::BindingStrength::required : strength_of(word);
    if (!extension(one, "usage")) node.further.push_back(binding_to(set->text(), strength));
  }
}

void Reader::read_binding(Node& node, const Value& element) {
  const Value* const found = element.find("binding");
  if (!found) return;
  read_further_bindings(node, *found);
  const std::string_view canonical = found->text_of("valueSet");
  if (canonical.empty()) return;
  auto binding = binding_to(canonical, strength_of(found->text_of("strength")));
  // R4 requires a vital sign's unit of each component, also of those that are none, such as a flow of oxygen.
  if (binding.value_set == vital_sign_units) binding.strength = definitions::BindingStrength::extensible;
  const bool same = node.definition && node.definition->binding.strength == binding.strength &&
                    node.definition->binding.value_set == binding.value_set;
  if (!same) node.binding = binding;
}

bool Reader::known(const Node& node, std::string_view key) {
  const auto has = [&](std::span<const definitions::Constraint> list) {
    return std::any_of(list.begin(), list.end(), [&](const auto& one) { return one.key == key; });
  };
  if (key == "ele-1" || key == "ext-1") return true;
  if (node.definition && has(node.definition->constraints)) return true;
  if (node.type && has(node.type->constraints)) return true;
  return std::any_of(node.rules.begin(), node.rules.end(), [&](const auto& one) { return one.key == key; });
}

void Reader::read_rules(Node& node, const Value& element) {
  for (const Value& one : items(element, "constraint")) {
    const std::string_view key = one.text_of("key"), expression = one.text_of("expression");
    if (expression.empty() || known(node, key)) continue;
    auto compiled = fhirpath::compile(expression);
    if (!compiled) continue;
    node.rules.push_back(
        {key, one.text_of("human"), one.text_of("severity") == "error", *std::move(compiled)});
  }
}

void Reader::read_slicing(Node& node, const Value& element) {
  const Value* const found = element.find("slicing");
  if (!found) return;
  Slicing slicing;
  slicing.ordered = truth(*found, "ordered");
  const std::string_view rules = found->text_of("rules");
  slicing.rules = rules == "closed"      ? Slicing::Rules::closed
                  : rules == "openAtEnd" ? Slicing::Rules::open_at_end
                                         : Slicing::Rules::open;
  for (const Value& one : items(*found, "discriminator")) {
    const std::string_view type = one.text_of("type");
    auto steps = read_steps(one.text_of("path"));
    if (!steps) continue;
    slicing.discriminators.push_back({type == "exists"    ? Discriminator::Kind::exists
                                      : type == "type"    ? Discriminator::Kind::type
                                      : type == "profile" ? Discriminator::Kind::profile
                                                          : Discriminator::Kind::value,
                                      *std::move(steps)});
  }
  if (slicing.discriminators.empty() && node.slicing) slicing.discriminators = node.slicing->discriminators;
  node.slicing = std::move(slicing);
}

// Where R4's own resources carry extensions whose definitions do not say so.
constexpr std::pair<std::string_view, std::string_view> unnamed_contexts[] = {
    {"http://hl7.org/fhir/StructureDefinition/regex", "ElementDefinition.type"},
    {"http://hl7.org/fhir/StructureDefinition/structuredefinition-normative-version", "CodeSystem"},
    {"http://hl7.org/fhir/StructureDefinition/structuredefinition-normative-version", "ElementDefinition"},
    {"http://hl7.org/fhir/StructureDefinition/structuredefinition-normative-version", "OperationDefinition"},
    {"http://hl7.org/fhir/StructureDefinition/structuredefinition-normative-version", "ValueSet"},
    {"http://hl7.org/fhir/StructureDefinition/translation", "ValueSet.expansion.contains"},
    {"http://hl7.org/fhir/StructureDefinition/valueset-concept-comments", "CodeSystem.concept"},
};

void read_contexts(Profile& profile) {
  for (const Value& one : items(profile.document.root, "context")) {
    const std::string_view type = one.text_of("type");
    ExtensionContext context{type == "extension"  ? ExtensionContext::Kind::extension
                             : type == "fhirpath" ? ExtensionContext::Kind::fhirpath
                                                  : ExtensionContext::Kind::element,
                             one.text_of("expression"), std::nullopt};
    if (context.kind == ExtensionContext::Kind::fhirpath) {
      if (auto compiled = fhirpath::compile(context.expression)) context.path = *std::move(compiled);
    }
    profile.contexts.push_back(std::move(context));
  }
  for (const auto& [url, place] : unnamed_contexts) {
    if (profile.url == url)
      profile.contexts.push_back({ExtensionContext::Kind::element, place, std::nullopt});
  }
}

}  // namespace

base::Outcome<void> read_profile(Profile& profile, const Profile* base, bool by_snapshot,
                                 const definitions::Definitions& definitions) {
  const Value& root = profile.document.root;
  profile.url = root.text_of("url");
  profile.version = root.text_of("version");
  std::string_view type = root.text_of("type");
  if (type.starts_with(structures_at)) type.remove_prefix(structures_at.size());
  profile.type = definitions.find_type(type);
  if (!profile.type) {
    return base::refuse(base::Refusal::unprocessable,
                        base::error(base::IssueType::not_supported, base::message::resource_type_unknown,
                                    {std::string(type)}, "StructureDefinition.type"));
  }
  if (base) {
    profile.root = base->root;
    profile.modifier = base->modifier;
  }
  profile.root.name = profile.type->name;
  profile.root.label = profile.type->name;
  profile.root.type = profile.type;
  read_contexts(profile);
  const Value* const elements = root.find(by_snapshot ? "snapshot" : "differential");
  Reader reader(profile, definitions);
  if (elements) {
    for (const Value& element : items(*elements, "element")) reader.read(element);
  }
  profile.root.types.clear();  // it is of profile.type; a profile named there could be this one again
  link_content(profile.root);
  return base::done();
}

}  // namespace linkki::validation
