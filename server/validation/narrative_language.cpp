#include "validation/narrative_language.h"

#include <algorithm>

#include "validation/limits.h"

namespace linkki::validation {
namespace {

// The language that a tag says; empty: none. lang wins over xml:lang.
std::string_view language_of(std::string_view tag) {
  std::string_view general;
  for (auto equals = tag.find('='); equals != tag.npos; equals = tag.find('=')) {
    const auto name_at = tag.find_last_of(" \t\r\n", equals) + 1;
    const std::string_view name = tag.substr(name_at, equals - name_at);
    tag.remove_prefix(equals + 1);
    if (tag.empty() || (tag[0] != '"' && tag[0] != '\'')) continue;
    const auto end = std::min(tag.find(tag[0], 1), tag.size());
    const std::string_view value = tag.substr(1, end - 1);
    if (name == "lang") return value;
    if (name == "xml:lang") general = value;
    tag.remove_prefix(std::min(end + 1, tag.size()));
  }
  return general;
}

// Behind the '>' of the tag that begins here, quoted ones passed over.
std::size_t end_of_tag(std::string_view text, std::size_t at) {
  char quote = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quote) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return at + 1;
    }
  }
  return text.size();
}

}  // namespace

std::vector<std::string_view> section_languages(std::string_view xhtml) {
  std::vector<std::string_view> languages;
  std::size_t depth = 0, at = 0;
  while ((at = xhtml.find('<', at)) != xhtml.npos && languages.size() < limits::narrative_sections_max) {
    if (xhtml.substr(at).starts_with("<!--")) {
      at = xhtml.find("-->", at);
      continue;
    }
    const std::size_t end = end_of_tag(xhtml, at);
    const std::string_view tag = xhtml.substr(at, end - at);
    at = end;
    if (tag.starts_with("</")) {
      if (depth > 0) --depth;
      continue;
    }
    if (depth == 1 && tag.starts_with("<div")) {
      const std::string_view language = language_of(tag);
      if (!language.empty()) languages.push_back(language);
    }
    if (!tag.ends_with("/>")) ++depth;
  }
  return languages;
}

bool has_sections(const std::vector<std::string_view>& sections, std::string_view wanted,
                  std::string_view resource_language) {
  if (wanted == "_no") return sections.empty();
  if (wanted == "_yes") return !sections.empty();
  if (wanted == "_more-than-one") return sections.size() > 1;
  if (wanted == "_resource") wanted = resource_language;
  return std::find(sections.begin(), sections.end(), wanted) != sections.end();
}

}  // namespace linkki::validation
