// One writer, many requests: takes what waits, applies each in a nested transaction, syncs once for all.
//
// Order     requests are applied in the order in which they were prepared; answers leave after the sync
// Conflict  a request whose read set has changed is prepared again, attempts_max times, then refused as a
//           conflict
// Threads   submit() from any thread; `done` runs on the queue's own delivering thread and must not block
// Limits    Settings
// Errors    of the request's own preparing and predicates; storage_full, unavailable for all that were in the
//           commit
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "base/clock.h"
#include "base/metrics.h"
#include "repository/prepared.h"

namespace linkki::repository {

// What the writer appends in the same commit: audit entries of the writes, and the folded log of reads.
class AuditSink {
 public:
  virtual ~AuditSink() = default;
  virtual base::Outcome<void> append(storage::WriteTransaction& write, std::vector<audit::Entry> entries) = 0;
  virtual void committed() {}  // what was appended is durable
  virtual void abandoned() {}  // it is not: the commit failed
};

class WriteQueue {
 public:
  struct Settings {
    std::size_t batch_requests_max = 512;
    std::size_t batch_writes_max = 2'000;  // resources in one commit, unless one request alone has more
    std::size_t waiting_max = 20'000;      // requests; more are refused as unavailable
    int attempts_max = 8;                  // preparations of one request
    base::Metrics* metrics = nullptr;      // outlives the queue; none: not measured
    // Told of each request whose writes are durable, before it is answered; on the writer's thread.
    std::function<void(const Committed&)> committed;
  };
  using Prepare = std::function<base::Outcome<Prepared>()>;
  using Done = std::function<void(base::Outcome<Committed>)>;
  using Work = std::function<base::Outcome<void>(storage::WriteTransaction&)>;

  WriteQueue(storage::Engine& engine, const base::Clock& clock, AuditSink& audit);
  WriteQueue(storage::Engine& engine, const base::Clock& clock, AuditSink& audit, Settings settings);
  ~WriteQueue();  // commits what waits, then stops

  // Prepares on the calling thread, then queues.
  void submit(Prepare prepare, Done done);
  // Upkeep inside a commit of the queue: folding the log, index jobs.
  void run(Work work, std::function<void(base::Outcome<void>)> done);
  std::size_t waiting() const;  // requests
  // For callers that have nothing else to do (subcommands, tests).
  base::Outcome<Committed> submit_and_wait(Prepare prepare);

 private:
  struct Request;
  struct Measures;
  using Batch = std::vector<std::unique_ptr<Request>>;

  void write_loop();
  void deliver_loop();
  Batch take();
  void commit(Batch batch);
  static bool is_vain(const Batch& batch);
  base::Outcome<void> apply_all(storage::WriteTransaction& write, Batch& batch);
  void enqueue(std::unique_ptr<Request> request);
  void deliver(std::unique_ptr<Request> request);
  void prepare_and_enqueue(std::unique_ptr<Request> request);

  storage::Engine& engine_;
  const base::Clock& clock_;
  AuditSink& audit_;
  const Settings settings_;

  const std::unique_ptr<Measures> measures_;

  mutable std::mutex mutex_;
  std::condition_variable wakes_writer_, wakes_deliverer_;
  std::deque<std::unique_ptr<Request>> waiting_, finished_;
  bool stopping_ = false, writer_done_ = false;
  std::size_t being_prepared_again_ = 0;
  std::thread writer_, deliverer_;
};

}  // namespace linkki::repository
