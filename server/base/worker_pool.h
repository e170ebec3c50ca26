// A fixed number of threads for what takes too long for an I/O thread, behind a bounded queue.
//
// Threads   post() may be called from any thread. Tasks must not throw.
// Lifetime  stop() (or the destructor) runs what is queued and joins; nothing is accepted afterwards.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "base/metrics.h"

namespace linkki::base {

class WorkerPool {
 public:
  using Task = std::function<void()>;

  // `waiting`: counts the tasks in the queue; outlives the pool.
  WorkerPool(unsigned threads, std::size_t queue_max, Gauge& waiting);
  ~WorkerPool() { stop(); }

  // False: the queue is full, or the pool has stopped; the task will not run.
  bool post(Task task) { return add(std::move(task), queue_max_); }
  // For the next piece of an answer that is already under way: those are bounded by the connections.
  bool post_next(Task task) { return add(std::move(task), static_cast<std::size_t>(-1)); }
  void stop();

 private:
  bool add(Task task, std::size_t queue_max);
  void run();

  const std::size_t queue_max_;
  Gauge& waiting_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Task> queue_;
  bool stopped_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace linkki::base
