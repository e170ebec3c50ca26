#include "repository/corpus.h"

#include <algorithm>

#include "conformance/suites.h"
#include "repository/find.h"

namespace linkki::repository {

using search::Code;

void CorpusCodes::settle() {
  std::sort(all_.begin(), all_.end());
  all_.erase(std::unique(all_.begin(), all_.end()), all_.end());
  for (std::size_t i = 0; i < all_.size(); ++i) sets_["urn:set:" + std::to_string(i % 7)].push_back(all_[i]);
}

base::Outcome<std::vector<Code>> CorpusCodes::members(std::string_view canonical) const {
  const auto set = sets_.find(canonical);
  return set == sets_.end() ? std::vector<Code>{} : set->second;
}

base::Outcome<std::vector<Code>> CorpusCodes::above(const Code& code) const {
  std::vector<Code> codes{code};
  const auto at = std::lower_bound(all_.begin(), all_.end(), code) - all_.begin();
  for (auto i = at - at % 3; i < at; ++i) {
    if (all_[static_cast<std::size_t>(i)].system == code.system)
      codes.push_back(all_[static_cast<std::size_t>(i)]);
  }
  return codes;
}

base::Outcome<std::vector<Code>> CorpusCodes::below(const Code& code) const {
  std::vector<Code> codes{code};
  const auto at = static_cast<std::size_t>(std::lower_bound(all_.begin(), all_.end(), code) - all_.begin());
  for (std::size_t i = at + 1; i < all_.size() && i % 3 != 0 && all_[i].system == code.system; ++i)
    codes.push_back(all_[i]);
  return codes;
}

namespace {

// Definitions, which the store has anyway, are left out, and bundles of them.
constexpr std::uintmax_t bytes_max = 1'000'000;

bool is_example(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  for (const char* other :
       {".", "package.json", "StructureDefinition-", "ValueSet-", "CodeSystem-", "SearchParameter-"}) {
    if (name.starts_with(other)) return false;
  }
  return file.extension() == ".json" && std::filesystem::file_size(file) <= bytes_max;
}

search::Query parse(const std::string& query, const definitions::Definitions& definitions) {
  const std::size_t mark = query.find('?');
  auto parsed = search::parse(query.substr(0, mark), query.substr(mark + 1), definitions, {});
  if (parsed.ok()) return *std::move(parsed);
  ADD_FAILURE() << query << ": " << parsed.failure().issues.front().text();
  return {};
}

}  // namespace

Corpus::Corpus() : definitions_(store_.definitions.current()), codes_(std::make_shared<CorpusCodes>()) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(examples_folder())) {
    if (is_example(entry.path())) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::map<std::string, std::set<std::string>> ids;
  for (const auto& file : files) {
    const std::string json = read_file(file);
    const auto document = json::parse(json);
    const std::string type(document->root.text_of("resourceType")), id(document->root.text_of("id"));
    if (id.empty() || id.size() > 64 || !definitions_->find_type(type)) continue;
    if (store_.try_put(json).ok()) ids[type].insert(id);
  }
  oracle_ = std::make_unique<Oracle>(store_, codes_);
  for (const auto& [name, all] : ids) {
    for (const std::string& id : all) oracle_->note(name, id);
  }
  for (const auto& [name, all] : ids) {
    Type& type = types_.emplace_back();
    type.name = name;
    type.resources = all.size();
    for (const auto* const parameter : definitions_->search_parameters(name)) {
      Asked asked{parameter, {}};
      for (const std::string& id : all) {
        for (const search::IndexValue& value : oracle_->values(name, parameter->code, id)) {
          asked.values.emplace_back(id, value);
          if (parameter->type == definitions::SearchType::token && value.kind.empty() && !value.code.empty())
            codes_->add({value.system, value.code});
        }
      }
      if (!asked.values.empty()) type.parameters.push_back(std::move(asked));
    }
  }
  codes_->settle();
  for (Type& type : types_) {
    for (const Asked& asked : type.parameters) {
      const bool leads_on = asked.parameter->type == definitions::SearchType::reference &&
                            std::any_of(asked.values.begin(), asked.values.end(), [&](const auto& value) {
                              const auto target = ids.find(value.second.type);
                              return target != ids.end() && target->second.contains(value.second.id);
                            });
      if (leads_on) type.references.push_back(&asked);
    }
  }
}

const Corpus* Corpus::find() {
  if (!std::filesystem::exists(examples_folder())) return nullptr;
  static const Corpus corpus;
  return &corpus;
}

const Corpus::Type* Corpus::type(std::string_view name) const {
  const auto found =
      std::find_if(types_.begin(), types_.end(), [&](const Type& type) { return type.name == name; });
  return found == types_.end() ? nullptr : &*found;
}

std::vector<std::string> Corpus::find(const std::string& query) const {
  find::Settings settings;
  settings.codes = codes_;
  settings.near_metres = Oracle::near_metres;
  const search::Query parsed = parse(query, *definitions_);
  const Snapshot now = store_.snapshot();
  const Sight sight(now.reads(), *now.reading().dictionary, worker_of("a"), store_.clock.now());
  const auto found = find::run(now, parsed, sight, std::nullopt, store_.clock.now(), settings);
  std::vector<std::string> ids;
  if (!found.ok()) ADD_FAILURE() << query << ": " << found.failure().issues.front().text();
  for (const Match& match : found.ok() ? found->matches : std::vector<Match>{})
    ids.push_back(now.current(match.number)->header.id);
  return ids;
}

std::vector<std::string> Corpus::expected(const std::string& query) const {
  return oracle_->find(parse(query, *definitions_));
}

}  // namespace linkki::repository
