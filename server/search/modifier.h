// Which modifiers R4 allows for each type of parameter.
//
// Standard  https://hl7.org/fhir/R4/search.html#modifiers
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "definitions/definitions.h"
#include "search/query.h"

namespace linkki::search {

struct ModifierRow {
  std::string_view name;  // as in the URL
  Modifier modifier;
  std::vector<definitions::SearchType> types;  // where R4 allows it
};

const std::vector<ModifierRow>& modifiers();
const ModifierRow* find_modifier(std::string_view name, definitions::SearchType type);
// Without :Type.
std::vector<std::string_view> allowed_modifiers(definitions::SearchType type);

}  // namespace linkki::search
