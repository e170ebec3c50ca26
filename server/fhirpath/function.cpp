#include "fhirpath/function.h"

namespace linkki::fhirpath {

const Function* find_function(std::string_view name) {
  static const std::span<const Function> groups[] = {
      existence_functions(),   selection_functions(), combination_functions(), conversion_functions(),
      text_functions(),        notation_functions(),  math_functions(),        boundary_functions(),
      summary_functions(),     component_functions(), tree_functions(),        resource_functions(),
      terminology_functions(), profile_functions(),
  };
  for (const auto group : groups) {
    for (const Function& function : group) {
      if (function.name == name) return &function;
    }
  }
  return nullptr;
}

}  // namespace linkki::fhirpath
