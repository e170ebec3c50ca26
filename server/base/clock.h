// Time from outside: nothing in the server asks the operating system for it but SystemClock.
//
// Units     Instant = microseconds since 1970-01-01T00:00:00Z. FHIR instants are printed with milliseconds.
// Threads   now() may be called from any thread.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

namespace linkki::base {

using Instant = std::chrono::sys_time<std::chrono::microseconds>;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Instant now() const override;
};

// Stands still until told to move; for tests, and behind the sandbox's movable clock.
class FakeClock final : public Clock {
 public:
  explicit FakeClock(Instant start) : now_us_(start.time_since_epoch().count()) {}
  Instant now() const override { return Instant{std::chrono::microseconds{now_us_.load()}}; }
  void set(Instant instant) { now_us_ = instant.time_since_epoch().count(); }
  void advance(std::chrono::microseconds step) { now_us_ += step.count(); }

 private:
  std::atomic<std::int64_t> now_us_;
};

// 2026-01-31T07:05:09.123Z
std::string print_instant(Instant instant);
// Sat, 31 Jan 2026 07:05:09 GMT (RFC 9110 §5.6.7)
std::string print_http_date(Instant instant);

}  // namespace linkki::base
