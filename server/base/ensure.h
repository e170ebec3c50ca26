// ensure(condition): a rule of ours that must hold, on in every build; broken, it aborts with file and line.
// Never for input: what a caller or the world can break is an Outcome.
#pragma once

namespace linkki::base {
[[noreturn]] void ensure_failed(const char* condition, const char* file, int line);
}

#define ensure(condition) \
  ((condition) ? static_cast<void>(0) : ::linkki::base::ensure_failed(#condition, __FILE__, __LINE__))
