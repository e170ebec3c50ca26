#include "validation/walk.h"

#include <algorithm>

#include "base/ensure.h"
#include "fhir/messages.h"
#include "fhir/primitive.h"
#include "validation/binding.h"
#include "validation/bundle.h"
#include "validation/contained.h"
#include "validation/extension.h"
#include "validation/messages.h"
#include "validation/nearest.h"
#include "validation/reference.h"
#include "validation/value.h"
#include "validation/vital_sign.h"

namespace linkki::validation {
namespace {

using base::IssueType;
using definitions::TypeKind;
namespace message = base::message;

std::string_view word(json::Kind kind) {
  switch (kind) {
    case json::Kind::null: return "null";
    case json::Kind::boolean: return "boolean";
    case json::Kind::number: return "number";
    case json::Kind::string: return "string";
    case json::Kind::array: return "array";
    case json::Kind::object: return "object";
  }
  return {};
}

const json::Value* item(const json::Value* array, std::size_t at) {
  return array && at < array->items().size() ? &array->items()[at] : nullptr;
}

bool given(const json::Value* value) {
  return value && !value->is_null();
}

const json::Value* find(std::span<json::Member> members, std::string_view name, bool companion) {
  for (const auto& member : members) {
    if (member.name.starts_with('_') == companion && member.name.substr(companion ? 1 : 0) == name) {
      return &member.value;
    }
  }
  return nullptr;
}

// Whether an unknown property can stand in a FHIRPath as it is.
bool is_name(std::string_view text) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  return !text.empty() && text.size() <= 64 && letter(text[0]) &&
         std::all_of(text.begin(), text.end(), [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

bool value_of_choice(const json::Member& member) {
  return member.name.starts_with("value") || member.name.starts_with("_value");
}

// Contained resources live within another; those of entries and parameters stand for themselves.
bool is_contained(const fhir::Element& element) {
  return element.definition->name == "contained";
}

bool claims(const json::Value& resource, std::string_view profile) {
  const json::Value* const meta = resource.find("meta");
  const auto claimed = meta ? items(*meta, "profile") : std::span<json::Value>{};
  return std::any_of(claimed.begin(), claimed.end(), [&](const auto& one) { return one.text() == profile; });
}

}  // namespace

std::vector<base::Issue> Walk::run(const fhir::Element& whole, std::span<const std::string> demanded) {
  const std::string_view type = whole.type ? whole.type->name : std::string_view("Resource");
  const Path path{nullptr, type};
  resource(whole, path, false);
  if (!demanded.empty() && whole.type && whole.value->is_object()) {
    const Inside inside(surroundings_, whole, false);
    for (const std::string& canonical : demanded) check_profile(whole, canonical, path, path);
  }
  return report_.take();
}

// --- Resources

void Walk::resource(const fhir::Element& element, const Path& path, bool contained) {
  if (!expect(*element.value, json::Kind::object, path)) return;
  const json::Value* const named = element.value->find("resourceType");
  if (!named) return report_.error(IssueType::required, message::resource_type_missing, {}, path);
  if (!named->is_string()) {
    return report_.error(IssueType::structure, message::resource_type_not_a_string, {}, path);
  }
  if (!element.type || element.type->abstract_type || !rules_.find(element.type)) {
    return report_.error(IssueType::structure, message::resource_type_unknown, {shorten(named->text())},
                         path);
  }
  const Inside inside(surroundings_, element, contained);
  object(element, *element.value, path);
  check_contained(element, path);
  if (element.type->name == "QuestionnaireResponse") {
    check_answers(element, questionnaires_, surroundings_, path, report_);
  } else if (element.type->name == "Bundle") {
    check_bundle(element, definitions_, path, report_);
  }
  check_profiles(element, path);
  if (!contained) check_demanded(element, path);
}

void Walk::check_contained(const fhir::Element& resource, const Path& path) {
  if (contained_are_referred_to(*resource.value)) return;
  for (const definitions::Constraint& one : resource.type->constraints) {
    if (one.key != "dom-3") continue;
    report_.error(IssueType::invariant, message::validation_constraint,
                  {std::string(one.key), std::string(one.human)}, path);
  }
}

void Walk::check_profiles(const fhir::Element& resource, const Path& path) {
  const json::Value* const meta = resource.value->find("meta");
  const json::Value* const profiles = meta ? meta->find("profile") : nullptr;
  if (!profiles) return;
  const Path meta_path{&path, "meta"};
  for (std::uint32_t i = 0; i < profiles->items().size(); ++i) {
    check_profile(resource, profiles->items()[i].text(), path, Path{&meta_path, "profile", i});
  }
}

// The profiles that this server and R4 ask for, whether they are claimed or not.
void Walk::check_demanded(const fhir::Element& resource, const Path& path) {
  const auto at = by_type_.find(resource.type->name);
  const std::string_view ours = at == by_type_.end() ? std::string_view{} : at->second;
  const bool observation = resource.type->name == "Observation";
  const std::string_view of_r4 = observation ? vital_sign_profile(*resource.value) : std::string_view{};
  for (const std::string_view canonical : {ours, of_r4}) {
    if (!canonical.empty() && !claims(*resource.value, canonical)) {
      check_profile(resource, canonical, path, path);
    }
  }
}

void Walk::check_profile(const fhir::Element& resource, std::string_view canonical, const Path& path,
                         const Path& named_at) {
  if (const Profile* const profile = profiles_.find(canonical)) {
    return profile_walk_.conform(resource, *profile, path);
  }
  const definitions::Type* const core = definitions_.find_profile(canonical);
  if (!core) {
    report_.warning(IssueType::not_found, message::validation_profile_unknown, {shorten(canonical)},
                    named_at);
  } else if (!resource.type->is(core->name)) {
    report_.error(IssueType::structure, message::validation_profile_type,
                  {std::string(core->name), std::string(resource.type->name), shorten(canonical)}, named_at);
  }
}

// --- Objects and their properties

// `holder` has the properties: the element's value, or a primitive's companion.
void Walk::object(const fhir::Element& element, const json::Value& holder, const Path& path) {
  const auto members = holder.members();
  if (members.empty()) return report_.error(IssueType::structure, message::validation_empty, {}, path);
  const TypeRules* const rules = rules_.find(element.type);
  ensure(rules && rules->of_element.size() <= elements_max);
  if (!element.primitive()) {
    if (members.size() == 1 && members[0].name == "id" && element.type->kind != TypeKind::resource) {
      report_.error(IssueType::invariant, message::validation_id_alone, {}, path);
    }
    if (rules->extension) check_extension(members, path);
    if (rules->reference) check_reference(element, surroundings_, path, report_);
    check_rules(rules->of_type, element, path);
    if (rules->prose) rules->prose(element, surroundings_, path, report_);
  }
  std::bitset<elements_max> seen;
  for (std::size_t i = 0; i < members.size() && !report_.full(); ++i) {
    check_property(element, members, i, *rules, seen, path);
  }
  check_required(*rules, seen, path);
}

void Walk::check_property(const fhir::Element& parent, std::span<json::Member> members, std::size_t at,
                          const TypeRules& rules, std::bitset<elements_max>& seen, const Path& path) {
  const json::Member& member = members[at];
  const definitions::Type& type = *parent.type;
  if (type.kind == TypeKind::resource && member.name == "resourceType") return;
  const bool companion = member.name.starts_with('_');
  const std::string_view name = member.name.substr(companion ? 1 : 0);
  const auto child = type.find(name);
  const bool primitive = child.type && child.type->kind == TypeKind::primitive;
  if (!child.element || (companion && !primitive)) return refuse_property(type, member.name, path);
  const json::Value* const other = primitive ? find(members, name, !companion) : nullptr;
  if (companion && other) return;  // looked at with its value
  const auto place = static_cast<std::size_t>(child.element - type.elements.data());
  if (seen[place]) {
    report_.error(IssueType::structure, message::validation_choice,
                  {std::string(child.element->name), std::string(name)}, Path{&path, child.element->name});
  }
  seen.set(place);
  const fhir::Element element{.type = child.type, .definition = child.element};
  values({parent, element, rules.of_element[place], path}, companion ? nullptr : &member.value,
         companion ? &member.value : other);
}

void Walk::check_required(const TypeRules& rules, const std::bitset<elements_max>& seen, const Path& path) {
  for (const std::uint16_t place : rules.required) {
    if (seen[place]) continue;
    const definitions::Element& element = rules.type->elements[place];
    report_.error(IssueType::required, message::validation_missing, {std::string(element.path)},
                  Path{&path, element.name});
  }
}

void Walk::refuse_property(const definitions::Type& type, std::string_view name, const Path& path) {
  const std::string_view near = nearest_property(type, name);
  const Path property{&path, name};
  const Path& at = is_name(name) ? property : path;
  if (near.empty()) {
    return report_.error(IssueType::structure, message::validation_property,
                         {std::string(type.name), shorten(name)}, at);
  }
  report_.error(IssueType::structure, message::validation_property_near,
                {std::string(type.name), shorten(name), std::string(near)}, at);
}

// --- Values

void Walk::values(const Property& property, const json::Value* value, const json::Value* companion) {
  const Path path{&property.parent, property.element.definition->name};
  const bool array = property.element.definition->array;
  for (const json::Value* part : {value, companion}) {
    if (!part) continue;
    if (part->is_null()) return report_.error(IssueType::structure, message::validation_null, {}, path);
    if (array && !expect(*part, json::Kind::array, path)) return;
  }
  if (array) return repeats(property, value, companion);
  one(property, value, companion, fhir::Element::no_index);
}

void Walk::repeats(const Property& property, const json::Value* value, const json::Value* companion) {
  const definitions::Element& definition = *property.element.definition;
  const Path path{&property.parent, definition.name};
  const std::size_t size = value ? value->items().size() : companion->items().size();
  if (size == 0) return report_.error(IssueType::structure, message::validation_empty, {}, path);
  if (companion && companion->items().size() != size) {
    report_.error(
        IssueType::structure, message::validation_companion,
        {std::string(definition.name), std::to_string(size), std::to_string(companion->items().size())},
        path);
  }
  if (size > definition.max) {
    report_.error(IssueType::structure, message::validation_max,
                  {std::string(definition.path), std::to_string(definition.max)}, path);
  }
  for (std::size_t i = 0; i < size && !report_.full(); ++i) {
    one(property, item(value, i), item(companion, i), static_cast<std::uint32_t>(i));
  }
}

void Walk::one(const Property& property, const json::Value* value, const json::Value* companion,
               std::uint32_t index) {
  fhir::Element element = property.element;
  const Path path{&property.parent, element.definition->name, index};
  element.index = index;
  element.value = given(value) ? value : nullptr;
  element.companion = given(companion) ? companion : nullptr;
  if (!element.value && !element.companion) {
    return report_.error(IssueType::structure, message::validation_null, {}, path);
  }
  check_rules(property.rules, element, path);
  if (!element.primitive()) {
    complex(element, path);
    if (element.type->name == "Extension") check_extension_definition(property.holder, element, path);
    return;
  }
  if (element.value) {
    primitive(element, path);
  } else {
    check_code_given(element, path, report_);
  }
  if (element.companion && expect(*element.companion, json::Kind::object, path)) {
    const auto members = element.companion->members();
    if (!element.value && members.size() == 1 && members[0].name == "id") {
      report_.error(IssueType::invariant, message::validation_id_alone, {}, path);
    }
    object(element, *element.companion, path);
  }
}

void Walk::primitive(const fhir::Element& element, const Path& path) {
  const std::string_view type = element.type->name;
  if (!expect(*element.value, fhir::json_kind(type), path)) return;
  if (element.value->is_string() && element.text().empty()) {
    return report_.error(IssueType::value, message::validation_empty, {}, path);
  }
  if (!fhir::allows(type, element.text())) {
    return report_.error(IssueType::value, message::validation_value, {std::string(type), fhir::form(type)},
                         path);
  }
  check_binding(element, element.definition->binding, surroundings_, path, report_);
}

void Walk::complex(const fhir::Element& element, const Path& path) {
  if (element.type->kind == TypeKind::resource) {
    const json::Value& value = *element.value;
    const auto own = fhir::root(value, definitions_);
    fhir::Element inner = element;
    inner.type = own.type;
    return resource(inner, path, is_contained(element));
  }
  if (!expect(*element.value, json::Kind::object, path)) return;
  check_binding(element, element.definition->binding, surroundings_, path, report_);
  if (element.type->name == "Coding") check_coding(element, surroundings_, path, report_);
  object(element, *element.value, path);
}

// --- Rules

void Walk::check_rules(const std::vector<Rule>& rules, const fhir::Element& element, const Path& path) {
  bool broken = false;
  for (const Rule& rule : rules) {
    const definitions::Constraint& constraint = *rule.constraint;
    if (!rule.repeats) {
      const auto holds = evaluator_.holds(rule.expression, element);
      broken = holds && !*holds;
      if (!holds) {
        report_.warning(IssueType::incomplete, message::validation_undecided, {std::string(constraint.key)},
                        path);
      }
    }
    if (!broken) continue;
    Report::Arguments arguments{std::string(constraint.key), std::string(constraint.human)};
    if (constraint.error) {
      report_.error(IssueType::invariant, message::validation_constraint, std::move(arguments), path);
    } else {
      report_.warning(IssueType::invariant, message::validation_constraint, std::move(arguments), path);
    }
  }
}

void Walk::check_extension(std::span<json::Member> members, const Path& path) {
  const bool extensions = std::any_of(members.begin(), members.end(),
                                      [](const auto& member) { return member.name == "extension"; });
  const bool value = std::any_of(members.begin(), members.end(), value_of_choice);
  if (extensions == value) report_.error(IssueType::invariant, message::validation_extension, {}, path);
}

void Walk::check_extension_definition(const fhir::Element& holder, const fhir::Element& extension,
                                      const Path& path) {
  const Profile* const profile = linkki::validation::check_extension_definition(
      holder, extension, profiles_, surroundings_, evaluator_, path, report_);
  if (profile) profile_walk_.conform(extension, *profile, path);
}

bool Walk::expect(const json::Value& value, json::Kind kind, const Path& path) {
  if (value.kind() == kind) return true;
  report_.error(IssueType::structure, message::validation_kind,
                {std::string(word(kind)), std::string(word(value.kind()))}, path);
  return false;
}

}  // namespace linkki::validation
