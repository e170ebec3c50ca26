#include "fhir/property.h"

#include <string>

namespace linkki::fhir {

using json::Arena;
using json::Value;

namespace {

std::string beside(std::string_view name) {
  return "_" + std::string(name);
}

Value& made(Arena& arena, Value& object, const std::string& name, Value value) {
  if (!object.find(name)) json::set(arena, object, arena.keep(name), value);
  return *object.find(name);
}

// The place of an item in the list of companions, which grows as far as needed.
Value& place(Arena& arena, Value& object, std::string_view name, std::size_t at) {
  Value& companions = made(arena, object, beside(name), Value::array({}));
  while (companions.items().size() <= at) json::append(arena, companions, Value{});
  return companions.items()[at];
}

}  // namespace

std::string_view name_of(const Value& object, const Value& value) {
  for (const json::Member& member : object.members()) {
    if (&member.value == &value) return member.name;
  }
  return {};
}

void set_property(Arena& arena, Value& object, std::string_view name, const Value& value,
                  const Value* companion) {
  const std::string its = beside(name);
  value.is_null() ? void(json::erase(arena, object, name))
                  : json::set(arena, object, arena.keep(name), value);
  if (companion) {
    json::set(arena, object, arena.keep(its), json::copy(arena, *companion));
  } else {
    json::erase(arena, object, its);
  }
}

void erase_property(Arena& arena, Value& object, std::string_view name) {
  const std::string its = beside(name);  // the name may end with its property
  json::erase(arena, object, name);
  json::erase(arena, object, its);
}

void insert_item(Arena& arena, Value& object, std::string_view name, std::size_t at, const Value& value,
                 const Value* companion) {
  json::insert(arena, made(arena, object, std::string(name), Value::array({})), at, value);
  Value* const companions = object.find(beside(name));
  if (companions && at <= companions->items().size()) json::insert(arena, *companions, at, Value{});
  if (companion) set_companion(arena, object, name, at, companion);
}

void erase_item(Arena& arena, Value& object, std::string_view name, std::size_t at) {
  Value& list = *object.find(name);
  json::erase(arena, list, at);
  Value* const companions = object.find(beside(name));
  if (companions && at < companions->items().size()) json::erase(arena, *companions, at);
  if (list.items().empty()) erase_property(arena, object, name);
}

Value& companion(Arena& arena, Value& object, std::string_view name) {
  return made(arena, object, beside(name), Value::object({}));
}

Value& companion(Arena& arena, Value& object, std::string_view name, std::size_t at) {
  Value& one = place(arena, object, name, at);
  if (!one.is_object()) one = Value::object({});
  return one;
}

void set_companion(Arena& arena, Value& object, std::string_view name, std::size_t at,
                   const Value* companion) {
  if (!companion && !object.find(beside(name))) return;
  place(arena, object, name, at) = companion ? json::copy(arena, *companion) : Value{};
}

}  // namespace linkki::fhir
