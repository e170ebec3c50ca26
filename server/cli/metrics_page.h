// /metrics, on a port of its own: what a running server counts, in Prometheus' text format.
//
// Threads   any
// Lifetime  the metrics outlive it
#pragma once

#include "base/log.h"
#include "base/metrics.h"
#include "interactions/exchange.h"
#include "repository/audit_trail.h"
#include "repository/repository.h"

namespace linkki::cli {

class MetricsPage final : public interactions::Service {
 public:
  explicit MetricsPage(const base::Metrics& metrics) : metrics_(metrics) {}
  bool runs_inline(const interactions::Request&) const override { return true; }
  void handle(interactions::Request request, interactions::Responder respond) override;

 private:
  const base::Metrics& metrics_;
};

// What is asked of the store, the queue, the trail and the log when somebody looks; they outlive the metrics.
void observe(base::Metrics& metrics, repository::Repository& repository, const repository::AuditTrail& trail,
             const base::Log& log);

}  // namespace linkki::cli
