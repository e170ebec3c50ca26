// Counts what is answered later from another thread, so that its parts can wait for it before they end.
//
// Threads   any; wait() by one that none of the counted things needs
#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>

namespace linkki::interactions {

class UnderWay {
 public:
  using Ticket = std::shared_ptr<void>;

  // Under way until the last copy of the ticket is gone.
  Ticket begin() {
    const std::lock_guard lock(mutex_);
    ++count_;
    return Ticket(this, [](void* self) { static_cast<UnderWay*>(self)->end(); });
  }

  // Until nothing is under way.
  void wait() {
    std::unique_lock lock(mutex_);
    ended_.wait(lock, [this] { return count_ == 0; });
  }

 private:
  void end() {
    const std::lock_guard lock(mutex_);
    if (--count_ == 0) ended_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable ended_;
  std::size_t count_ = 0;
};

}  // namespace linkki::interactions
