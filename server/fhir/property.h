// Changes of a property of a JSON object together with the property beside it, `_name`, that holds the ids
// and extensions of primitives.
//
// A list and its companions are kept in step: index i of one belongs to index i of the other.
// Names       without the leading `_`; copied into the arena where they are new
// Companions  copied into the arena; nullptr: none
// Standard    https://hl7.org/fhir/R4/json.html#primitive
#pragma once

#include <string_view>

#include "base/json/value.h"

namespace linkki::fhir {

// The property of an object that holds this very value; empty: none.
std::string_view name_of(const json::Value& object, const json::Value& value);

// The value (null: none, only the companion) and its companion in place of what was there.
void set_property(json::Arena& arena, json::Value& object, std::string_view name, const json::Value& value,
                  const json::Value* companion);
void erase_property(json::Arena& arena, json::Value& object, std::string_view name);

// Items of a list: at ≤ its size, or < for erase_item; a list that becomes empty goes.
void insert_item(json::Arena& arena, json::Value& object, std::string_view name, std::size_t at,
                 const json::Value& value, const json::Value* companion);
void erase_item(json::Arena& arena, json::Value& object, std::string_view name, std::size_t at);

// The object beside a primitive, made where there is none; `at` for one item of a list.
json::Value& companion(json::Arena& arena, json::Value& object, std::string_view name);
json::Value& companion(json::Arena& arena, json::Value& object, std::string_view name, std::size_t at);
void set_companion(json::Arena& arena, json::Value& object, std::string_view name, std::size_t at,
                   const json::Value* companion);

}  // namespace linkki::fhir
