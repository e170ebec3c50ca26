#include "fhir/meta.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

namespace linkki::fhir {
namespace {

using json::Arena;
using json::Value;

constexpr std::array<std::string_view, 2> label_lists = {"security", "tag"};

bool same_label(const Value& a, const Value& b) {
  if (a.is_string()) return a.text() == b.text();  // a profile
  return a.text_of("system") == b.text_of("system") && a.text_of("code") == b.text_of("code");
}

std::span<Value> list(const Value& meta, std::string_view name) {
  const Value* const found = meta.find(name);
  return found ? found->items() : std::span<Value>{};
}

const Value* find_label(std::span<Value> labels, const Value& label) {
  const auto found =
      std::find_if(labels.begin(), labels.end(), [&](const Value& one) { return same_label(one, label); });
  return found == labels.end() ? nullptr : &*found;
}

Value array_of(Arena& arena, const std::vector<Value>& items) {
  const auto kept = arena.values(items.size());
  std::copy(items.begin(), items.end(), kept.begin());
  return Value::array(kept);
}

// `first`, each as `second` has it where both do, then what `second` has alone.
std::vector<Value> unite(Arena& arena, std::span<Value> first, std::span<Value> second) {
  std::vector<Value> united;
  for (const Value& label : first) {
    const Value* const newer = find_label(second, label);
    united.push_back(json::copy(arena, newer ? *newer : label));
  }
  for (const Value& label : second) {
    if (!find_label(first, label)) united.push_back(json::copy(arena, label));
  }
  return united;
}

void set_list(Arena& arena, Value& meta, std::string_view name, const std::vector<Value>& labels) {
  if (labels.empty()) {
    json::erase(arena, meta, name);
  } else {
    json::set(arena, meta, name, array_of(arena, labels));
  }
}

Value own_meta(const Value& resource) {
  const Value* const meta = resource.find("meta");
  return meta && meta->is_object() ? *meta : Value::object({});
}

void put_meta(Arena& arena, Value& resource, Value meta) {
  if (meta.members().empty()) {
    json::erase(arena, resource, "meta");
  } else {
    json::set_after(arena, resource, resource.find("id") ? "id" : "resourceType", "meta", meta);
  }
}

Value subsetted_tag(Arena& arena) {
  const auto members = arena.members(2);
  members[0] = {"system", Value::string(subsetted_system)};
  members[1] = {"code", Value::string(subsetted_code)};
  return Value::object(members);
}

// The resource without what differs between versions of the same content. Shares all else with the original.
Value without_version(Arena& arena, Value resource) {
  Value meta = own_meta(resource);
  json::erase(arena, meta, "versionId");
  json::erase(arena, meta, "lastUpdated");
  json::erase(arena, resource, "meta");
  if (!meta.members().empty()) json::set(arena, resource, "meta", meta);
  return resource;
}

template <class Change>
void change_lists(json::Document& resource, const Value& given, Change change) {
  Value meta = own_meta(resource.root);
  for (const std::string_view name : {"profile", "security", "tag"}) {
    set_list(resource.arena, meta, name, change(list(meta, name), list(given, name)));
  }
  put_meta(resource.arena, resource.root, meta);
}

}  // namespace

Meta read_meta(const Value& resource) {
  const Value meta = own_meta(resource);
  return {resource.text_of("id"), meta.text_of("versionId"), meta.text_of("lastUpdated")};
}

void set_id(json::Document& resource, std::string_view id) {
  json::set_after(resource.arena, resource.root, "resourceType", "id",
                  Value::string(resource.arena.keep(id)));
}

void set_meta(json::Document& resource, std::string_view id, std::string_view version_id,
              base::Instant last_updated) {
  Arena& arena = resource.arena;
  set_id(resource, id);
  Value meta = own_meta(resource.root);
  json::set_first(arena, meta, "versionId", Value::string(arena.keep(version_id)));
  json::set_after(arena, meta, "versionId", "lastUpdated",
                  Value::string(arena.keep(base::print_instant(last_updated))));
  put_meta(arena, resource.root, meta);
}

void keep_labels(json::Document& resource, const Value& stored) {
  const Value kept = own_meta(stored);
  Value meta = own_meta(resource.root);
  for (const std::string_view name : label_lists) {
    if (list(kept, name).empty()) continue;
    set_list(resource.arena, meta, name, unite(resource.arena, list(kept, name), list(meta, name)));
  }
  put_meta(resource.arena, resource.root, meta);
}

void add_meta(json::Document& resource, const Value& meta) {
  change_lists(resource, meta, [&](std::span<Value> present, std::span<Value> given) {
    return unite(resource.arena, present, given);
  });
}

void remove_meta(json::Document& resource, const Value& meta) {
  change_lists(resource, meta, [](std::span<Value> present, std::span<Value> given) {
    std::vector<Value> left;
    std::copy_if(present.begin(), present.end(), std::back_inserter(left),
                 [&](const Value& label) { return !find_label(given, label); });
    return left;
  });
}

bool is_subsetted(const Value& resource) {
  const Value meta = own_meta(resource);
  Arena arena;
  return find_label(list(meta, "tag"), subsetted_tag(arena)) != nullptr;
}

void set_subsetted(Arena& arena, Value& resource) {
  if (is_subsetted(resource)) return;
  Value meta = own_meta(resource);
  const Value* const tags = meta.find("tag");
  Value longer = tags && tags->is_array() ? *tags : Value::array({});
  json::append(arena, longer, subsetted_tag(arena));
  Value changed = json::copy(arena, meta);
  json::set(arena, changed, "tag", longer);
  put_meta(arena, resource, changed);
}

bool remove_subsetted(Arena& arena, Value& resource) {
  if (!is_subsetted(resource)) return false;
  Value meta = json::copy(arena, own_meta(resource));
  const Value tag = subsetted_tag(arena);
  std::vector<Value> left;
  for (const Value& one : list(meta, "tag")) {
    if (!same_label(one, tag)) left.push_back(one);
  }
  set_list(arena, meta, "tag", left);
  put_meta(arena, resource, meta);
  return true;
}

bool same_content(const Value& a, const Value& b) {
  Arena arena;
  return json::equal(without_version(arena, a), without_version(arena, b));
}

}  // namespace linkki::fhir
