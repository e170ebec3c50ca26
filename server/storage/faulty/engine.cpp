#include "storage/faulty/engine.h"

#include <utility>

#include "storage/entry.h"

namespace linkki::storage::faulty {

using base::Failure;
using base::Outcome;

void Faults::fail_at(std::uint64_t step, Fault fault) {
  ensure(step >= 1);
  const std::lock_guard lock(mutex_);
  steps_ = 0;
  fails_at_ = step;
  fault_ = fault;
}

std::uint64_t Faults::steps() const {
  const std::lock_guard lock(mutex_);
  return steps_;
}

bool Faults::broken() const {
  const std::lock_guard lock(mutex_);
  return broken_;
}

std::optional<Fault> Faults::take(Step step) {
  const std::lock_guard lock(mutex_);
  ++steps_;
  if (broken_) return Fault::unavailable;
  if (fails_at_ == 0 || steps_ < fails_at_) return std::nullopt;
  if (fault_ == Fault::conflict && step != Step::commit) return std::nullopt;
  fails_at_ = 0;
  broken_ = fault_ == Fault::unavailable;
  return fault_;
}

namespace {

Failure failure(Fault fault) {
  return fault == Fault::storage_full ? storage_full() : unavailable();
}

class FaultyWrite final : public WriteTransaction {
 public:
  FaultyWrite(std::unique_ptr<WriteTransaction> owned, Faults& faults)
      : owned_(std::move(owned)), beneath_(*owned_), faults_(faults) {}
  FaultyWrite(WriteTransaction& nested, Faults& faults) : beneath_(nested), faults_(faults) {}

  std::optional<std::string_view> get(TableId table, std::string_view key) const override {
    return beneath_.get(table, key);
  }
  bool contains(TableId table, std::string_view key, std::string_view duplicate) const override {
    return beneath_.contains(table, key, duplicate);
  }
  std::unique_ptr<Cursor> cursor(TableId table) const override { return beneath_.cursor(table); }
  std::uint64_t entries(TableId table) const override { return beneath_.entries(table); }
  std::uint64_t bytes_taken(TableId table) const override { return beneath_.bytes_taken(table); }

  Outcome<void> put(TableId table, std::string_view key, std::string_view value) override {
    TRY_VOID(step());
    return beneath_.put(table, key, value);
  }
  Outcome<void> append(TableId table, std::string_view key, std::string_view value) override {
    TRY_VOID(step());
    return beneath_.append(table, key, value);
  }
  Outcome<bool> erase(TableId table, std::string_view key) override {
    TRY_VOID(step());
    return beneath_.erase(table, key);
  }
  Outcome<bool> erase(TableId table, std::string_view key, std::string_view duplicate) override {
    TRY_VOID(step());
    return beneath_.erase(table, key, duplicate);
  }

  Outcome<void> nested(const std::function<Outcome<void>(WriteTransaction&)>& work) override {
    TRY_VOID(step());
    return beneath_.nested([&](WriteTransaction& inner) -> Outcome<void> {
      FaultyWrite faulty(inner, faults_);
      TRY_VOID(work(faulty));
      if (faulty.failure_) return *faulty.failure_;
      return base::done();
    });
  }

  Outcome<Commit> commit() override {
    ensure(owned_ != nullptr);
    if (failure_) return *failure_;
    const auto fault = faults_.take(Faults::Step::commit);
    if (fault == Fault::conflict) return Commit::conflict;
    if (fault) return *(failure_ = failure(*fault));
    return beneath_.commit();
  }

 private:
  // A failed change ends the transaction, as it does in the engines on disk.
  Outcome<void> step() {
    if (!failure_) {
      if (const auto fault = faults_.take(Faults::Step::change)) failure_ = failure(*fault);
    }
    if (failure_) return *failure_;
    return base::done();
  }

  std::unique_ptr<WriteTransaction> owned_;
  WriteTransaction& beneath_;
  Faults& faults_;
  std::optional<Failure> failure_;
};

class FaultyEngine final : public Engine {
 public:
  FaultyEngine(std::shared_ptr<Engine> beneath, std::shared_ptr<Faults> faults)
      : beneath_(std::move(beneath)), faults_(std::move(faults)) {}

  Outcome<std::unique_ptr<ReadTransaction>> begin_read() override { return beneath_->begin_read(); }
  Outcome<std::unique_ptr<WriteTransaction>> begin_write() override {
    if (const auto fault = faults_->take(Faults::Step::change)) return failure(*fault);
    TRY(auto transaction, beneath_->begin_write());
    return std::unique_ptr<WriteTransaction>(std::make_unique<FaultyWrite>(std::move(transaction), *faults_));
  }
  Outcome<void> copy_to(const std::string& folder) override { return beneath_->copy_to(folder); }
  EngineStatistics statistics() const override { return beneath_->statistics(); }
  bool writable() const override { return !faults_->broken() && beneath_->writable(); }

 private:
  std::shared_ptr<Engine> beneath_;
  std::shared_ptr<Faults> faults_;
};

}  // namespace

std::unique_ptr<Engine> open(std::shared_ptr<Engine> beneath, std::shared_ptr<Faults> faults) {
  return std::make_unique<FaultyEngine>(std::move(beneath), std::move(faults));
}

}  // namespace linkki::storage::faulty
