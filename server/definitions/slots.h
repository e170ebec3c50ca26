// The hash table behind Type::find: open addressing, a power of two of slots, at least half of them empty.
//
// A slot's `type` counts into the element's types; choice_slot: the FHIRPath name of a choice, no JSON name.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "definitions/definitions.h"

namespace linkki::definitions {

inline constexpr std::uint16_t choice_slot = 0xffff;

// FNV-1a.
inline std::uint32_t slot_hash(std::string_view name) {
  std::uint32_t hash = 2166136261u;
  for (unsigned char byte : name) hash = (hash ^ byte) * 16777619u;
  return hash;
}

// The names are in no order and each stands once.
std::vector<Type::Slot> lay_slots(std::span<const Type::Slot> names);

}  // namespace linkki::definitions
