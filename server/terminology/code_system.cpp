#include "terminology/code_system.h"

#include <algorithm>
#include <unordered_set>

namespace linkki::terminology {
namespace {

constexpr std::string_view standard_properties = "http://hl7.org/fhir/concept-properties#";

// Goes on from each that was not met yet; `wanted` ends the walk.
template <class Next>
std::vector<std::uint32_t> walk(std::uint32_t from, Next&& next,
                                std::optional<std::uint32_t> wanted = std::nullopt) {
  std::vector<std::uint32_t> met;
  std::unordered_set<std::uint32_t> seen;
  auto take = [&](std::uint32_t index) {
    for (auto one : next(index)) {
      if (seen.insert(one).second) met.push_back(one);
    }
  };
  take(from);
  for (std::size_t at = 0; at < met.size(); ++at) {
    if (wanted && met[at] == *wanted) return {*wanted};
    take(met[at]);
  }
  return wanted ? std::vector<std::uint32_t>{} : met;
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

std::string CodeSystem::canonical() const {
  std::string text(url());
  if (!version().empty()) text.append("|").append(version());
  return text;
}

bool CodeSystem::is_a(const Concept& one, std::string_view ancestor) const {
  return one.code == ancestor || below(one, ancestor);
}

bool CodeSystem::below(const Concept& one, std::string_view ancestor) const {
  auto wanted = find(ancestor);
  return wanted && !walk(
                        one.index, [&](auto i) { return parents(i); }, wanted->index)
                        .empty();
}

std::vector<std::uint32_t> CodeSystem::ancestors(std::uint32_t index) const {
  return walk(index, [&](auto i) { return parents(i); });
}

std::vector<std::uint32_t> CodeSystem::descendants(std::uint32_t index) const {
  return walk(index, [&](auto i) { return children(i); });
}

std::vector<Property> CodeSystem::values(const Concept& one, std::string_view property) const {
  std::vector<Property> found;
  each_property(one, [&](auto& each) {
    if (each.code == property) found.push_back(each);
  });
  return found;
}

bool CodeSystem::says(const Concept& one, std::string_view property, std::string_view value) const {
  auto all = values(one, property);
  return std::any_of(all.begin(), all.end(), [&](auto& each) { return each.text == value; });
}

std::string_view CodeSystem::name_of(std::string_view property) const {
  for (auto& each : items(resource(), "property")) {
    auto uri = each.text_of("uri");
    bool standard = uri.starts_with(standard_properties);
    if (standard && uri.substr(standard_properties.size()) == property) return each.text_of("code");
  }
  return property;
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
