// The walk behind each_child: properties → elements, with the companions of primitives.
#pragma once

#include <algorithm>
#include <string>

#include "fhir/element.h"

namespace linkki::fhir {
namespace children {

// The type that a resource names itself; `declared` where it names none of ours.
const definitions::Type* concrete_type(const definitions::Type* declared, const json::Value* value,
                                       const definitions::Definitions& definitions);

// What holds the children: of a primitive the companion, else the value.
inline std::span<json::Member> properties(const Element& parent) {
  const json::Value* holder = parent.primitive() ? parent.companion : parent.value;
  return holder ? holder->members() : std::span<json::Member>{};
}

inline const json::Value* find_companion(std::span<json::Member> properties, std::string_view name) {
  for (const json::Member& member : properties) {
    if (member.name.size() == name.size() + 1 && member.name[0] == '_' && member.name.substr(1) == name) {
      return &member.value;
    }
  }
  return nullptr;
}

inline bool has_property(std::span<json::Member> properties, std::string_view name) {
  return std::any_of(properties.begin(), properties.end(),
                     [&](const auto& member) { return member.name == name; });
}

inline const json::Value* item(const json::Value* array, std::size_t at) {
  if (!array || at >= array->items().size() || array->items()[at].is_null()) return nullptr;
  return &array->items()[at];
}

// One element, or one per item of an array: items of a primitive's two arrays belong together by their place.
template <class Visit>
void each_repeat(Element element, const json::Value* value, const json::Value* companion,
                 const definitions::Definitions& definitions, Visit& visit) {
  const auto* const declared = element.type;
  const auto visit_one = [&](const json::Value* one, const json::Value* its_companion) {
    element.value = one;
    element.companion = its_companion;
    element.type = concrete_type(declared, one, definitions);
    if (element.has_value() || its_companion) visit(static_cast<const Element&>(element));
  };
  const bool array = (value && value->is_array()) || (companion && companion->is_array());
  if (!array) return visit_one(value, companion);
  const std::size_t size =
      std::max(value ? value->items().size() : 0, companion ? companion->items().size() : 0);
  for (std::size_t i = 0; i < size; ++i) {
    element.index = static_cast<std::uint32_t>(i);
    visit_one(item(value, i), item(companion, i));
  }
}

// A property that is the value of an element, or the companion of one without a value.
template <class Visit>
void visit_property(std::span<json::Member> properties, const json::Member& property,
                    const definitions::Type& type, const definitions::Element* wanted,
                    const definitions::Definitions& definitions, Visit& visit) {
  const bool companion = property.name.starts_with('_');
  const std::string_view name = property.name.substr(companion ? 1 : 0);
  if (wanted && !name.starts_with(wanted->name)) return;
  const definitions::Type::Child child = type.find(name);
  if (!child.element || (wanted && child.element != wanted)) return;
  const Element element{.type = child.type, .definition = child.element};
  const bool primitive = element.primitive();
  if (companion) {
    if (primitive && !has_property(properties, name)) {
      each_repeat(element, nullptr, &property.value, definitions, visit);
    }
    return;
  }
  each_repeat(element, &property.value, primitive ? find_companion(properties, name) : nullptr, definitions,
              visit);
}

}  // namespace children

template <class Visit>
void each_child(const Element& parent, std::string_view name, const definitions::Definitions& definitions,
                Visit&& visit) {
  const definitions::Element* const wanted = parent.type ? parent.type->find_element(name) : nullptr;
  if (!wanted) return;
  const auto properties = children::properties(parent);
  for (const json::Member& property : properties) {
    children::visit_property(properties, property, *parent.type, wanted, definitions, visit);
  }
}

template <class Visit>
void each_child(const Element& parent, const definitions::Definitions& definitions, Visit&& visit) {
  if (!parent.type) return;
  const auto properties = children::properties(parent);
  for (const json::Member& property : properties) {
    children::visit_property(properties, property, *parent.type, nullptr, definitions, visit);
  }
}

}  // namespace linkki::fhir
