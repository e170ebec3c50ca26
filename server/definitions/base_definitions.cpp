#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <unordered_map>

#include "definitions/block.h"
#include "definitions/canonical.h"
#include "definitions/mapping.h"
#include "definitions/read_file.h"

namespace linkki::definitions {
namespace {

using Parameters = std::span<const SearchParameter* const>;

bool less_code(const SearchParameter* a, const SearchParameter* b) {
  return a->code < b->code;
}

// The row with this url; the rows are sorted by it.
template <class Row>
const Row* find_url(const std::vector<Row>& rows, std::string_view url) {
  auto at =
      std::lower_bound(rows.begin(), rows.end(), url, [](const Row& row, auto& u) { return row.url < u; });
  return at != rows.end() && at->url == url ? &*at : nullptr;
}

class BaseDefinitions final : public Definitions {
 public:
  BaseDefinitions(Mapping mapping, FileContent file) : mapping_(std::move(mapping)), file_(std::move(file)) {
    index_types();
    index_parameters();
    index_compartments();
    index_resources();
  }

  const Type* find_type(std::string_view name) const override {
    auto at = types_.find(name);
    return at == types_.end() ? nullptr : at->second;
  }
  const Type* find_profile(std::string_view canonical) const override {
    auto at = profiles_.find(split(canonical).url);
    return at == profiles_.end() ? nullptr : at->second;
  }
  const ValueSet* find_value_set(std::string_view canonical) const override {
    auto [url, version] = split(canonical);
    auto* set = find_url(file_.content.value_sets, url);
    return set && (version.empty() || version == set->version) ? set : nullptr;
  }
  void each_value_set(const std::function<void(const ValueSet&)>& visit) const override {
    for (const auto& set : file_.content.value_sets) visit(set);
  }
  std::span<const Type* const> resource_types() const override { return resource_types_; }

  Parameters search_parameters(std::string_view type) const override {
    auto at = parameters_.find(type);
    return at == parameters_.end() ? Parameters{} : at->second;
  }
  const SearchParameter* find_search_parameter(std::string_view type, std::string_view code) const override {
    auto all = search_parameters(type);
    auto at =
        std::lower_bound(all.begin(), all.end(), code, [](auto* one, auto& c) { return one->code < c; });
    return at != all.end() && (*at)->code == code ? *at : nullptr;
  }
  const SearchParameter* find_search_parameter(std::string_view canonical) const override {
    return find_url(file_.content.search_parameters, split(canonical).url);
  }
  Parameters compartment(std::string_view code, std::string_view type) const override {
    auto at = compartments_.find({code, type});
    return at == compartments_.end() ? Parameters{} : at->second;
  }
  Parameters patient_parameters(std::string_view type) const override {
    auto at = patient_parameters_.find(type);
    return at == patient_parameters_.end() ? Parameters{} : at->second;
  }

  base::Outcome<void> each_resource(const Visit& visit) const override;
  base::Outcome<std::optional<std::string>> find_resource(std::string_view canonical) const override;
  std::string_view fingerprint() const override { return file_.fingerprint; }

 private:
  void index_types();
  void index_parameters();
  void index_compartments();
  void index_resources();
  base::Outcome<std::string> unpack(std::uint32_t block) const {
    const auto& row = file_.content.blocks[block];
    return unpack_block(file_.blocks.substr(row.offset, row.bytes), row.plain_bytes);
  }

  Mapping mapping_;
  FileContent file_;
  std::unordered_map<std::string_view, const Type*> types_;
  std::unordered_map<std::string_view, const Type*> profiles_;
  std::vector<const Type*> resource_types_;
  std::unordered_map<std::string_view, std::vector<const SearchParameter*>> parameters_;
  std::map<std::pair<std::string_view, std::string_view>, std::vector<const SearchParameter*>> compartments_;
  std::unordered_map<std::string_view, std::vector<const SearchParameter*>> patient_parameters_;
  std::unordered_map<std::string_view, const ResourceRow*> resources_;
};

void BaseDefinitions::index_types() {
  for (const auto& type : file_.content.types) {
    types_.emplace(type.name, &type);
    if (!type.url.empty()) profiles_.emplace(type.url, &type);
    bool rest_end = type.kind == TypeKind::resource && !type.abstract_type && type.name != "Parameters";
    if (rest_end) resource_types_.push_back(&type);
  }
}

void BaseDefinitions::index_parameters() {
  std::unordered_map<std::string_view, std::vector<const SearchParameter*>> own;
  for (const auto& parameter : file_.content.search_parameters) {
    for (auto base : parameter.base) own[base].push_back(&parameter);
  }
  for (const auto& type : file_.content.types) {
    if (type.kind != TypeKind::resource) continue;
    auto& all = parameters_[type.name];
    for (auto* at = &type; at; at = at->parent)
      all.insert(all.end(), own[at->name].begin(), own[at->name].end());
    std::sort(all.begin(), all.end(), less_code);
  }
}

void BaseDefinitions::index_compartments() {
  for (const auto& row : file_.content.compartments) {
    for (auto code : row.parameters) {
      auto* parameter = find_search_parameter(row.type, code);
      if (parameter) compartments_[{row.code, row.type}].push_back(parameter);
    }
  }
  for (auto* type : resource_types_) {
    auto linked = compartment("Patient", type->name);
    std::vector<const SearchParameter*> all(linked.begin(), linked.end());
    for (auto code : {"patient", "subject"}) {
      auto* parameter = find_search_parameter(type->name, code);
      bool is_new = parameter && std::find(all.begin(), all.end(), parameter) == all.end();
      if (is_new && parameter->type == SearchType::reference) all.push_back(parameter);
    }
    if (!all.empty()) patient_parameters_.emplace(type->name, std::move(all));
  }
}

void BaseDefinitions::index_resources() {
  for (const auto& row : file_.content.resources) {
    if (!row.url.empty()) resources_.emplace(row.url, &row);
  }
}

base::Outcome<void> BaseDefinitions::each_resource(const Visit& visit) const {
  std::string plain;
  std::uint32_t block = 0xffffffff;
  for (const auto& row : file_.content.resources) {
    if (row.block != block) {
      TRY(plain, unpack(row.block));
      block = row.block;
    }
    visit(row.type, row.id, std::string_view(plain).substr(row.offset, row.size));
  }
  return base::done();
}

base::Outcome<std::optional<std::string>> BaseDefinitions::find_resource(std::string_view canonical) const {
  // The url of a few code systems of HL7 version 2 has a bar itself.
  auto at = resources_.find(canonical);
  bool found = at != resources_.end();
  if (!found) {
    auto [url, version] = split(canonical);
    at = resources_.find(url);
    found = at != resources_.end() && version == at->second->version;
  }
  if (!found) return std::optional<std::string>{};
  TRY(auto plain, unpack(at->second->block));
  return std::optional(plain.substr(at->second->offset, at->second->size));
}

}  // namespace

base::Outcome<std::shared_ptr<const Definitions>> open(const std::string& file) {
  TRY(auto mapping, Mapping::open(file));
  TRY(auto content, read_file(mapping.bytes(), file));
  return std::shared_ptr<const Definitions>(
      std::make_shared<BaseDefinitions>(std::move(mapping), std::move(content)));
}

std::string default_file() {
  std::error_code error;
  auto folder = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
  auto beside = folder / "definitions.bin";
  return std::filesystem::exists(beside, error) ? beside.string()
                                                : (folder.parent_path() / "definitions.bin").string();
}

}  // namespace linkki::definitions
