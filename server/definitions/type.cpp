#include <algorithm>
#include <tuple>

#include "definitions/definitions.h"
#include "definitions/slots.h"

namespace linkki::definitions {
namespace {

const Type::Slot* find_slot(std::span<const Type::Slot> slots, std::string_view name) {
  if (slots.empty()) return nullptr;
  for (std::size_t i = slot_hash(name), tried = 0; tried < slots.size(); ++i, ++tried) {
    const auto& slot = slots[i & (slots.size() - 1)];
    if (slot.name.empty()) return nullptr;
    if (slot.name == name) return &slot;
  }
  return nullptr;
}

struct CodeOrder {
  bool operator()(const ValueSet::Code& a, std::string_view code) const { return a.code < code; }
  bool operator()(std::string_view code, const ValueSet::Code& b) const { return code < b.code; }
};

}  // namespace

bool Type::is(std::string_view type_name) const {
  for (auto* type = this; type; type = type->parent) {
    if (type->name == type_name) return true;
  }
  return false;
}

Type::Child Type::find(std::string_view json_name) const {
  auto* slot = find_slot(slots, json_name);
  if (!slot || slot->type == choice_slot) return {};
  auto& element = elements[slot->element];
  return {&element, element.types[slot->type].type};
}

const Element* Type::find_element(std::string_view element_name) const {
  auto* slot = find_slot(slots, element_name);
  if (!slot) return nullptr;
  auto& element = elements[slot->element];
  return element.name == element_name ? &element : nullptr;
}

bool ValueSet::contains(std::string_view system, std::string_view code) const {
  auto [first, last] = std::equal_range(codes.begin(), codes.end(), code, CodeOrder{});
  return std::any_of(first, last, [&](const Code& one) { return one.system == system; });
}

bool ValueSet::contains_code(std::string_view code) const {
  return std::binary_search(codes.begin(), codes.end(), code, CodeOrder{});
}

}  // namespace linkki::definitions
