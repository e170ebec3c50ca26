#include "base/worker_pool.h"

namespace linkki::base {

WorkerPool::WorkerPool(unsigned threads, std::size_t queue_max, Gauge& waiting)
    : queue_max_(queue_max), waiting_(waiting) {
  threads_.reserve(threads);
  for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

bool WorkerPool::add(Task task, std::size_t queue_max) {
  {
    const std::lock_guard lock(mutex_);
    if (stopped_ || queue_.size() >= queue_max) return false;
    queue_.push_back(std::move(task));
    waiting_.add(1);
  }
  wake_.notify_one();
  return true;
}

void WorkerPool::run() {
  for (;;) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return stopped_ || !queue_.empty(); });
    if (queue_.empty()) return;
    Task task = std::move(queue_.front());
    queue_.pop_front();
    waiting_.add(-1);
    lock.unlock();
    task();
  }
}

void WorkerPool::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

}  // namespace linkki::base
