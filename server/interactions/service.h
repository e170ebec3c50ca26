// The FHIR service: one ordered pipeline for every request, each step with its reason in service.cpp.
//
// Threads   as interactions::Service; reload() from any thread, requests under way keep what they began with
// Lifetime  the parts outlive it; it ends when all that it has begun is answered
#pragma once

#include <memory>
#include <mutex>

#include "base/limits.h"
#include "interactions/async.h"
#include "interactions/call.h"
#include "interactions/exchange.h"
#include "interactions/meter.h"

namespace linkki::interactions {

class FhirService final : public Service {
 public:
  FhirService(const Parts& parts, Current current, std::shared_ptr<const validation::Validator> validator);

  ~FhirService() override;  // answers what has begun; the parts are not used afterwards

  bool runs_inline(const Request& request) const override;
  void handle(Request request, Responder respond) override;

  void reload(Current current);
  // Begins what is due by the clock, and returns; does nothing while what it began before is under way.
  void ring_clocks();
  // Returns when all that was handed in is answered, asynchronous requests included.
  void settle() { under_way_.wait(); }
  // What /health/ready answers: false while the server drains.
  void set_ready(bool ready) { ready_ = ready; }

 private:
  Current current() const;
  Call begin();
  Call begin(const Request& request);
  base::Outcome<void> admit(const Request& request, Call& call) const;
  base::Outcome<void> check_caller(const Request& request, Call& call) const;
  void dispatch(Call&& call, Responder respond);
  void serve(Call&& call, Responder respond);
  void read(const Call& call, const Responder& respond);
  void write(Call call, Responder respond);
  void ring(repository::due::Timer timer, bool act);

  const Parts parts_;
  const std::shared_ptr<const validation::Validator> validator_;
  Meter meter_;
  RefusalBudget refusals_;
  UnderWay under_way_;
  base::Gauge reads_waiting_;
  base::WorkerPool readers_{limits::read_threads, limits::async_running_max, reads_waiting_};
  mutable std::mutex mutex_;
  Current current_;
  std::atomic<bool> ready_{true};
  std::atomic<std::size_t> ringing_{0};
  AsyncDesk async_;
};

}  // namespace linkki::interactions
