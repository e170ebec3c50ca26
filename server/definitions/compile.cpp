#include "definitions/compile.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "base/crypto/hash.h"
#include "base/json/print.h"
#include "definitions/block.h"
#include "definitions/canonical.h"
#include "definitions/expansion.h"
#include "definitions/file_format.h"
#include "definitions/package.h"
#include "definitions/search_parameter.h"
#include "definitions/structure.h"
#include "definitions/write_file.h"

namespace linkki::definitions {
namespace {

using json::Value;

// Faulty on purpose: they show the form of a SearchParameter with another parameter's code or a wrong
// expression.
bool faulty_example(std::string_view id) {
  return id == "example" || id == "example-reference" || id == "example-extension";
}

class Compiler final : public Terminology {
 public:
  explicit Compiler(const std::vector<PackageResource>& resources) : resources_(resources) {
    for (auto& one : resources_)
      by_url_[one.type].emplace(one.document.root.text_of("url"), &one.document.root);
  }

  std::string run() {
    add_value_sets();
    build_types(all("StructureDefinition"), content_);
    add_search_parameters();
    add_compartments();
    add_resources();
    return write_file(content_, blocks_, fingerprint());
  }

  const CodeSystem* find_code_system(std::string_view canonical) override;
  const ValueSet* find_value_set(std::string_view canonical) override;

 private:
  std::vector<const Value*> all(std::string_view type) const {
    std::vector<const Value*> found;
    for (auto& one : resources_) {
      if (one.type == type) found.push_back(&one.document.root);
    }
    return found;
  }
  // The url of a few code systems of HL7 version 2 has a bar itself.
  const Value* find(const std::string& type, std::string_view canonical) {
    auto& of_type = by_url_[type];
    auto at = of_type.find(canonical);
    if (at == of_type.end()) at = of_type.find(split(canonical).url);
    return at == of_type.end() ? nullptr : at->second;
  }

  void add_value_sets();
  void add_search_parameters();
  void add_compartments();
  void add_resources();
  void close_block();
  std::string fingerprint() const;

  const std::vector<PackageResource>& resources_;
  std::unordered_map<std::string, std::unordered_map<std::string_view, const Value*>> by_url_;
  std::unordered_map<const Value*, CodeSystem> code_systems_;
  std::unordered_map<std::string_view, ValueSet> expanded_;
  std::set<std::string_view> expanding_;
  Content content_;
  std::string plain_;  // of the block being filled
  std::string blocks_;
};

const CodeSystem* Compiler::find_code_system(std::string_view canonical) {
  auto* resource = find("CodeSystem", canonical);
  return resource ? &code_systems_.try_emplace(resource, *resource).first->second : nullptr;
}

// Sets may name each other; one that leads back to itself is not enumerable.
const ValueSet* Compiler::find_value_set(std::string_view canonical) {
  auto* resource = find("ValueSet", canonical);
  if (!resource) return nullptr;
  auto url = resource->text_of("url");
  if (auto at = expanded_.find(url); at != expanded_.end()) return &at->second;
  if (!expanding_.insert(url).second) return nullptr;
  auto set = expand(*resource, *this, content_);
  expanding_.erase(url);
  return &expanded_.emplace(url, set).first->second;
}

template <class Row>
bool less_url(const Row& a, const Row& b) {
  return a.url < b.url;
}

void Compiler::add_value_sets() {
  for (auto* resource : all("ValueSet"))
    content_.value_sets.push_back(*find_value_set(resource->text_of("url")));
  std::sort(content_.value_sets.begin(), content_.value_sets.end(), less_url<ValueSet>);
}

void Compiler::add_search_parameters() {
  auto& parameters = content_.search_parameters;
  for (auto* resource : all("SearchParameter")) {
    if (faulty_example(resource->text_of("id"))) continue;
    if (auto parameter = read_search_parameter(*resource, content_)) parameters.push_back(*parameter);
  }
  std::sort(parameters.begin(), parameters.end(), less_url<SearchParameter>);
}

void Compiler::add_compartments() {
  for (auto* compartment : all("CompartmentDefinition")) {
    for (auto& member : compartment->find("resource")->items()) {
      auto* codes = member.find("param");
      if (!codes) continue;
      std::vector<std::string_view> parameters;
      for (auto& code : codes->items()) parameters.push_back(code.text());
      content_.compartments.push_back(
          {compartment->text_of("code"), member.text_of("code"), content_.lay(parameters)});
    }
  }
}

void Compiler::add_resources() {
  for (auto& one : resources_) {
    auto& root = one.document.root;
    auto json = json::print(root);
    if (!plain_.empty() && plain_.size() + json.size() > block_bytes) close_block();
    content_.resources.push_back({one.type, one.id, root.text_of("url"), root.text_of("version"),
                                  static_cast<std::uint32_t>(content_.blocks.size()),
                                  static_cast<std::uint32_t>(plain_.size()),
                                  static_cast<std::uint32_t>(json.size())});
    plain_ += json;
  }
  close_block();
}

void Compiler::close_block() {
  auto frame = pack_block(plain_);
  content_.blocks.push_back({static_cast<std::uint32_t>(blocks_.size()),
                             static_cast<std::uint32_t>(frame.size()),
                             static_cast<std::uint32_t>(plain_.size())});
  blocks_ += frame;
  plain_.clear();
}

// Of what was read and of how it is laid out, so that neither a new package nor a new compiler goes
// unnoticed.
std::string Compiler::fingerprint() const {
  auto format = std::to_string(file_format);
  std::string digests(format);
  for (auto& one : resources_) digests += crypto::view(crypto::sha256(json::print(one.document.root)));
  return crypto::print_hex(crypto::view(crypto::sha256(digests)));
}

}  // namespace

base::Outcome<std::string> compile(const std::string& package_folder) {
  TRY(auto resources, read_package(package_folder));
  return Compiler(resources).run();
}

}  // namespace linkki::definitions
