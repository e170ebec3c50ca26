#include "terminology/code_system.h"

#include <algorithm>

namespace linkki::terminology {
namespace {

constexpr std::string_view standard_properties = "http://hl7.org/fhir/concept-properties#";

std::string_view text_of_value(const json::Value& value) {
  return value.is_object() ? value.text_of("code") : value.text();
}

}  // namespace

std::span<json::Value> items(const json::Value& object, std::string_view name) {
  auto* array = object.find(name);
  return array ? array->items() : std::span<json::Value>{};
}

const json::Value* extension(const json::Value& element, std::string_view url) {
  for (auto& one : items(element, "extension")) {
    if (one.text_of("url") != url) continue;
    for (auto& member : one.members()) {
      if (member.name.starts_with("value")) return &member.value;
    }
  }
  return nullptr;
}

std::string fold(std::string_view text) {
  std::string folded(text);
  for (auto& letter : folded) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return folded;
}

CodeSystem::CodeSystem(json::Document document) : document_(std::move(document)) {
  for (auto& one : items(resource(), "concept")) add(one, nullptr);
  link_by_properties();
  auto* sensitive = resource().find("caseSensitive");
  if (!sensitive || sensitive->truth()) return;
  for (std::uint32_t i = 0; i < concepts_.size(); ++i) folded_.try_emplace(fold(concepts_[i].code), i);
}

// Depth is bounded by that of the JSON itself.
void CodeSystem::add(const json::Value& resource, const std::uint32_t* parent) {
  auto code = resource.text_of("code");
  auto [at, is_new] = by_code_.try_emplace(code, static_cast<std::uint32_t>(concepts_.size()));
  const std::uint32_t own = at->second;
  if (is_new) concepts_.push_back({code, resource.text_of("display"), &resource, {}, {}});
  if (parent) link(*parent, own);
  for (auto& child : items(resource, "concept")) add(child, &own);
}

void CodeSystem::link(std::uint32_t parent, std::uint32_t child) {
  auto& parents = concepts_[child].parents;
  if (parent == child || std::find(parents.begin(), parents.end(), parent) != parents.end()) return;
  parents.push_back(parent);
  concepts_[parent].children.push_back(child);
}

void CodeSystem::link_by_properties() {
  for (std::uint32_t i = 0; i < concepts_.size(); ++i) {
    for (auto name : {"parent", "subsumedBy", "child"}) {
      for (auto* value : values(concepts_[i], name)) {
        auto other = by_code_.find(text_of_value(*value));
        if (other == by_code_.end()) continue;
        name == std::string_view("child") ? link(i, other->second) : link(other->second, i);
      }
    }
  }
}

std::string CodeSystem::canonical() const {
  std::string text(url());
  if (!version().empty()) text.append("|").append(version());
  return text;
}

const Concept* CodeSystem::find(std::string_view code) const {
  if (auto at = by_code_.find(code); at != by_code_.end()) return &concepts_[at->second];
  if (folded_.empty()) return nullptr;
  auto at = folded_.find(fold(code));
  return at == folded_.end() ? nullptr : &concepts_[at->second];
}

bool CodeSystem::is_a(const Concept& one, std::string_view ancestor) const {
  return one.code == ancestor || below(one, ancestor);
}

bool CodeSystem::below(const Concept& one, std::string_view ancestor) const {
  std::vector<std::uint32_t> open(one.parents), seen;
  while (!open.empty()) {
    auto at = open.back();
    open.pop_back();
    if (concepts_[at].code == ancestor) return true;
    if (std::find(seen.begin(), seen.end(), at) != seen.end()) continue;
    seen.push_back(at);
    open.insert(open.end(), concepts_[at].parents.begin(), concepts_[at].parents.end());
  }
  return false;
}

std::vector<const json::Value*> CodeSystem::values(const Concept& one, std::string_view property) const {
  std::vector<const json::Value*> found;
  for (auto& each : items(*one.resource, "property")) {
    if (each.text_of("code") != property) continue;
    for (auto& member : each.members()) {
      if (member.name.starts_with("value")) found.push_back(&member.value);
    }
  }
  return found;
}

bool CodeSystem::says(const Concept& one, std::string_view property, std::string_view value) const {
  auto all = values(one, property);
  return std::any_of(all.begin(), all.end(), [&](auto* each) { return text_of_value(*each) == value; });
}

std::string_view CodeSystem::name_of(std::string_view property) const {
  for (auto& each : items(resource(), "property")) {
    auto uri = each.text_of("uri");
    bool standard = uri.starts_with(standard_properties);
    if (standard && uri.substr(standard_properties.size()) == property) return each.text_of("code");
  }
  return property;
}

std::string_view CodeSystem::status(const Concept& one) const {
  auto given = values(one, name_of("status"));
  if (!given.empty()) return text_of_value(*given.front());
  auto* marked = extension(*one.resource, standards_status);
  return marked ? marked->text() : std::string_view{};
}

bool CodeSystem::inactive(const Concept& one) const {
  auto given = status(one);
  return given == "retired" || given == "inactive" || says(one, name_of("inactive"), "true");
}

bool CodeSystem::deprecated(const Concept& one) const {
  return status(one) == "deprecated" || !values(one, name_of("deprecationDate")).empty();
}

bool CodeSystem::is_abstract(const Concept& one) const {
  return says(one, name_of("notSelectable"), "true");
}

}  // namespace linkki::terminology
