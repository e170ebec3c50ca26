#include "definitions/code_system.h"

#include <string>

namespace linkki::definitions {
namespace {

std::span<json::Value> items(const json::Value& object, std::string_view name) {
  auto* array = object.find(name);
  return array ? array->items() : std::span<json::Value>{};
}

}  // namespace

CodeSystem::CodeSystem(const json::Value& resource) : complete_(resource.text_of("content") == "complete") {
  for (auto& one : items(resource, "concept")) add(one, {});
  link();
}

// Depth is bounded by that of the JSON itself.
void CodeSystem::add(const json::Value& resource, std::string_view parent) {
  auto code = resource.text_of("code");
  auto [at, is_new] = by_code_.try_emplace(code, concepts_.size());
  if (is_new) concepts_.push_back({code, resource.text_of("display"), &resource, {}});
  if (!parent.empty()) concepts_[at->second].parents.push_back(parent);
  for (auto& child : items(resource, "concept")) add(child, code);
}

void CodeSystem::link() {
  for (auto& one : concepts_) {
    for (auto name : {"parent", "subsumedBy"}) {
      for (auto parent : property(one, name)) one.parents.push_back(parent);
    }
    for (auto child : property(one, "child")) {
      if (auto at = by_code_.find(child); at != by_code_.end())
        concepts_[at->second].parents.push_back(one.code);
    }
  }
  for (auto& one : concepts_) {
    for (auto parent : one.parents) children_.emplace(parent, one.code);
  }
}

const CodeSystem::Concept* CodeSystem::find(std::string_view code) const {
  auto at = by_code_.find(code);
  return at == by_code_.end() ? nullptr : &concepts_[at->second];
}

std::unordered_set<std::string_view> CodeSystem::descendants(std::string_view ancestor) const {
  std::unordered_set<std::string_view> found;
  std::vector<std::string_view> open{ancestor};
  while (!open.empty()) {
    auto [first, last] = children_.equal_range(open.back());
    open.pop_back();
    for (; first != last; ++first) {
      if (found.insert(first->second).second) open.push_back(first->second);
    }
  }
  found.erase(ancestor);
  return found;
}

std::vector<std::string_view> CodeSystem::property(const Concept& one, std::string_view name) {
  std::vector<std::string_view> values;
  for (auto& property : items(*one.resource, "property")) {
    if (property.text_of("code") != name) continue;
    for (auto& member : property.members()) {
      if (!member.name.starts_with("value")) continue;
      values.push_back(member.name == "valueCoding" ? member.value.text_of("code") : member.value.text());
    }
  }
  return values;
}

}  // namespace linkki::definitions
