// R4's definitions, opened once for all tests of this layer, and what tests lay over them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/json/parse.h"
#include "definitions/definitions.h"
#include "terminology/catalogue.h"

namespace linkki::terminology {

inline std::shared_ptr<const definitions::Definitions> r4() {
  static const auto definitions = *definitions::open(std::string(LINKKI_BINARY_DIR) + "/definitions.bin");
  return definitions;
}

// R4 with these resources over it.
inline std::shared_ptr<const Catalogue> catalogue(const std::vector<std::string>& resources = {}) {
  definitions::Registry registry(r4());
  auto added = registry.add(resources);
  ensure(added.ok());
  return std::make_shared<const Catalogue>(registry.current());
}

}  // namespace linkki::terminology
