#include "repository/audit_trail.h"

#include "repository/meta.h"

namespace linkki::repository {
namespace {

constexpr std::size_t fold_entries_max = 4'096;  // in one commit, so that writers do not wait for a long log
constexpr std::string_view epoch_name = "audit/folded-epoch";
constexpr std::string_view counter_name = "audit/folded-counter";

}  // namespace

base::Outcome<void> AuditTrail::open(audit::LogSettings settings, const storage::Reads& reads,
                                     std::shared_ptr<const FacetHash> hash, const base::Clock& clock) {
  audit::Position folded;
  folded.epoch = static_cast<decltype(folded.epoch)>(meta::number(reads, epoch_name));
  folded.counter = meta::number(reads, counter_name);
  TRY(log_, audit::Log::open(std::move(settings), folded, clock));
  hash_ = std::move(hash);
  return base::done();
}

base::Outcome<void> AuditTrail::append_read(const std::vector<audit::Entry>& entries, bool durable) {
  if (entries.empty()) return base::done();
  ensure(log_);
  std::vector<std::string> encoded;
  encoded.reserve(entries.size());
  for (const audit::Entry& entry : entries) encoded.push_back(audit::encode(entry));
  if (auto appended = log_->append(encoded, durable); !appended.ok()) return std::move(appended).failure();
  return base::done();
}

// Reads come before the writes of the same commit: their answers left earlier.
base::Outcome<void> AuditTrail::append(storage::WriteTransaction& write, std::vector<audit::Entry> entries) {
  if (!log_) {
    ensure(entries.empty());
    return base::done();
  }
  TRY(auto taken, log_->take(fold_entries_max));
  std::vector<std::string> encoded = std::move(taken.entries);
  const bool folds = taken.up_to != audit::Position{};
  for (const audit::Entry& entry : entries) encoded.push_back(audit::encode(entry));
  TRY_VOID(AuditStore(*hash_).append(write, encoded));
  if (!folds) return base::done();
  TRY_VOID(meta::set_number(write, epoch_name, taken.up_to.epoch));
  TRY_VOID(meta::set_number(write, counter_name, taken.up_to.counter));
  taken_ = taken.up_to;
  return base::done();
}

void AuditTrail::committed() {
  if (taken_) log_->folded(*taken_);
  taken_.reset();
}

}  // namespace linkki::repository
