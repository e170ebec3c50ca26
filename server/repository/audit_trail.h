// Both ways into the audit trail: entries of writes ride in their commit, entries of reads wait in the log
// until the writer folds them in.
//
// Threads   append_read() from any; append() from the write queue alone
// Errors    unavailable: a read's entry could not be written, so the read must not be answered
#pragma once

#include <memory>
#include <string>

#include "audit/log.h"
#include "repository/audit_store.h"
#include "repository/write_queue.h"

namespace linkki::repository {

// It is made before the repository, whose queue writes through it, and opened after, since the log goes on
// where the store says that it was folded to. Nothing may be appended in between.
class AuditTrail final : public AuditSink {
 public:
  base::Outcome<void> open(audit::LogSettings settings, const storage::Reads& reads,
                           std::shared_ptr<const FacetHash> hash, const base::Clock& clock);

  // `durable`: on the disk before it returns (hidden persons, break-glass, strict reads).
  base::Outcome<void> append_read(const std::vector<audit::Entry>& entries, bool durable);
  audit::LogStatistics statistics() const { return log_ ? log_->statistics() : audit::LogStatistics(); }
  void set_sync_interval(std::chrono::milliseconds interval) { log_->set_sync_interval(interval); }
  bool waiting() const { return log_ && log_->statistics().positions_waiting > 0; }

  base::Outcome<void> append(storage::WriteTransaction& write, std::vector<audit::Entry> entries) override;
  void committed() override;
  void abandoned() override { taken_.reset(); }

 private:
  std::shared_ptr<const FacetHash> hash_;
  std::unique_ptr<audit::Log> log_;
  std::optional<audit::Position> taken_;  // of the fold under way
};

}  // namespace linkki::repository
