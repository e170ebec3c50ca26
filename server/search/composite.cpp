#include "search/composite.h"

#include <utility>

namespace linkki::search {

using definitions::SearchType;

namespace {

// R4 names a type in a way that FHIR's dateTime is not written.
std::string corrected(std::string_view expression) {
  constexpr std::string_view wrong = "as(DateTime)";
  std::string text(expression);
  if (const auto at = text.find(wrong); at != text.npos) text.replace(at, wrong.size(), "as(dateTime)");
  return text;
}

}  // namespace

std::optional<std::vector<Component>> components_of(const definitions::SearchParameter& composite,
                                                    const definitions::Definitions& definitions) {
  std::vector<Component> all;
  for (const auto& component : composite.components) {
    const auto* const parameter = definitions.find_search_parameter(component.definition);
    const bool simple =
        parameter && parameter->type != SearchType::composite && parameter->type != SearchType::special;
    if (!simple || component.expression.empty()) return std::nullopt;
    all.push_back({parameter, corrected(component.expression)});
  }
  // R4 has the two expressions of this one in each other's place: a reference cannot be found in a code.
  if (composite.url == "http://hl7.org/fhir/SearchParameter/DocumentReference-relationship" &&
      all.size() == 2 && all[0].parameter->type == SearchType::reference && all[0].expression == "code")
    std::swap(all[0].expression, all[1].expression);
  if (all.empty()) return std::nullopt;
  return all;
}

}  // namespace linkki::search
