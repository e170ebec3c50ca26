#include "definitions/structure.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <map>
#include <set>
#include <string>
#include <unordered_map>

#include "base/ensure.h"
#include "base/json/print.h"
#include "definitions/canonical.h"
#include "definitions/slots.h"

namespace linkki::definitions {
namespace {

using json::Value;

inline constexpr std::string_view structures_at = "http://hl7.org/fhir/StructureDefinition/";
inline constexpr std::string_view system_types_at = "http://hl7.org/fhirpath/System.";

std::string_view after_last(char mark, std::string_view text) {
  return text.substr(text.rfind(mark) + 1);
}
std::string_view before_last(char mark, std::string_view text) {
  auto at = text.rfind(mark);
  return at == std::string_view::npos ? std::string_view{} : text.substr(0, at);
}

std::span<Value> items(const Value& object, std::string_view name) {
  auto* array = object.find(name);
  return array ? array->items() : std::span<Value>{};
}

bool truth(const Value& object, std::string_view name) {
  auto* flag = object.find(name);
  return flag && flag->is_boolean() && flag->truth();
}

std::uint32_t number(std::string_view text) {
  std::uint32_t value = 0;
  if (text == "*") return UINT32_MAX;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// The value of an extension, whatever its type; empty: not there.
std::string_view extension(const Value& object, std::string_view name) {
  for (auto& one : items(object, "extension")) {
    if (one.text_of("url") != std::string(structures_at).append(name)) continue;
    for (auto& member : one.members()) {
      if (member.name.starts_with("value")) return member.value.text();
    }
  }
  return {};
}

std::span<Value> snapshot(const Value& structure) {
  auto* found = structure.find("snapshot");
  return found ? items(*found, "element") : std::span<Value>{};
}

bool defines_type(const Value& structure) {
  return structure.text_of("kind") != "logical" && structure.text_of("derivation") != "constraint" &&
         !snapshot(structure).empty();
}

TypeKind kind_of(const Value& structure) {
  auto kind = structure.text_of("kind");
  if (kind == "primitive-type") return TypeKind::primitive;
  return kind == "resource" ? TypeKind::resource : TypeKind::complex;
}

BindingStrength strength_of(std::string_view code) {
  if (code == "required") return BindingStrength::required;
  if (code == "extensible") return BindingStrength::extensible;
  return code == "preferred" ? BindingStrength::preferred : BindingStrength::example;
}

std::string capitalised(std::string_view name) {
  std::string text(name);
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

class Builder {
 public:
  Builder(std::span<const Value* const> structures, Content& content) : content_(content) {
    for (auto* structure : structures) {
      if (structure->text_of("name") == "SimpleQuantity") simple_quantity_ = structure;
      if (defines_type(*structure)) structures_.push_back(structure);
    }
  }

  void build() {
    name_types();
    for (auto* structure : structures_) fill_types(*structure);
    for (auto* structure : structures_) fill_elements(*structure);
    for (auto& type : content_.types) fill_slots(type);
  }

 private:
  Type* find(std::string_view name) {
    auto at = types_.find(name);
    return at == types_.end() ? nullptr : at->second;
  }
  std::string_view keep(std::string_view text) { return text.empty() ? text : content_.arena.keep(text); }

  void name_types();
  void fill_types(const Value& structure);
  void fill_elements(const Value& structure);
  void fill_slots(Type& type);

  std::vector<Constraint> constraints(const Value& element);
  std::span<const Constraint> share(const std::vector<Constraint>& list);
  std::vector<Constraint> own_constraints(const Value& element, std::span<const TypeReference> types);
  std::vector<TypeReference> types(const Value& element);
  std::string_view type_name(const Value& element, const Value& type);
  std::span<const std::string_view> targets(const Value& type);
  Binding binding(const Value& element);
  std::string_view raw(const Value& element, std::string_view prefix);
  Element element(const Value& element);

  Content& content_;
  std::vector<const Value*> structures_;
  const Value* simple_quantity_ = nullptr;
  std::unordered_map<std::string_view, Type*> types_;
  std::set<std::string_view> parents_;  // paths that have children
  std::map<std::string, std::span<const Constraint>> shared_constraints_;
};

void Builder::name_types() {
  for (auto* structure : structures_) {
    for (auto& element : snapshot(*structure)) parents_.insert(before_last('.', element.text_of("path")));
  }
  for (auto path : parents_) {
    if (!path.empty()) content_.types.push_back({.name = keep(path)});
  }
  for (auto& type : content_.types) types_.emplace(type.name, &type);
}

void Builder::fill_types(const Value& structure) {
  for (auto& element : snapshot(structure)) {
    auto path = element.text_of("path");
    auto* type = find(path);
    if (!type) continue;
    bool root = path.find('.') == std::string_view::npos;
    type->kind = root ? kind_of(structure) : TypeKind::backbone;
    type->constraints = share(constraints(element));
    type->parent = root ? find(after_last('/', structure.text_of("baseDefinition")))
                        : find(items(element, "type")[0].text_of("code"));
    if (!root) continue;
    type->url = keep(structure.text_of("url"));
    type->abstract_type = truth(structure, "abstract");
  }
}

std::vector<Constraint> Builder::constraints(const Value& element) {
  std::vector<Constraint> list;
  for (auto& one : items(element, "constraint")) {
    list.push_back({keep(one.text_of("key")), one.text_of("severity") == "error", keep(one.text_of("human")),
                    keep(one.text_of("expression"))});
  }
  return list;
}

std::span<const Constraint> Builder::share(const std::vector<Constraint>& list) {
  std::string key;
  for (auto& one : list)
    key.append(one.key).append("\n").append(one.human).append(one.expression).append("\n");
  auto [at, is_new] = shared_constraints_.try_emplace(std::move(key));
  if (is_new) at->second = content_.lay(list);
  return at->second;
}

// Without those that every possible type of the element demands itself.
std::vector<Constraint> Builder::own_constraints(const Value& element, std::span<const TypeReference> types) {
  auto list = constraints(element);
  bool simple = false;
  for (auto& type : items(element, "type")) {
    for (auto& profile : items(type, "profile"))
      simple |= profile.text() == std::string(structures_at) + "SimpleQuantity";
  }
  if (simple && simple_quantity_) {
    auto more = constraints(snapshot(*simple_quantity_)[0]);
    list.insert(list.end(), more.begin(), more.end());
  }
  std::erase_if(list, [&](const Constraint& one) {
    return !types.empty() && std::all_of(types.begin(), types.end(), [&](const TypeReference& reference) {
      auto& all = reference.type->constraints;
      return std::any_of(all.begin(), all.end(),
                         [&](const Constraint& other) { return other.key == one.key; });
    });
  });
  auto same_key = [&](const Constraint& a, const Constraint& b) { return a.key == b.key; };
  list.erase(std::unique(list.begin(), list.end(), same_key), list.end());
  return list;
}

// R4 gives the FHIR type of what it declares as a FHIRPath System type in an extension; for Resource.id it
// says string, while the specification's text and the regex of ids mean id.
std::string_view Builder::type_name(const Value& element, const Value& type) {
  auto code = type.text_of("code");
  auto* base = element.find("base");
  if (base && base->text_of("path") == "Resource.id") return "id";
  bool backbone = code == "BackboneElement" || code == "Element";
  if (backbone && parents_.contains(element.text_of("path"))) return element.text_of("path");
  if (!code.starts_with(system_types_at)) return code;
  auto named = extension(type, "structuredefinition-fhir-type");
  return named.empty() ? "string" : named;  // xhtml.id has no extension
}

std::vector<TypeReference> Builder::types(const Value& element) {
  std::vector<TypeReference> list;
  if (auto reference = element.text_of("contentReference"); !reference.empty()) {
    list.push_back({find(reference.substr(reference.find('#') + 1)), {}});
  }
  for (auto& type : items(element, "type")) list.push_back({find(type_name(element, type)), targets(type)});
  for (auto& reference : list) ensure(reference.type);
  return list;
}

std::span<const std::string_view> Builder::targets(const Value& type) {
  std::vector<std::string_view> names;
  for (auto& target : items(type, "targetProfile")) {
    auto url = split(target.text()).url;
    names.push_back(keep(url.starts_with(structures_at) ? url.substr(structures_at.size()) : url));
  }
  if (names.size() == 1 && names[0] == "Resource") return {};
  return content_.lay(names);
}

Binding Builder::binding(const Value& element) {
  auto* found = element.find("binding");
  if (!found) return {};
  auto url = split(found->text_of("valueSet")).url;
  auto& sets = content_.value_sets;
  auto at = std::lower_bound(sets.begin(), sets.end(), url,
                             [](const ValueSet& set, auto& u) { return set.url < u; });
  return {strength_of(found->text_of("strength")), keep(url),
          at != sets.end() && at->url == url ? &*at : nullptr};
}

std::string_view Builder::raw(const Value& element, std::string_view prefix) {
  for (auto& member : element.members()) {
    if (member.name.starts_with(prefix)) return keep(json::print(member.value));
  }
  return {};
}

Element Builder::element(const Value& element) {
  auto path = element.text_of("path");
  auto name = after_last('.', path);
  bool choice = name.ends_with("[x]");
  auto* base = element.find("base");
  auto reference = types(element);
  auto representation = items(element, "representation");
  return {.name = keep(choice ? name.substr(0, name.size() - 3) : name),
          .path = keep(choice ? path.substr(0, path.size() - 3) : path),
          .min = number(element.find("min") ? element.find("min")->text() : ""),
          .max = number(element.text_of("max")),
          .choice = choice,
          .array = base && base->text_of("max") != "1",
          .summary = truth(element, "isSummary"),
          .modifier = truth(element, "isModifier"),
          .xml_attribute = !representation.empty() && representation[0].text() == "xmlAttr",
          .types = content_.lay(reference),
          .binding = binding(element),
          .constraints = share(own_constraints(element, reference)),
          .fixed_json = raw(element, "fixed"),
          .pattern_json = raw(element, "pattern")};
}

void Builder::fill_elements(const Value& structure) {
  std::unordered_map<Type*, std::vector<Element>> of_type;
  for (auto& one : snapshot(structure)) {
    auto path = one.text_of("path");
    auto* owner = find(before_last('.', path));
    if (!owner) continue;
    bool value_of_primitive = owner->kind == TypeKind::primitive && after_last('.', path) == "value";
    if (value_of_primitive) {
      owner->regex = keep(extension(items(one, "type")[0], "regex"));
    } else {
      of_type[owner].push_back(element(one));
    }
  }
  for (auto& [type, elements] : of_type) type->elements = content_.lay(elements);
}

void Builder::fill_slots(Type& type) {
  std::vector<Type::Slot> names;
  for (std::uint16_t i = 0; i < type.elements.size(); ++i) {
    auto& element = type.elements[i];
    names.push_back({element.name, i, element.choice ? choice_slot : std::uint16_t{0}});
    for (std::uint16_t j = 0; element.choice && j < element.types.size(); ++j) {
      auto name = std::string(element.name) + capitalised(element.types[j].type->name);
      names.push_back({keep(name), i, j});
    }
  }
  type.slots = content_.lay(lay_slots(names));
}

}  // namespace

void build_types(std::span<const Value* const> structures, Content& content) {
  Builder(structures, content).build();
}

}  // namespace linkki::definitions
