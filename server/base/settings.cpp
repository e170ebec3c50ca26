#include "base/settings.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <sstream>
#include <system_error>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include "base/messages.h"
#include "base/settings_keys.h"

namespace linkki::base {

namespace {

const SettingKey* find_key(std::span<const SettingKey> keys, std::string_view name) {
  const auto found = std::find_if(keys.begin(), keys.end(), [&](auto& key) { return key.name == name; });
  return found == keys.end() ? nullptr : &*found;
}

std::optional<std::uint8_t> find_word(std::span<const std::string_view> words, const toml::node& node) {
  const auto text = node.value_exact<std::string_view>();
  if (!text) return {};
  const auto found = std::find(words.begin(), words.end(), *text);
  if (found == words.end()) return {};
  return static_cast<std::uint8_t>(found - words.begin());
}

// A TOML value into its field; false: not of the kind or range that the key allows. A list or table already
// read in part stays so: with one fault the whole configuration is refused.
struct Assign {
  const SettingKey& key;
  const toml::node& node;

  bool accepts(std::string_view text) const { return !key.valid || key.valid(text); }

  bool operator()(bool* field) const {
    const auto value = node.value_exact<bool>();
    if (value) *field = *value;
    return value.has_value();
  }
  bool operator()(std::uint64_t* field) const {
    const auto value = node.value_exact<std::int64_t>();
    if (!value || *value < 0) return false;
    *field = static_cast<std::uint64_t>(*value);
    return *field >= key.min && *field <= key.max;
  }
  bool operator()(std::string* field) const {
    const auto value = node.value_exact<std::string>();
    if (!value || !accepts(*value)) return false;
    *field = *value;
    return true;
  }
  bool operator()(std::vector<std::string>* field) const {
    if (!node.is_array()) return false;
    field->clear();
    for (const auto& item : *node.as_array()) {
      const auto value = item.value_exact<std::string>();
      if (!value || !accepts(*value)) return false;
      field->push_back(*value);
    }
    return true;
  }
  bool operator()(Choice field) const {
    const auto at = find_word(field.words, node);
    if (at) *field.at = *at;
    return at.has_value();
  }
  bool operator()(IntegrityByType* field) const {
    if (!node.is_table()) return false;
    field->clear();
    for (const auto& [type, value] : *node.as_table()) {
      const auto at = find_word(integrity_words(), value);
      if (!at) return false;
      field->emplace(type.str(), static_cast<Integrity>(*at));
    }
    return true;
  }
  bool operator()(Mapping* field) const {
    if (!node.is_table()) return false;
    field->clear();
    for (const auto& [name, item] : *node.as_table()) {
      const auto value = item.value_exact<std::string>();
      if (!value || !accepts(*value)) return false;
      field->emplace(name.str(), *value);
    }
    return true;
  }
};

class Reader {
 public:
  Reader(Settings& settings, std::string_view name) : settings_(settings), name_(name) {}

  void read_file(std::string_view toml) {
    const auto parsed = toml::parse(toml);
    if (!parsed) return report_syntax(parsed.error());
    read_table(parsed.table(), "");
  }

  // KEY=VALUE; a value that is no TOML is a text, so that nobody has to quote a quote.
  void read_override(std::string_view text) {
    const auto equals = text.find('=');
    const std::string key(text.substr(0, equals));
    override_ = fmt::format("--set {}", key);
    if (equals == text.npos) return report_wrong("KEY=VALUE", "given with its value", {});
    const std::string value(text.substr(equals + 1));
    const auto parsed = toml::parse(fmt::format("value = {}", value));
    const toml::value<std::string> bare(value);
    const toml::node* node = parsed && parsed.table().size() == 1 ? parsed.table().get("value") : &bare;
    key == issuers ? read_issuers(*node) : read_value(setting_keys(), key, *node);
  }

  void check_together() {
    const auto& page = settings_.fhir;
    if (page.page_entries_default > page.page_entries_max) {
      override_ = name_;
      report_wrong("fhir.page_entries_default", "at most fhir.page_entries_max", {});
    }
    const auto& tls = settings_.tls;
    if (tls.client_certificates == ClientCertificates::required && tls.client_authority.empty()) {
      override_ = name_;
      report_wrong("tls.client_authority", "given, as tls.client_certificates is \"required\"", {});
    }
    for (const auto& issuer : settings_.issuers) {
      if (issuer.url.empty() || issuer.url != settings_.server.public_url) continue;
      override_ = name_;
      report_wrong("issuers.url", "another than server.public_url, which the sandbox issues as", {});
    }
  }

  std::vector<Issue>& issues() { return issues_; }

 private:
  static constexpr std::string_view issuers = "issuers";

  void read_table(const toml::table& table, const std::string& prefix) {
    for (const auto& [name, node] : table) {
      const std::string key = prefix + std::string(name.str());
      const bool section = prefix.empty() && node.is_table() && is_section(setting_keys(), key);
      if (section) {
        read_table(*node.as_table(), key + ".");
      } else {
        key == issuers ? read_issuers(node) : read_value(setting_keys(), key, node);
      }
    }
  }

  void read_issuers(const toml::node& node) {
    const toml::array* list = node.as_array();
    const bool tables =
        list && std::all_of(list->begin(), list->end(), [](const auto& item) { return item.is_table(); });
    if (!tables || list->size() > issuers_max) {
      return report_wrong(issuers, fmt::format("up to {} tables [[issuers]]", issuers_max), node.source());
    }
    settings_.issuers.clear();
    for (const auto& item : *list) {
      settings_.issuers.emplace_back();
      for (const auto& [name, value] : *item.as_table()) {
        read_value(issuer_keys(), fmt::format("{}.{}", issuers, name.str()), value);
      }
      check_issuer(item.source());
    }
  }

  void check_issuer(const toml::source_region& source) {
    const auto& last = settings_.issuers.back();
    const auto same = std::count_if(settings_.issuers.begin(), settings_.issuers.end(),
                                    [&](const auto& issuer) { return issuer.url == last.url; });
    if (last.url.empty() || same > 1) report_wrong("issuers.url", "given, and once", source);
    if (last.jwks_file.empty() == last.jwks_uri.empty()) {
      report_wrong("issuers.jwks_file", "given, or issuers.jwks_uri, and not both", source);
    }
  }

  static bool is_section(std::span<const SettingKey> keys, std::string_view name) {
    return std::any_of(keys.begin(), keys.end(), [&](auto& key) { return section_of(key.name) == name; });
  }

  void read_value(std::span<const SettingKey> keys, std::string_view name, const toml::node& node) {
    const SettingKey* key = find_key(keys, name);
    if (!key) return report_unknown(keys, name, node.source());
    if (!std::visit(Assign{*key, node}, key->field(settings_))) {
      report_wrong(name, allowed(*key), node.source());
    }
  }

  std::string where(const toml::source_region& source) const {
    return override_.empty() ? fmt::format("{}:{}", name_, source.begin.line) : override_;
  }

  void report_syntax(const toml::parse_error& fault) {
    issues_.push_back(error(IssueType::structure, message::settings_syntax,
                            {where(fault.source()), std::string(fault.description())}));
  }
  void report_wrong(std::string_view key, std::string must_be, const toml::source_region& source) {
    issues_.push_back(error(IssueType::value, message::setting_wrong,
                            {where(source), std::string(key), std::move(must_be)}));
  }
  void report_unknown(std::span<const SettingKey> keys, std::string_view name,
                      const toml::source_region& source) {
    std::vector<std::string_view> known;
    const auto section = section_of(name);
    const bool in_section = is_section(keys, section);
    for (const auto& key : keys) {
      const bool beside = section_of(key.name) == section;
      if (in_section ? beside : (known.empty() || known.back() != section_of(key.name))) {
        known.push_back(beside ? key.name : section_of(key.name));
      }
    }
    if (!in_section) known.push_back(issuers);
    issues_.push_back(error(IssueType::structure, message::setting_unknown,
                            {where(source), std::string(name), fmt::format("{}", fmt::join(known, ", "))}));
  }

  Settings& settings_;
  std::string name_;
  std::string override_;  // empty while the file is read
  std::vector<Issue> issues_;
};

}  // namespace

Integrity Settings::integrity_of(std::string_view type) const {
  const auto found = fhir.reference_integrity_by_type.find(type);
  return found == fhir.reference_integrity_by_type.end() ? fhir.reference_integrity : found->second;
}

ValidationPolicy Settings::validation_of(std::string_view type) const {
  const auto found = fhir.validation_by_type.find(type);
  if (found == fhir.validation_by_type.end()) return fhir.validation;
  return found->second == "warn" ? ValidationPolicy::warn : ValidationPolicy::strict;
}

Outcome<Settings> read_settings(std::string_view toml, std::string_view name,
                                const std::vector<std::string>& overrides) {
  Settings settings;
  Reader reader(settings, name);
  reader.read_file(toml);
  for (const auto& text : overrides) reader.read_override(text);
  reader.check_together();
  if (!reader.issues().empty()) return refuse(Refusal::bad_request, std::move(reader.issues()));
  if (settings.server.public_url.empty()) {
    settings.server.public_url = fmt::format("https://localhost:{}/fhir", settings.server.port);
  }
  return settings;
}

Outcome<Settings> load_settings(const std::string& path, const std::vector<std::string>& overrides) {
  if (path.empty()) return read_settings("", "", overrides);
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!(file && text << file.rdbuf()) && errno != 0) {
    return refuse(Refusal::not_found, error(IssueType::not_found, message::settings_unreadable,
                                            {path, std::generic_category().message(errno)}));
  }
  return read_settings(text.str(), path, overrides);
}

}  // namespace linkki::base
