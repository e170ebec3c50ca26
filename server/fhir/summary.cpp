#include "fhir/summary.h"

#include <algorithm>
#include <vector>

#include "fhir/meta.h"

namespace linkki::fhir {
namespace {

using definitions::Type;
using json::Member;
using json::Value;

std::string_view element_name(std::string_view property) {
  return property.substr(property.starts_with('_') ? 1 : 0);
}

// The object with those properties alone for which `keep(member, child)` is true.
template <class Keep>
Value filter(json::Arena& arena, const Value& object, const Type& type, Keep keep) {
  std::vector<Member> kept;
  for (const Member& member : object.members()) {
    const Type::Child child = type.find(element_name(member.name));
    if (member.name == "resourceType" || (child.element && keep(member, child))) kept.push_back(member);
  }
  const auto members = arena.members(kept.size());
  std::copy(kept.begin(), kept.end(), members.begin());
  return Value::object(members);
}

// What R4 demands, and a modifier extension: without it the rest could be misread.
bool demanded(const Type::Child& child) {
  return child.element->min > 0 || child.element->name == "modifierExtension";
}

bool always_shown(const Type::Child& child) {
  return demanded(child) || child.element->name == "id" || child.element->name == "meta";
}

Value marked(json::Arena& arena, const Value& value, const Type& type);

Value marked_child(json::Arena& arena, const Value& value, const Type& type) {
  if (value.is_object()) return marked(arena, value, type);
  if (!value.is_array()) return value;
  const auto items = arena.values(value.items().size());
  std::transform(value.items().begin(), value.items().end(), items.begin(),
                 [&](const Value& item) { return marked_child(arena, item, type); });
  return Value::array(items);
}

// Depth: that of the document, limits::json_depth_max. A primitive's companion stays whole, a resource within
// as well: whether it is shown at all is decided above.
Value marked(json::Arena& arena, const Value& object, const Type& type) {
  const Value kept = filter(arena, object, type, [](const Member&, const Type::Child& child) {
    return child.element->summary || demanded(child);
  });
  for (Member& member : kept.members()) {
    const Type::Child child = type.find(element_name(member.name));
    const bool has_parts = child.type && child.type->kind != definitions::TypeKind::primitive &&
                           child.type->kind != definitions::TypeKind::resource &&
                           child.type->name != "Extension";
    if (has_parts) member.value = marked_child(arena, member.value, *child.type);
  }
  return kept;
}

bool names_element(std::string_view name, std::string_view type, std::string_view element) {
  if (name.size() > type.size() && name.starts_with(type) && name[type.size()] == '.') {
    name.remove_prefix(type.size() + 1);
  }
  return name == element;
}

}  // namespace

std::optional<Summary> find_summary(std::string_view code) {
  if (code == "false") return Summary::none;
  if (code == "true") return Summary::marked;
  if (code == "text") return Summary::text;
  if (code == "data") return Summary::data;
  if (code == "count") return Summary::count;
  return std::nullopt;
}

void summarize(Resource& resource, Summary summary) {
  json::Arena& arena = resource.document.arena;
  Value& root = resource.document.root;
  switch (summary) {
    case Summary::none:
    case Summary::count: return;
    case Summary::marked: root = marked(arena, root, *resource.type); break;
    case Summary::text:
      root = filter(arena, root, *resource.type, [](const Member&, const Type::Child& child) {
        return always_shown(child) || child.element->name == "text";
      });
      break;
    case Summary::data: json::erase(arena, root, "text"); break;
  }
  set_subsetted(arena, root);
}

void select_elements(Resource& resource, std::span<const std::string> names) {
  json::Arena& arena = resource.document.arena;
  Value& root = resource.document.root;
  root = filter(arena, root, *resource.type, [&](const Member&, const Type::Child& child) {
    return always_shown(child) || std::any_of(names.begin(), names.end(), [&](std::string_view name) {
             return names_element(name, resource.type->name, child.element->name);
           });
  });
  set_subsetted(arena, root);
}

}  // namespace linkki::fhir
