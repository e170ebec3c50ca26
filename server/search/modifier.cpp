#include "search/modifier.h"

#include <algorithm>

namespace linkki::search {
namespace {

using definitions::SearchType;

bool allows(const ModifierRow& row, SearchType type) {
  return std::find(row.types.begin(), row.types.end(), type) != row.types.end();
}

}  // namespace

const std::vector<ModifierRow>& modifiers() {
  static const std::vector<SearchType> all_but_composite = {
      SearchType::number,    SearchType::date,     SearchType::string, SearchType::token,
      SearchType::reference, SearchType::quantity, SearchType::uri,    SearchType::special};
  static const std::vector<SearchType> hierarchic = {SearchType::token, SearchType::reference,
                                                     SearchType::uri};
  static const std::vector<ModifierRow> rows = {
      {"missing", Modifier::missing, all_but_composite},
      {"exact", Modifier::exact, {SearchType::string}},
      {"contains", Modifier::contains, {SearchType::string}},
      {"not", Modifier::negated, {SearchType::token}},
      {"text", Modifier::text, {SearchType::token}},
      {"in", Modifier::in, {SearchType::token}},
      {"not-in", Modifier::not_in, {SearchType::token}},
      {"of-type", Modifier::of_type, {SearchType::token}},
      {"identifier", Modifier::identifier, {SearchType::reference}},
      {"above", Modifier::above, hierarchic},
      {"below", Modifier::below, hierarchic},
  };
  return rows;
}

const ModifierRow* find_modifier(std::string_view name, SearchType type) {
  const auto& rows = modifiers();
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const ModifierRow& row) {
    return row.name == name && allows(row, type);
  });
  return found == rows.end() ? nullptr : &*found;
}

std::vector<std::string_view> allowed_modifiers(SearchType type) {
  std::vector<std::string_view> names;
  for (const ModifierRow& row : modifiers()) {
    if (allows(row, type)) names.push_back(row.name);
  }
  return names;
}

}  // namespace linkki::search
