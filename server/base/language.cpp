#include "base/language.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/ensure.h"
#include "base/limits.h"

namespace linkki::base {
namespace {

constexpr std::array all = {Language::english, Language::finnish, Language::swedish};

std::string_view trim(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool same(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

// Of "q=0.8"; nothing: 1. nullopt: malformed.
std::optional<int> parse_weight(std::string_view parameter) {
  if (parameter.empty()) return 1000;
  if (!same(parameter.substr(0, 2), "q=")) return std::nullopt;
  const std::string_view digits = parameter.substr(2);
  double value = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed);
  if (error != std::errc{} || end != digits.data() + digits.size() || !(value >= 0)) return std::nullopt;
  return static_cast<int>(std::min(value, 1.0) * 1000);
}

bool any_takes(const std::vector<LanguageRange>& ranges, Language language) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](const LanguageRange& range) { return takes(range.tag, code(language)); });
}

}  // namespace

std::string_view code(Language language) {
  switch (language) {
    case Language::english: return "en";
    case Language::finnish: return "fi";
    case Language::swedish: return "sv";
  }
  ensure(!"a language");
}

std::vector<LanguageRange> parse_accept_language(std::string_view list) {
  std::vector<LanguageRange> ranges;
  for (std::size_t from = 0; from < list.size() && ranges.size() < limits::language_ranges_max;) {
    const std::size_t end = std::min(list.find(',', from), list.size());
    const std::string_view part = list.substr(from, end - from);
    const std::size_t parameter = std::min(part.find(';'), part.size());
    const std::string_view tag = trim(part.substr(0, parameter));
    const auto weight = parse_weight(trim(part.substr(std::min(parameter + 1, part.size()))));
    if (!tag.empty() && weight) ranges.push_back({tag, *weight});
    from = end + 1;
  }
  std::stable_sort(ranges.begin(), ranges.end(),
                   [](const LanguageRange& a, const LanguageRange& b) { return a.weight > b.weight; });
  return ranges;
}

bool takes(std::string_view range, std::string_view tag) {
  if (range.empty() || tag.empty()) return false;
  const auto [shorter, longer] = std::minmax(range, tag, [](auto a, auto b) { return a.size() < b.size(); });
  return same(longer.substr(0, shorter.size()), shorter) &&
         (longer.size() == shorter.size() || longer[shorter.size()] == '-');
}

Language choose_language(std::string_view accept_language) {
  const auto ranges = parse_accept_language(accept_language);
  for (const LanguageRange& range : ranges) {
    if (range.weight == 0) break;
    for (const Language language : all) {
      if (range.tag == "*" ? !any_takes(ranges, language) : takes(range.tag, code(language))) return language;
    }
  }
  return Language::english;
}

}  // namespace linkki::base
