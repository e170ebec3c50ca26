// The real file that the build made, opened once for all tests.
#pragma once

#include <cstdlib>
#include <memory>
#include <string>

#include "definitions/definitions.h"

namespace linkki::definitions {

inline std::string r4_file() {
  return LINKKI_BINARY_DIR "/definitions.bin";
}

inline const std::shared_ptr<const Definitions>& r4() {
  static auto opened = open(r4_file());
  if (!opened) std::abort();
  return *opened;
}

}  // namespace linkki::definitions
