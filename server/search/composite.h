// The components of a composite parameter: which parameters their values are of, and where each looks in the
// element that all of them share.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "definitions/definitions.h"

namespace linkki::search {

struct Component {
  const definitions::SearchParameter* parameter = nullptr;
  std::string expression;  // relative to the element
};

// nullopt: one of them is not here, or is composite itself, so that nothing can be found by the parameter.
std::optional<std::vector<Component>> components_of(const definitions::SearchParameter& composite,
                                                    const definitions::Definitions& definitions);

}  // namespace linkki::search
