#include "definitions/overlay.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "base/crypto/hash.h"
#include "base/json/parse.h"
#include "base/limits.h"
#include "definitions/canonical.h"
#include "definitions/content.h"
#include "definitions/expansion.h"
#include "definitions/messages.h"
#include "definitions/search_parameter.h"

namespace linkki::definitions {
namespace {

using Parameters = std::span<const SearchParameter* const>;

class Overlay final : public Definitions, private Terminology {
 public:
  Overlay(std::shared_ptr<const Definitions> base, Added added)
      : base_(std::move(base)), added_(std::move(added)) {
    for (auto& one : added_) by_url_[one->url].push_back(one.get());
    for (auto& [url, all] : by_url_) {
      std::stable_sort(all.begin(), all.end(),
                       [](auto* a, auto* b) { return is_earlier(a->version, b->version); });
    }
  }

  base::Outcome<void> build();

  const Type* find_type(std::string_view name) const override { return base_->find_type(name); }
  const Type* find_profile(std::string_view canonical) const override {
    return base_->find_profile(canonical);
  }
  std::span<const Type* const> resource_types() const override { return base_->resource_types(); }
  Parameters compartment(std::string_view code, std::string_view type) const override {
    return base_->compartment(code, type);
  }
  Parameters patient_parameters(std::string_view type) const override {
    return base_->patient_parameters(type);
  }
  std::string_view fingerprint() const override { return fingerprint_; }

  const ValueSet* find_value_set(std::string_view canonical) const override;
  void each_value_set(const std::function<void(const ValueSet&)>& visit) const override;
  Parameters search_parameters(std::string_view type) const override;
  const SearchParameter* find_search_parameter(std::string_view type, std::string_view code) const override;
  const SearchParameter* find_search_parameter(std::string_view canonical) const override;
  base::Outcome<void> each_resource(const Visit& visit) const override;
  base::Outcome<std::optional<std::string>> find_resource(std::string_view canonical) const override;

 private:
  // The latest version wins, of the same the one added last; empty type: any.
  const AddedResource* find_added(std::string_view type, std::string_view canonical) const;
  bool is_latest(const AddedResource& one) const { return find_added(one.type, one.url) == &one; }

  base::Outcome<void> add_search_parameters();
  void hide_and_merge(const Type& type);
  void add_value_sets();
  std::set<std::string_view> affected_sets() const;
  const ValueSet* expanded(const json::Value& resource, std::string_view key);
  const json::Value* base_resource(std::string_view canonical);
  void sign();

  // Terminology, while it is built.
  const CodeSystem* find_code_system(std::string_view canonical) override;
  const ValueSet* find_value_set(std::string_view canonical) override;

  std::shared_ptr<const Definitions> base_;
  Added added_;
  std::unordered_map<std::string_view, std::vector<const AddedResource*>> by_url_;  // the latest last
  Content content_;
  std::string fingerprint_;
  std::map<std::string_view, SearchParameter> parameters_;  // by url
  std::unordered_map<std::string_view, std::vector<const SearchParameter*>>
      by_type_;                                        // only where R4's differ
  std::map<std::string, ValueSet, std::less<>> sets_;  // by url|version and, for the last of a url, by url
  std::set<std::string, std::less<>> expanding_;
  std::set<std::string_view> affected_;  // R4's own sets that must be counted out anew
  std::map<std::string, json::Document, std::less<>> unpacked_;
  std::unordered_map<const json::Value*, CodeSystem> code_systems_;
  std::size_t codes_ = 0;
  std::optional<base::Failure> failure_;
};

base::Outcome<void> Overlay::build() {
  TRY_VOID(add_search_parameters());
  add_value_sets();
  code_systems_.clear();
  unpacked_.clear();
  sign();
  if (failure_) return std::move(*failure_);
  return base::done();
}

const AddedResource* Overlay::find_added(std::string_view type, std::string_view canonical) const {
  auto [url, version] = split(canonical);
  auto at = by_url_.find(url);
  if (at == by_url_.end()) return nullptr;
  for (auto one = at->second.rbegin(); one != at->second.rend(); ++one) {
    bool fits = type.empty() || type == (*one)->type;
    if (fits && (version.empty() || version == (*one)->version)) return *one;
  }
  return nullptr;
}

base::Outcome<void> Overlay::add_search_parameters() {
  for (auto& one : added_) {
    if (one->type != "SearchParameter" || !is_latest(*one)) continue;
    auto parameter = read_search_parameter(one->root(), content_);
    if (!parameter) continue;  // held as a resource; without an expression it finds nothing
    for (auto name : parameter->base) {
      auto* type = base_->find_type(name);
      if (type && type->kind == TypeKind::resource) continue;
      return base::refuse(base::Refusal::unprocessable,
                          base::error(base::IssueType::code_invalid, base::message::definition_base,
                                      {std::string(one->url), std::string(name)}, "SearchParameter.base"));
    }
    parameters_.insert_or_assign(one->url, *parameter);
  }
  for (auto* type : base_->resource_types()) hide_and_merge(*type);
  for (auto name : {"Resource", "DomainResource", "Parameters"}) hide_and_merge(*base_->find_type(name));
  return base::done();
}

// Added parameters take the place of others with their url, and of others with their code.
void Overlay::hide_and_merge(const Type& type) {
  std::map<std::string_view, const SearchParameter*> by_code;
  auto bases = base_->search_parameters(type.name);
  for (auto* one : bases) {
    if (!parameters_.contains(one->url)) by_code.emplace(one->code, one);
  }
  for (auto& one : added_) {
    auto at = parameters_.find(one->url);
    if (at == parameters_.end() || !is_latest(*one)) continue;
    bool ours =
        std::any_of(at->second.base.begin(), at->second.base.end(), [&](auto name) { return type.is(name); });
    if (ours) by_code.insert_or_assign(at->second.code, &at->second);
  }
  std::vector<const SearchParameter*> all;
  for (auto& [code, parameter] : by_code) all.push_back(parameter);
  if (!std::equal(all.begin(), all.end(), bases.begin(), bases.end()))
    by_type_.emplace(type.name, std::move(all));
}

void Overlay::add_value_sets() {
  affected_ = affected_sets();
  for (auto& one : added_) {
    if (one->type != "ValueSet") continue;
    auto key = std::string(one->url).append("|").append(one->version);
    auto* set = expanded(one->root(), key);
    if (set && is_latest(*one)) sets_.insert_or_assign(std::string(one->url), *set);
  }
  for (auto url : affected_) {
    auto* set = find_value_set(url);
    if (set) sets_.emplace(std::string(url).append("|").append(set->version), *set);
  }
  affected_.clear();
}

// R4's own sets whose rules lead to something added, at any remove.
std::set<std::string_view> Overlay::affected_sets() const {
  std::set<std::string_view> changed, affected;
  for (auto& one : added_) {
    if (one->type == "CodeSystem" || one->type == "ValueSet") changed.insert(one->url);
  }
  for (bool more = !changed.empty(); more;) {
    more = false;
    base_->each_value_set([&](const ValueSet& set) {
      bool named = std::any_of(set.sources.begin(), set.sources.end(),
                               [&](auto url) { return changed.contains(url); });
      if (!named || find_added("ValueSet", set.url) || !affected.insert(set.url).second) return;
      changed.insert(set.url);
      more = true;
    });
  }
  return affected;
}

// nullptr: it is being counted out already, so it leads to itself, or the way to it is too long.
const ValueSet* Overlay::expanded(const json::Value& resource, std::string_view key) {
  if (auto at = sets_.find(key); at != sets_.end()) return &at->second;
  if (expanding_.size() >= limits::value_set_depth_max) return nullptr;
  auto [at, is_new] = expanding_.emplace(key);
  if (!is_new) return nullptr;
  auto set = expand(resource, *this, content_);
  expanding_.erase(at);
  codes_ += set.codes.size();
  if (codes_ > limits::added_codes_max) failure_ = too_many(limits::added_codes_max);
  return &sets_.emplace(key, set).first->second;
}

const json::Value* Overlay::base_resource(std::string_view canonical) {
  if (auto at = unpacked_.find(canonical); at != unpacked_.end()) return &at->second.root;
  auto json = base_->find_resource(canonical);
  if (!json) {
    failure_ = json.failure();
    return nullptr;
  }
  if (!*json) return nullptr;
  auto document = json::parse(std::move(**json));
  if (!document) {
    failure_ = document.failure();
    return nullptr;
  }
  return &unpacked_.emplace(canonical, std::move(*document)).first->second.root;
}

const CodeSystem* Overlay::find_code_system(std::string_view canonical) {
  auto* added = find_added("CodeSystem", canonical);
  auto* resource = added ? &added->root() : base_resource(canonical);
  if (!resource || resource->text_of("resourceType") != "CodeSystem") return nullptr;
  return &code_systems_.try_emplace(resource, *resource).first->second;
}

const ValueSet* Overlay::find_value_set(std::string_view canonical) {
  if (auto* added = find_added("ValueSet", canonical)) {
    return expanded(added->root(), std::string(added->url).append("|").append(added->version));
  }
  auto url = split(canonical).url;
  if (!affected_.contains(url)) return base_->find_value_set(canonical);
  auto* resource = base_resource(url);
  return resource ? expanded(*resource, url) : nullptr;
}

void Overlay::sign() {
  std::string digests(base_->fingerprint());
  for (auto& one : added_) digests += one->digest;
  fingerprint_ = crypto::print_hex(crypto::view(crypto::sha256(digests)));
}

const ValueSet* Overlay::find_value_set(std::string_view canonical) const {
  auto at = sets_.find(canonical);
  return at == sets_.end() ? base_->find_value_set(canonical) : &at->second;
}

void Overlay::each_value_set(const std::function<void(const ValueSet&)>& visit) const {
  base_->each_value_set([&](const ValueSet& set) {
    if (!sets_.contains(set.url)) visit(set);
  });
  for (auto& [key, set] : sets_) {
    if (key == set.url) visit(set);
  }
}

Parameters Overlay::search_parameters(std::string_view type) const {
  auto at = by_type_.find(type);
  return at == by_type_.end() ? base_->search_parameters(type) : Parameters(at->second);
}

const SearchParameter* Overlay::find_search_parameter(std::string_view type, std::string_view code) const {
  auto all = search_parameters(type);
  auto at = std::lower_bound(all.begin(), all.end(), code, [](auto* one, auto& c) { return one->code < c; });
  return at != all.end() && (*at)->code == code ? *at : nullptr;
}

const SearchParameter* Overlay::find_search_parameter(std::string_view canonical) const {
  auto at = parameters_.find(split(canonical).url);
  return at == parameters_.end() ? base_->find_search_parameter(canonical) : &at->second;
}

base::Outcome<void> Overlay::each_resource(const Visit& visit) const {
  std::map<std::pair<std::string_view, std::string_view>, const AddedResource*> last;
  for (auto& one : added_) last.insert_or_assign({one->type, one->id}, one.get());
  TRY_VOID(base_->each_resource([&](auto type, auto id, auto json) {
    if (!last.contains({type, id})) visit(type, id, json);
  }));
  for (auto& one : added_) {
    if (last[{one->type, one->id}] == one.get()) visit(one->type, one->id, one->json);
  }
  return base::done();
}

base::Outcome<std::optional<std::string>> Overlay::find_resource(std::string_view canonical) const {
  if (auto* added = find_added("", canonical)) return std::optional(std::string(added->json));
  return base_->find_resource(canonical);
}

}  // namespace

base::Failure too_many(std::size_t limit) {
  return base::refuse(
      base::Refusal::storage_full,
      base::error(base::IssueType::too_costly, base::message::definitions_too_many, {std::to_string(limit)}));
}

base::Outcome<std::shared_ptr<const Definitions>> lay_over(std::shared_ptr<const Definitions> base,
                                                           Added added) {
  if (added.empty()) return base;
  auto overlay = std::make_shared<Overlay>(std::move(base), std::move(added));
  TRY_VOID(overlay->build());
  return std::shared_ptr<const Definitions>(std::move(overlay));
}

}  // namespace linkki::definitions
