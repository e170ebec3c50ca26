#include "repository/write_queue.h"

#include <algorithm>
#include <future>

#include "base/messages.h"
#include "repository/apply.h"
#include "repository/messages.h"

namespace linkki::repository {

struct WriteQueue::Request {
  Prepare prepare;  // empty for upkeep
  Done done;
  Work work;
  Prepared prepared;
  int attempts = 0;
  bool again = false;  // what it depends on has changed
  std::optional<base::Outcome<Committed>> outcome;

  std::size_t weight() const { return std::max<std::size_t>(prepared.writes.size(), 1); }
};

struct WriteQueue::Measures {
  explicit Measures(base::Metrics& metrics)
      : requests(metrics.histogram("linkki_commit_requests", "Requests in one commit.", {},
                                   base::count_buckets())),
        writes(
            metrics.histogram("linkki_commit_writes", "Resources in one commit.", {}, base::count_buckets())),
        seconds(metrics.histogram("linkki_commit_seconds", "Time of one commit, with its sync.")),
        conflicts(metrics.counter("linkki_commit_conflicts_total",
                                  "Requests prepared again because what they depend on had changed.")) {}

  void commit(const Batch& batch, std::chrono::steady_clock::time_point begun) {
    std::size_t resources = 0;
    for (const auto& request : batch) {
      resources += request->prepared.writes.size();
      if (request->again) conflicts.add();
    }
    requests.observe(static_cast<std::uint64_t>(batch.size()));
    writes.observe(static_cast<std::uint64_t>(resources));
    seconds.observe(
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun));
  }

  base::Histogram &requests, &writes, &seconds;
  base::Counter& conflicts;
};

namespace {

base::Failure unavailable() {
  return base::refuse(base::Refusal::unavailable,
                      base::error(base::IssueType::transient, base::message::unavailable));
}

// Neither of the queue's threads has an edge above it that would catch what a damaged page throws.
template <class Work>
auto guarded(Work&& work) -> decltype(work()) {
  try {
    return work();
  } catch (const storage::Damaged&) {
    return unavailable();
  }
}

}  // namespace

WriteQueue::WriteQueue(storage::Engine& engine, const base::Clock& clock, AuditSink& audit)
    : WriteQueue(engine, clock, audit, Settings()) {}

WriteQueue::WriteQueue(storage::Engine& engine, const base::Clock& clock, AuditSink& audit, Settings settings)
    : engine_(engine),
      clock_(clock),
      audit_(audit),
      settings_(settings),
      measures_(settings.metrics ? std::make_unique<Measures>(*settings.metrics) : nullptr) {
  writer_ = std::thread([this] { write_loop(); });
  deliverer_ = std::thread([this] { deliver_loop(); });
}

WriteQueue::~WriteQueue() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wakes_writer_.notify_all();
  writer_.join();
  deliverer_.join();
}

void WriteQueue::submit(Prepare prepare, Done done) {
  auto request = std::make_unique<Request>();
  request->prepare = std::move(prepare);
  request->done = std::move(done);
  prepare_and_enqueue(std::move(request));
}

void WriteQueue::run(Work work, std::function<void(base::Outcome<void>)> done) {
  auto request = std::make_unique<Request>();
  request->work = std::move(work);
  request->done = [done = std::move(done)](base::Outcome<Committed> outcome) {
    done(outcome.ok() ? base::done() : base::Outcome<void>(std::move(outcome).failure()));
  };
  enqueue(std::move(request));
}

base::Outcome<Committed> WriteQueue::submit_and_wait(Prepare prepare) {
  std::promise<base::Outcome<Committed>> promise;
  submit(std::move(prepare),
         [&](base::Outcome<Committed> outcome) { promise.set_value(std::move(outcome)); });
  return promise.get_future().get();
}

std::size_t WriteQueue::waiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

void WriteQueue::prepare_and_enqueue(std::unique_ptr<Request> request) {
  ++request->attempts;
  auto prepared = guarded(request->prepare);
  if (!prepared.ok()) {
    request->done(std::move(prepared).failure());
    return;
  }
  request->prepared = std::move(prepared).value();
  enqueue(std::move(request));
}

void WriteQueue::enqueue(std::unique_ptr<Request> request) {
  std::unique_lock lock(mutex_);
  if (waiting_.size() >= settings_.waiting_max || writer_done_) {
    lock.unlock();
    request->done(unavailable());
    return;
  }
  waiting_.push_back(std::move(request));
  lock.unlock();
  wakes_writer_.notify_one();
}

void WriteQueue::deliver(std::unique_ptr<Request> request) {
  {
    const std::lock_guard lock(mutex_);
    if (request->again) ++being_prepared_again_;
    finished_.push_back(std::move(request));
  }
  wakes_deliverer_.notify_one();
}

WriteQueue::Batch WriteQueue::take() {
  std::unique_lock lock(mutex_);
  wakes_writer_.wait(lock, [&] { return !waiting_.empty() || (stopping_ && being_prepared_again_ == 0); });
  Batch batch;
  std::size_t weight = 0;
  while (!waiting_.empty() && batch.size() < settings_.batch_requests_max) {
    weight += waiting_.front()->weight();
    if (!batch.empty() && weight > settings_.batch_writes_max) break;
    batch.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  writer_done_ = batch.empty();  // from now on nothing is taken in, so that nothing is left without an answer
  return batch;
}

void WriteQueue::write_loop() {
  for (Batch batch = take(); !batch.empty(); batch = take()) commit(std::move(batch));
  wakes_deliverer_.notify_all();
}

// Whether the commit would hold nothing but the traces of one request that came to nothing.
bool WriteQueue::is_vain(const Batch& batch) {
  return batch.size() == 1 && !(batch.front()->outcome && batch.front()->outcome->ok());
}

base::Outcome<void> WriteQueue::apply_all(storage::WriteTransaction& write, Batch& batch) {
  std::vector<audit::Entry> entries;
  const base::Instant now =
      std::max(std::chrono::floor<std::chrono::milliseconds>(clock_.now()),
               std::chrono::floor<std::chrono::milliseconds>(changes::last_time(write)));
  for (auto& request : batch) {
    std::vector<audit::Entry> own;
    std::optional<Committed> committed;
    const auto apply_one = [&](storage::WriteTransaction& into) -> base::Outcome<void> {
      if (request->work) return request->work(into);
      TRY(committed, apply(into, request->prepared, now, own));
      return base::done();
    };
    // Alone it needs no transaction of its own, which would copy every page that it touches: see commit().
    auto applied = batch.size() == 1 ? apply_one(write) : write.nested(apply_one);
    request->again = applied.ok() && !request->work && !committed;
    if (!applied.ok()) {
      request->outcome.emplace(std::move(applied).failure());
    } else if (!request->again) {
      request->outcome.emplace(committed ? std::move(*committed) : Committed{now, 0, {}});
      std::move(own.begin(), own.end(), std::back_inserter(entries));
    }
  }
  return is_vain(batch) ? base::done() : audit_.append(write, std::move(entries));
}

void WriteQueue::commit(Batch batch) {
  const auto all_failed = [&](const base::Failure& failure) {
    audit_.abandoned();
    for (auto& request : batch) {
      request->again = false;
      request->outcome.emplace(failure);
      deliver(std::move(request));
    }
  };
  const auto begun = std::chrono::steady_clock::now();
  auto write = engine_.begin_write();
  if (!write.ok()) return all_failed(write.failure());
  if (auto applied = guarded([&] { return apply_all(**write, batch); }); !applied.ok()) {
    write->reset();
    return all_failed(applied.failure());
  }
  if (is_vain(batch)) {
    write->reset();  // nothing of it may stay, so the reads' entries wait for the next commit
    audit_.abandoned();
    return deliver(std::move(batch.front()));
  }
  auto committed = (*write)->commit();
  if (!committed.ok()) return all_failed(committed.failure());
  if (*committed == storage::Commit::conflict) {
    audit_.abandoned();
    for (auto& request : batch) {
      request->again = true;
      request->outcome.reset();
      deliver(std::move(request));
    }
    return;
  }
  audit_.committed();
  if (measures_) measures_->commit(batch, begun);
  for (auto& request : batch) {
    const bool wrote = request->outcome && request->outcome->ok();
    if (wrote && settings_.committed) settings_.committed(**request->outcome);
    deliver(std::move(request));
  }
}

void WriteQueue::deliver_loop() {
  for (;;) {
    std::unique_lock lock(mutex_);
    wakes_deliverer_.wait(lock, [&] { return !finished_.empty() || writer_done_; });
    if (finished_.empty()) return;
    auto request = std::move(finished_.front());
    finished_.pop_front();
    lock.unlock();
    if (!request->again) {
      request->done(std::move(*request->outcome));
      continue;
    }
    if (request->attempts >= settings_.attempts_max) {
      request->done(base::refuse(base::Refusal::conflict,
                                 base::error(base::IssueType::lock_error, base::message::write_conflict)));
    } else if (request->work) {
      ++request->attempts;
      enqueue(std::move(request));
    } else {
      prepare_and_enqueue(std::move(request));
    }
    {
      const std::lock_guard relock(mutex_);
      --being_prepared_again_;
    }
    wakes_writer_.notify_one();
  }
}

}  // namespace linkki::repository
