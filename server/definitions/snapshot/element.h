// What one ElementDefinition says of itself, as the making of snapshots asks for it.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/json/value.h"
#include "definitions/snapshot/element_tree.h"

namespace linkki::definitions {

// The canonical of a type's definition. What is inside a value of System.String and the like is what every
// element has.
std::string canonical_of(std::string_view type);

std::span<const json::Value> types_of(const json::Value& element);
// Of one of the types; empty: none, or several.
std::string_view profile_of(const json::Value& type);
// What tells of the inside of an element of that type: the profile, else the type. References have none
// inside.
std::string inside_of(const json::Value& type);
// The type of value[x] that a name like valueQuantity tells; nullptr: it is no such name.
const json::Value* type_called(std::string_view name, const ElementNode& choice);

bool is_closed(const json::Value& element);
bool is_extension(const ElementNode& node);

}  // namespace linkki::definitions
