#include "terminology/catalogue.h"

#include "base/json/parse.h"
#include "base/json/print.h"
#include "definitions/canonical.h"
#include "terminology/implicit_value_set.h"
#include "terminology/limits.h"
#include "terminology/listed_code_system.h"
#include "terminology/messages.h"

namespace linkki::terminology {
namespace {

bool terminological(std::string_view type) {
  return type == "CodeSystem" || type == "ValueSet" || type == "ConceptMap";
}

base::Failure too_many() {
  return base::refuse(base::Refusal::unprocessable,
                      base::error(base::IssueType::too_costly, base::message::terminology_own,
                                  {std::to_string(limits::own_resources_max)}));
}

}  // namespace

Catalogue::Catalogue(std::shared_ptr<const definitions::Definitions> definitions,
                     std::shared_ptr<const Releases> releases)
    : definitions_(std::move(definitions)), releases_(std::move(releases)) {}

base::Outcome<std::shared_ptr<const Catalogue>> Catalogue::with(
    std::shared_ptr<const Catalogue> below, const std::vector<const json::Value*>& resources) {
  if (resources.size() > limits::own_resources_max) return too_many();
  auto own = std::make_shared<Catalogue>(below->definitions_, below->releases_);
  own->below_ = std::move(below);
  for (auto* resource : resources) {
    TRY(auto document, json::parse(json::print(*resource)));
    auto type = resource->text_of("resourceType");
    std::string url(resource->text_of("url"));
    auto names = {url, url + "|" + std::string(resource->text_of("version"))};
    if (type == "CodeSystem") {
      auto made = std::make_shared<const ListedCodeSystem>(std::move(document));
      for (auto& name : names) own->systems_.insert_or_assign(name, made);
    } else if (type == "ValueSet") {
      TRY(auto made, ValueSet::make(std::move(document)));
      for (auto& name : names) own->sets_.insert_or_assign(name, made);
    } else if (type == "ConceptMap") {
      auto made = std::make_shared<const ConceptMap>(std::move(document));
      for (auto& name : names) own->maps_.insert_or_assign(name, made);
    }
  }
  return std::shared_ptr<const Catalogue>(std::move(own));
}

template <class T>
std::shared_ptr<const T> Catalogue::kept(const Cache<T>& cache, std::string_view canonical) const {
  const std::lock_guard lock(mutex_);
  auto at = cache.find(canonical);
  return at == cache.end() ? nullptr : at->second;
}

// What is still in use lives on when the cache is emptied.
template <class T>
void Catalogue::keep(Cache<T>& cache, std::string_view canonical,
                     const std::shared_ptr<const T>& made) const {
  const std::lock_guard lock(mutex_);
  if (cache.size() >= limits::terminology_cached_max) cache.clear();
  cache.insert_or_assign(std::string(canonical), made);
}

std::optional<json::Document> Catalogue::load(std::string_view type, std::string_view canonical) const {
  auto json = definitions_->find_resource(canonical);
  if (!json || !*json) return {};
  auto document = json::parse(std::move(**json));
  if (!document || document->root.text_of("resourceType") != type) return {};
  return *std::move(document);
}

std::shared_ptr<const CodeSystem> Catalogue::code_system(std::string_view canonical) const {
  if (auto found = kept(systems_, canonical)) return found;
  if (below_) return below_->code_system(canonical);
  if (auto release = releases_ ? releases_->find(canonical) : nullptr) return release;
  auto document = load("CodeSystem", canonical);
  if (!document) return nullptr;
  std::shared_ptr<const CodeSystem> made = std::make_shared<const ListedCodeSystem>(*std::move(document));
  keep(systems_, canonical, made);
  return made;
}

std::shared_ptr<const CodeSystem> Catalogue::code_system(std::string_view url,
                                                         std::string_view version) const {
  if (version.empty()) return code_system(url);
  return code_system(std::string(url).append("|").append(version));
}

base::Outcome<std::shared_ptr<const ValueSet>> Catalogue::value_set(std::string_view canonical) const {
  if (auto found = kept(sets_, canonical)) return found;
  if (below_) return below_->value_set(canonical);
  auto document = load("ValueSet", canonical);
  const bool stored = document.has_value();
  if (!stored && releases_ && !releases_->all().empty()) {
    if (auto implicit = implicit_value_set(canonical)) {
      TRY(document, json::parse(*std::move(implicit)));
    }
  }
  if (!document) return std::shared_ptr<const ValueSet>();
  TRY(auto made, ValueSet::make(*std::move(document)));
  if (stored) keep(sets_, canonical, made);  // whoever asks thinks of the names of the others
  return made;
}

std::shared_ptr<const ConceptMap> Catalogue::concept_map(std::string_view canonical) const {
  if (auto found = kept(maps_, canonical)) return found;
  if (below_) return below_->concept_map(canonical);
  auto document = load("ConceptMap", canonical);
  if (!document) return nullptr;
  auto made = std::make_shared<const ConceptMap>(*std::move(document));
  keep(maps_, canonical, made);
  return made;
}

const std::vector<Named>& Catalogue::named() const {
  const std::lock_guard lock(mutex_);
  if (named_) return *named_;
  std::vector<Named> all;
  auto note = [&](const json::Value& root) {
    all.push_back({std::string(root.text_of("resourceType")), std::string(root.text_of("url")),
                   std::string(root.text_of("version")), std::string(root.text_of("content"))});
  };
  for (auto& [name, map] : maps_) {
    if (below_ && name.find('|') == std::string::npos) note(map->resource());
  }
  if (below_) {
    auto& others = below_->named();
    all.insert(all.end(), others.begin(), others.end());
  } else {
    auto visited = definitions_->each_resource([&](auto type, auto, auto json) {
      if (!terminological(type)) return;
      auto document = json::parse(std::string(json));
      if (document) note(document->root);
    });
    if (!visited) all.clear();  // the file is damaged, which is logged where it is read
    for (auto& one : releases_ ? releases_->all() : std::vector<std::shared_ptr<const Release>>{}) {
      all.push_back({"CodeSystem", std::string(one->url()), std::string(one->version()), "complete"});
    }
  }
  return named_.emplace(std::move(all));
}

void Catalogue::Routes::add(const json::Value& concept_map) {
  std::string canonical(concept_map.text_of("url"));
  if (canonical.empty()) return;
  if (auto version = concept_map.text_of("version"); !version.empty()) canonical.append("|").append(version);
  auto ends = ends_of(concept_map);
  for (auto& url : ends.from) from[url].push_back(canonical);
  for (auto& url : ends.to) to[url].push_back(canonical);
}

const Catalogue::Routes& Catalogue::routes() const {
  const std::lock_guard lock(mutex_);
  if (routes_) return *routes_;
  Routes all;
  if (below_) {
    for (auto& [name, map] : maps_) {
      if (name.find('|') == std::string::npos) all.add(map->resource());
    }
    return routes_.emplace(std::move(all));
  }
  auto visited = definitions_->each_resource([&](auto type, auto, auto json) {
    if (type != "ConceptMap") return;
    auto document = json::parse(std::string(json));
    if (document) all.add(document->root);
  });
  if (!visited) all = {};  // the file is damaged, which is logged where it is read
  return routes_.emplace(std::move(all));
}

std::vector<std::string> Catalogue::maps_from(std::string_view url) const {
  auto found = below_ ? below_->maps_from(url) : std::vector<std::string>{};
  if (auto at = routes().from.find(url); at != routes().from.end()) {
    found.insert(found.begin(), at->second.begin(), at->second.end());
  }
  return found;
}

std::vector<std::string> Catalogue::maps_to(std::string_view url) const {
  auto found = below_ ? below_->maps_to(url) : std::vector<std::string>{};
  if (auto at = routes().to.find(url); at != routes().to.end()) {
    found.insert(found.begin(), at->second.begin(), at->second.end());
  }
  return found;
}

std::shared_ptr<const Catalogue> Terminology::current() const {
  auto now = registry_.current();
  const std::lock_guard lock(mutex_);
  if (now != definitions_ || !catalogue_) {
    catalogue_ = std::make_shared<const Catalogue>(now, releases_);
    definitions_ = std::move(now);
  }
  return catalogue_;
}

void Terminology::take(std::shared_ptr<const Releases> releases) {
  const std::lock_guard lock(mutex_);
  releases_ = std::move(releases);
  catalogue_ = nullptr;
}

}  // namespace linkki::terminology
