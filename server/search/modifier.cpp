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
  static const std::vector<SearchType> every = {
      SearchType::number,    SearchType::date,      SearchType::string,   SearchType::token,
      SearchType::reference, SearchType::composite, SearchType::quantity, SearchType::uri};
  static const std::vector<ModifierRow> rows = {
      {"missing", Modifier::missing, every, true},
      {"exact", Modifier::exact, {SearchType::string}, true},
      {"contains", Modifier::contains, {SearchType::string}, true},
      {"not", Modifier::negated, {SearchType::token}, true},
      {"text", Modifier::text, {SearchType::token}, false},
      {"in", Modifier::in, {SearchType::token}, false},
      {"not-in", Modifier::not_in, {SearchType::token}, false},
      {"of-type", Modifier::of_type, {SearchType::token}, false},
      {"identifier", Modifier::identifier, {SearchType::reference}, true},
      {"below", Modifier::below, {SearchType::uri}, true},
      {"below", Modifier::below, {SearchType::token, SearchType::reference}, false},
      {"above", Modifier::above, {SearchType::token, SearchType::reference, SearchType::uri}, false},
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
    if (row.ready && allows(row, type)) names.push_back(row.name);
  }
  return names;
}

}  // namespace linkki::search
