// The configuration as text again, and what a running server takes over of a new one.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <type_traits>

#include "base/settings.h"
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
                        [](Mapping* value) -> std::string {
                          std::vector<std::string> texts;
                          for (const auto& [theirs, ours] : *value) {
                            texts.push_back(fmt::format("{} = {}", toml_string(theirs), toml_string(ours)));
                          }
                          return texts.empty() ? "{}" : fmt::format("{{ {} }}", fmt::join(texts, ", "));
                        },
                    },
                    field);
}

// Documentation and value of one key, the lines behind `mark`.
void print_key(const SettingKey& key, Settings& values, std::string_view mark, std::string& out) {
  for (std::size_t begin = 0; begin < key.text.size();) {
    const auto end = std::min(key.text.find('\n', begin), key.text.size());
    out += fmt::format("# {}\n", key.text.substr(begin, end - begin));
    begin = end + 1;
  }
  out += fmt::format("# Allowed: {}.{}\n", allowed(key), key.reloadable ? " SIGHUP reloads it." : "");
  out += fmt::format("{}{} = {}\n", mark, key.name.substr(key.name.find('.') + 1),
                     print_value(key.field(values)));
}

void print_issuers(const Settings& settings, std::string& out) {
  const bool none = settings.issuers.empty();
  const std::string_view mark = none ? "# " : "";
  Settings values;
  values.issuers.emplace_back();
  out += "\n# Other issuers whose access tokens are believed: a table for each.\n";
  for (const auto& issuer : none ? values.issuers : settings.issuers) {
    Settings one;
    one.issuers = {issuer};
    out += fmt::format("{}[[issuers]]\n", mark);
    for (const auto& key : issuer_keys()) print_key(key, one, mark, out);
  }
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

std::string allowed(const SettingKey& key) {
  static Settings scratch = [] {
    Settings one;
    one.issuers.emplace_back();
    return one;
  }();
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
          [&](Mapping*) { return fmt::format("a table {{ NAME = VALUE }}, each value being {}", text); },
      },
      key.field(scratch));
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
    print_key(key, values, "", out);
  }
  print_issuers(settings, out);
  return out;
}

Reload reload(const Settings& running, const Settings& wanted) {
  Reload result{running, {}};
  Settings source = wanted;
  result.settings.issuers = wanted.issuers;
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
