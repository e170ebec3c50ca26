#include "definitions/slots.h"

#include <bit>

namespace linkki::definitions {

std::vector<Type::Slot> lay_slots(std::span<const Type::Slot> names) {
  std::vector<Type::Slot> slots(std::bit_ceil(names.size() * 2 + 1));
  for (const auto& name : names) {
    std::size_t at = slot_hash(name.name);
    while (!slots[at & (slots.size() - 1)].name.empty()) ++at;
    slots[at & (slots.size() - 1)] = name;
  }
  return slots;
}

}  // namespace linkki::definitions
