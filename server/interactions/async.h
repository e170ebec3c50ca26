// Prefer: respond-async — 202 and a place to ask at, instead of an answer that takes long.
// https://hl7.org/fhir/R4/async.html
//
//   kick-off        202, Content-Location: BASE/_async/ID
//   GET there       202 with X-Progress and Retry-After while it runs; then 200 with a Bundle of type
//                   batch-response whose one entry holds the answer and its status
//   DELETE there    202: never mind. What waits is not begun, an answer is thrown away; what a transaction
//   has
//                   stored stays stored.
// Only who began it may ask (404 to all others). The kick-off is kept in the job table before it is answered,
// the answer takes its place; so after a restart an answer is still there, and what was under way is told to
// be lost (410), never to be running.
//
// Row       async/ ∥ id → state \n owner (hex) \n expiry µs \n answer
// Limits    limits::async_…; more than those: 429
// Threads   any; requests run on threads of its own
// Errors    too_many_requests, not_found, gone
#pragma once

#include <map>
#include <mutex>

#include "base/worker_pool.h"
#include "interactions/call.h"
#include "interactions/exchange.h"
#include "interactions/under_way.h"

namespace linkki::interactions {

class AsyncDesk {
 public:
  using Run = std::function<void(Call, Responder)>;

  // `run` answers a call as if it had come by itself. What the job table holds is taken over.
  AsyncDesk(const Parts& parts, UnderWay& under_way, Run run);
  // Begins nothing more; what runs is let go. To be called before UnderWay::wait.
  void stop();

  // Whether the caller asks for it and it is one of those that may take long.
  static bool takes(const Call& call);
  void start(Call call, Responder respond);
  // GET and DELETE of call.route.job.
  void show(const Call& call, const Responder& respond);
  void forget(const Call& call, Responder respond);

 private:
  enum class State : std::uint8_t { waiting, running, kept };
  struct Job {
    std::string owner;
    State state = State::waiting;
    base::Instant begun;
    base::Instant expires = base::Instant::max();
  };

  void load();
  base::Outcome<std::vector<std::string>> enter(const std::string& id, const std::string& owner,
                                                base::Instant now);
  bool has_room(const std::string& owner) const;
  void post(const std::string& id, const std::shared_ptr<Call>& call, const Responder& respond);
  void run(const std::string& id, Call call);
  void finish(const std::string& id, const Response& response, base::Language language);
  void leave(const std::string& id);
  void erase(const std::string& id, std::function<void(const base::Outcome<void>&)> then);
  std::optional<Job> find(const Call& call);
  base::Outcome<Response> answer(const Call& call);

  const Parts& parts_;
  UnderWay& under_way_;
  const Run run_;
  std::mutex mutex_;
  bool stopping_ = false;
  std::map<std::string, Job> jobs_;
  base::Gauge waiting_;
  base::WorkerPool pool_;
};

}  // namespace linkki::interactions
