#include "terminology/concept_map.h"

#include <algorithm>

#include "definitions/canonical.h"
#include "terminology/code_system.h"

namespace linkki::terminology {
namespace {

void note(std::vector<std::string>& ends, std::string_view canonical) {
  std::string url(definitions::split(canonical).url);
  if (!url.empty() && std::find(ends.begin(), ends.end(), url) == ends.end()) ends.push_back(std::move(url));
}

}  // namespace

ConceptMap::ConceptMap(json::Document document) : document_(std::move(document)) {
  for (auto& group : groups()) {
    for (auto& element : items(group, "element")) {
      auto& rows = by_source_[element.text_of("code")];
      auto targets = items(element, "target");
      if (targets.empty()) rows.push_back({&group, &element, nullptr});
      for (auto& target : targets) {
        rows.push_back({&group, &element, &target});
        auto code = target.text_of("code");
        if (!code.empty()) by_target_[code].push_back(rows.back());
      }
    }
  }
}

std::string ConceptMap::canonical() const {
  std::string text(url());
  if (!version().empty()) text.append("|").append(version());
  return text;
}

std::span<json::Value> ConceptMap::groups() const {
  return items(resource(), "group");
}

std::span<const ConceptMap::Row> ConceptMap::find(const Rows& rows, std::string_view code) {
  auto at = rows.find(code);
  return at == rows.end() ? std::span<const Row>{} : std::span<const Row>(at->second);
}

std::string_view ConceptMap::either(const std::string& name) const {
  auto uri = resource().text_of(name + "Uri");
  return uri.empty() ? resource().text_of(name + "Canonical") : uri;
}

MapEnds ends_of(const json::Value& concept_map) {
  MapEnds ends;
  for (auto type : {"Uri", "Canonical"}) {
    note(ends.from, concept_map.text_of(std::string("source") + type));
    note(ends.to, concept_map.text_of(std::string("target") + type));
  }
  for (auto& group : items(concept_map, "group")) {
    note(ends.from, group.text_of("source"));
    note(ends.to, group.text_of("target"));
  }
  return ends;
}

}  // namespace linkki::terminology
