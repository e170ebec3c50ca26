#include "base/ensure.h"

#include <cstdio>
#include <cstdlib>

namespace linkki::base {

void ensure_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
  std::abort();
}

}  // namespace linkki::base
