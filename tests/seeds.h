// How many random cases a test runs.
#pragma once

#include <algorithm>
#include <cstdlib>

namespace linkki {

// LINKKI_SEEDS, else `usual`, a tenth of that under a sanitizer.
inline unsigned seeds(unsigned usual) {
  if (const char* asked = std::getenv("LINKKI_SEEDS")) return static_cast<unsigned>(std::atoi(asked));
#ifdef LINKKI_SANITIZED
  return std::max(1u, usual / 10);
#else
  return usual;
#endif
}

}  // namespace linkki
