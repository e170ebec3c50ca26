// A clock that can be moved forward.
//
// Threads   any
#pragma once

#include "base/clock.h"

namespace linkki::base {

// Another clock, moved forward and never back: the sandbox's, where a fortnight must not take one.
class MovableClock final : public Clock {
 public:
  explicit MovableClock(const Clock& real) : real_(real) {}
  Instant now() const override { return real_.now() + ahead(); }
  std::chrono::microseconds ahead() const { return std::chrono::microseconds{ahead_us_.load()}; }
  // False: that would be back.
  bool move(std::chrono::microseconds ahead) {
    auto before = ahead_us_.load();
    while (before <= ahead.count()) {
      if (ahead_us_.compare_exchange_weak(before, ahead.count())) return true;
    }
    return false;
  }

 private:
  const Clock& real_;
  std::atomic<std::int64_t> ahead_us_{0};
};

}  // namespace linkki::base
