// Which modifiers R4 allows for each type of parameter, and which of them this server can search by.
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
  bool ready;                                  // the engine can answer it
};

const std::vector<ModifierRow>& modifiers();
const ModifierRow* find_modifier(std::string_view name, definitions::SearchType type);
// Names of the ready ones, without :Type.
std::vector<std::string_view> allowed_modifiers(definitions::SearchType type);

}  // namespace linkki::search
