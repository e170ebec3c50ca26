#include "definitions/search_parameter.h"

#include <array>
#include <string>

#include "definitions/canonical.h"

namespace linkki::definitions {
namespace {

// In the order of SearchType.
inline constexpr std::array<std::string_view, 9> type_codes{
    "number", "date", "string", "token", "reference", "composite", "quantity", "uri", "special"};

std::optional<SearchType> type_of(std::string_view code) {
  for (std::size_t i = 0; i < type_codes.size(); ++i) {
    if (type_codes[i] == code) return static_cast<SearchType>(i);
  }
  return {};
}

std::span<const std::string_view> list(const json::Value& resource, std::string_view name, Content& content) {
  std::vector<std::string_view> texts;
  if (auto* found = resource.find(name)) {
    for (auto& item : found->items()) texts.push_back(content.arena.keep(item.text()));
  }
  return content.lay(texts);
}

std::span<const SearchParameter::Component> components(const json::Value& resource, Content& content) {
  std::vector<SearchParameter::Component> rows;
  if (auto* found = resource.find("component")) {
    for (auto& item : found->items()) {
      rows.push_back({content.arena.keep(split(item.text_of("definition")).url),
                      content.arena.keep(item.text_of("expression"))});
    }
  }
  return content.lay(rows);
}

}  // namespace

std::optional<SearchParameter> read_search_parameter(const json::Value& resource, Content& content) {
  auto keep = [&](std::string_view name) { return content.arena.keep(resource.text_of(name)); };
  auto type = type_of(resource.text_of("type"));
  auto base = list(resource, "base", content);
  bool usable =
      type && !base.empty() && !resource.text_of("expression").empty() && !resource.text_of("code").empty();
  if (!usable) return {};
  return SearchParameter{.id = keep("id"),
                         .url = keep("url"),
                         .code = keep("code"),
                         .type = *type,
                         .base = base,
                         .expression = keep("expression"),
                         .targets = list(resource, "target", content),
                         .components = components(resource, content),
                         .description = keep("description")};
}

}  // namespace linkki::definitions
