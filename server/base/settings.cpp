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

template <class... Functions>
struct overloaded : Functions... {
  using Functions::operator()...;
};
template <class... Functions>
overloaded(Functions...) -> overloaded<Functions...>;  // clang 16 does not deduce it

std::string quoted(std::span<const std::string_view> words) {
  return fmt::format("\"{}\"", fmt::join(words, "\", \""));
}

// What a key accepts, as the end of "… must be".
std::string allowed(const SettingKey& key) {
  static Settings scratch;
  const std::string text = key.allowed.empty() ? "text" : std::string(key.allowed);
  return std::visit(
      overloaded{
          [](bool*) -> std::string { return "true or false"; },
          [&](std::uint64_t*) { return fmt::format("a number from {} to {}", key.min, key.max); },
          [&](std::string*) { return text; },
          [&](std::vector<std::string>*) { return fmt::format("a list [ ] of: {}", text); },
          [](Choice choice) { return fmt::format("one of {}", quoted(choice.words)); },
          [](IntegrityByType*) {
            return fmt::format("a table {{ TYPE = … }} with one of {}", quoted(integrity_words()));
          },
      },
      key.field(scratch));
}

const SettingKey* find_key(std::string_view name) {
  const auto keys = setting_keys();
  const auto found = std::find_if(keys.begin(), keys.end(), [&](auto& key) { return key.name == name; });
  return found == keys.end() ? nullptr : &*found;
}

std::string_view section_of(std::string_view name) {
  return name.substr(0, name.find('.'));
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
    read_value(key, *node);
  }

  void check_together() {
    const auto& page = settings_.fhir;
    if (page.page_entries_default > page.page_entries_max) {
      override_ = name_;
      report_wrong("fhir.page_entries_default", "at most fhir.page_entries_max", {});
    }
  }

  std::vector<Issue>& issues() { return issues_; }

 private:
  void read_table(const toml::table& table, const std::string& prefix) {
    for (const auto& [name, node] : table) {
      const std::string key = prefix + std::string(name.str());
      const bool section = prefix.empty() && node.is_table() && is_section(key);
      section ? read_table(*node.as_table(), key + ".") : read_value(key, node);
    }
  }

  static bool is_section(std::string_view name) {
    const auto keys = setting_keys();
    return std::any_of(keys.begin(), keys.end(), [&](auto& key) { return section_of(key.name) == name; });
  }

  void read_value(std::string_view name, const toml::node& node) {
    const SettingKey* key = find_key(name);
    if (!key) return report_unknown(name, node.source());
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
  void report_unknown(std::string_view name, const toml::source_region& source) {
    std::vector<std::string_view> known;
    const auto section = section_of(name);
    for (const auto& key : setting_keys()) {
      const bool beside = section_of(key.name) == section;
      if (is_section(section) ? beside : (known.empty() || known.back() != section_of(key.name))) {
        known.push_back(beside ? key.name : section_of(key.name));
      }
    }
    issues_.push_back(error(IssueType::structure, message::setting_unknown,
                            {where(source), std::string(name), fmt::format("{}", fmt::join(known, ", "))}));
  }

  Settings& settings_;
  std::string name_;
  std::string override_;  // empty while the file is read
  std::vector<Issue> issues_;
};

std::string toml_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string print_value(const Field& field) {
  return std::visit(overloaded{
                        [](bool* value) -> std::string { return *value ? "true" : "false"; },
                        [](std::uint64_t* value) { return fmt::format("{}", *value); },
                        [](std::string* value) { return toml_string(*value); },
                        [](std::vector<std::string>* value) {
                          std::vector<std::string> texts;
                          std::transform(value->begin(), value->end(), std::back_inserter(texts),
                                         toml_string);
                          return fmt::format("[{}]", fmt::join(texts, ", "));
                        },
                        [](Choice choice) { return toml_string(choice.words[*choice.at]); },
                        [](IntegrityByType* value) -> std::string {
                          std::vector<std::string> texts;
                          for (const auto& [type, integrity] : *value) {
                            const auto word = integrity_words()[static_cast<std::size_t>(integrity)];
                            texts.push_back(fmt::format("{} = {}", toml_string(type), toml_string(word)));
                          }
                          return texts.empty() ? "{}" : fmt::format("{{ {} }}", fmt::join(texts, ", "));
                        },
                    },
                    field);
}

void copy_value(const SettingKey& key, Settings& from, Settings& to) {
  const Field target = key.field(to);
  std::visit(
      [&]<class Pointer>(Pointer source) {
        if constexpr (std::is_same_v<Pointer, Choice>) {
          *std::get<Choice>(target).at = *source.at;
        } else {
          *std::get<Pointer>(target) = *source;
        }
      },
      key.field(from));
}

}  // namespace

Integrity Settings::integrity_of(std::string_view type) const {
  const auto found = fhir.reference_integrity_by_type.find(type);
  return found == fhir.reference_integrity_by_type.end() ? fhir.reference_integrity : found->second;
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

std::string print_settings(const Settings& settings) {
  std::string out =
      "# The configuration of linkki. Every key stands here with its value; leave out what you do not "
      "change.\n";
  std::string_view section;
  Settings values = settings;
  for (const auto& key : setting_keys()) {
    if (section != section_of(key.name)) {
      section = section_of(key.name);
      out += fmt::format("\n[{}]\n", section);
    }
    for (std::size_t begin = 0; begin < key.text.size();) {
      const auto end = std::min(key.text.find('\n', begin), key.text.size());
      out += fmt::format("# {}\n", key.text.substr(begin, end - begin));
      begin = end + 1;
    }
    out += fmt::format("# Allowed: {}.{}\n", allowed(key), key.reloadable ? " SIGHUP reloads it." : "");
    out += fmt::format("{} = {}\n", key.name.substr(section.size() + 1), print_value(key.field(values)));
  }
  return out;
}

Reload reload(const Settings& running, const Settings& wanted) {
  Reload result{running, {}};
  Settings source = wanted;
  for (const auto& key : setting_keys()) {
    if (key.reloadable) {
      copy_value(key, source, result.settings);
    } else if (print_value(key.field(result.settings)) != print_value(key.field(source))) {
      result.after_restart.emplace_back(key.name);
    }
  }
  return result;
}

}  // namespace linkki::base
