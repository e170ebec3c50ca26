// An engine for failure tests: passes everything on to another engine, but fails at the step that it is told.
//
// Steps     begin_write, put, append, erase, nested, commit: each call is one. Reading is none.
// Restart   open a new one over the same engine with new Faults: what was committed is there.
// Threads   as the engine beneath; Faults from any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>

#include "storage/engine.h"

namespace linkki::storage::faulty {

enum class Fault : std::uint8_t {
  storage_full,  // this step fails; later transactions succeed
  unavailable,   // this step fails as I/O does: nothing is written any more, writable() is false
  conflict,      // the first commit from this step on answers Commit::conflict
};

class Faults {
 public:
  // Pre: step ≥ 1; 1 is the next step. Counting starts anew.
  void fail_at(std::uint64_t step, Fault fault);
  std::uint64_t steps() const;  // since fail_at, or since the beginning
  bool broken() const;          // unavailable has struck

  // The fault that strikes the step being taken, if one does.
  enum class Step : std::uint8_t { change, commit };
  std::optional<Fault> take(Step step);

 private:
  mutable std::mutex mutex_;
  std::uint64_t steps_ = 0;
  std::uint64_t fails_at_ = 0;  // 0: never
  Fault fault_ = Fault::storage_full;
  bool broken_ = false;
};

std::unique_ptr<Engine> open(std::shared_ptr<Engine> beneath, std::shared_ptr<Faults> faults);

}  // namespace linkki::storage::faulty
