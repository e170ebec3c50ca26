// The FHIR service: one ordered pipeline for every request, each step with its reason in service.cpp.
//
// Threads   as interactions::Service; reload() from any thread, requests under way keep what they began with
// Lifetime  the parts outlive it, but for the repository: that ends first, as its queue still calls back
#pragma once

#include <memory>
#include <mutex>

#include "interactions/call.h"
#include "interactions/exchange.h"
#include "interactions/meter.h"

namespace linkki::interactions {

class FhirService final : public Service {
 public:
  FhirService(const Parts& parts, Current current, std::shared_ptr<const validation::Validator> validator);

  bool runs_inline(const Request& request) const override;
  void handle(Request request, Responder respond) override;

  void reload(Current current);
  // What /health/ready answers: false while the server drains.
  void set_ready(bool ready) { ready_ = ready; }

 private:
  Current current() const;
  base::Outcome<Call> admit(const Request& request) const;
  void dispatch(Call call, Responder respond);
  void read(Call call, const Responder& respond);
  void write(Call call, Responder respond);

  const Parts parts_;
  const std::shared_ptr<const validation::Validator> validator_;
  Meter meter_;
  mutable std::mutex mutex_;
  Current current_;
  std::atomic<bool> ready_{true};
};

}  // namespace linkki::interactions
