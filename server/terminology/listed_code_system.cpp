#include "terminology/listed_code_system.h"

#include <algorithm>

namespace linkki::terminology {

ListedCodeSystem::ListedCodeSystem(json::Document document) : document_(std::move(document)) {
  for (auto& one : items(resource(), "concept")) add(one, nullptr);
  link_by_properties();
  auto* sensitive = resource().find("caseSensitive");
  if (!sensitive || sensitive->truth()) return;
  for (std::uint32_t i = 0; i < entries_.size(); ++i) folded_.try_emplace(fold(at(i).code), i);
}

// Depth is bounded by that of the JSON itself.
void ListedCodeSystem::add(const json::Value& resource, const std::uint32_t* parent) {
  auto [at, is_new] = by_code_.try_emplace(resource.text_of("code"), size());
  const std::uint32_t own = at->second;
  if (is_new) entries_.push_back({&resource, {}, {}});
  if (parent) link(*parent, own);
  for (auto& child : items(resource, "concept")) add(child, &own);
}

void ListedCodeSystem::link(std::uint32_t parent, std::uint32_t child) {
  auto& parents = entries_[child].parents;
  if (parent == child || std::find(parents.begin(), parents.end(), parent) != parents.end()) return;
  parents.push_back(parent);
  entries_[parent].children.push_back(child);
}

void ListedCodeSystem::link_by_properties() {
  for (std::uint32_t i = 0; i < entries_.size(); ++i) {
    for (std::string_view name : {"parent", "subsumedBy", "child"}) {
      for (auto& value : values(at(i), name)) {
        auto other = by_code_.find(value.text);
        if (other == by_code_.end()) continue;
        name == "child" ? link(i, other->second) : link(other->second, i);
      }
    }
  }
}

Concept ListedCodeSystem::at(std::uint32_t index) const {
  auto& resource = *entries_[index].resource;
  return {index, resource.text_of("code"), resource.text_of("display")};
}

std::optional<Concept> ListedCodeSystem::find(std::string_view code) const {
  if (auto found = by_code_.find(code); found != by_code_.end()) return at(found->second);
  if (folded_.empty()) return {};
  auto found = folded_.find(fold(code));
  return found == folded_.end() ? std::nullopt : std::optional(at(found->second));
}

std::string_view ListedCodeSystem::definition(const Concept& one) const {
  return entries_[one.index].resource->text_of("definition");
}

void ListedCodeSystem::each_designation(const Concept& one,
                                        const std::function<void(const Designation&)>& visit) const {
  for (auto& each : items(*entries_[one.index].resource, "designation")) visit(designation_of(each));
}

void ListedCodeSystem::each_property(const Concept& one,
                                     const std::function<void(const Property&)>& visit) const {
  for (auto& each : items(*entries_[one.index].resource, "property")) {
    for (auto& [name, value] : each.members()) {
      if (!name.starts_with("value")) continue;
      visit({each.text_of("code"), name, value.is_object() ? value.text_of("code") : value.text(), &value});
    }
  }
}

std::string_view ListedCodeSystem::status(const Concept& one) const {
  auto given = values(one, name_of("status"));
  if (!given.empty()) return given.front().text;
  auto* marked = extension(*entries_[one.index].resource, standards_status);
  return marked ? marked->text() : std::string_view{};
}

Designation designation_of(const json::Value& from) {
  Designation designation{from.text_of("language"), from.text_of("value"), {}, &from};
  if (auto* use = from.find("use")) {
    designation.use = {use->text_of("system"), use->text_of("code"), use->text_of("display")};
  }
  return designation;
}

}  // namespace linkki::terminology
