#include "fhirpath/function.h"

namespace linkki::fhirpath {

const Function* find_function(std::string_view name) {
  static const std::span<const Function> groups[] = {
      existence_functions(),  selection_functions(), combination_functions(),
      conversion_functions(), text_functions(),      math_functions(),
      boundary_functions(),   tree_functions(),      resource_functions(),
  };
  for (const auto group : groups) {
    for (const Function& function : group) {
      if (function.name == name) return &function;
    }
  }
  return nullptr;
}

}  // namespace linkki::fhirpath
