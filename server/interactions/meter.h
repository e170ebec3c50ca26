// How many requests of each interaction got which status, and how long they took.
//
//   linkki_requests_total{interaction="read",status="200"}      linkki_request_seconds{interaction="read"}
// A transaction counts as "batch", what is refused before its interaction is known as "none".
// Threads   any
// Lifetime  outlives the responders that it made; clock and metrics outlive it
#pragma once

#include <array>
#include <atomic>
#include <optional>

#include "access/permit.h"
#include "base/clock.h"
#include "base/metrics.h"
#include "interactions/exchange.h"

namespace linkki::interactions {

class Meter {
 public:
  Meter(base::Metrics& metrics, const base::Clock& clock);

  // `respond`, counted when it is called.
  Responder count(std::optional<access::Interaction> interaction, base::Instant begun, Responder respond);

 private:
  static constexpr std::size_t kinds = static_cast<std::size_t>(access::Interaction::transaction) + 2;
  static constexpr std::size_t statuses = 600;

  void count(std::size_t kind, int status, std::chrono::microseconds time);
  base::Counter& counter(std::size_t kind, std::size_t status);

  base::Metrics& metrics_;
  const base::Clock& clock_;
  // Made when first needed: most pairs never occur.
  std::array<std::array<std::atomic<base::Counter*>, statuses>, kinds> counters_{};
  std::array<base::Histogram*, kinds> seconds_;
};

}  // namespace linkki::interactions
