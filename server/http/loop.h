// One I/O thread: its event loop, its connections, and what they share.
//
// Threads   everything but run(), post-like functions named so, and Shared belongs to the loop's own thread.
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_set>

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "base/worker_pool.h"
#include "http/client_table.h"
#include "http/connection.h"
#include "http/request_id.h"
#include "http/settings.h"
#include "http/tls.h"
#include "http/transport_metrics.h"

namespace linkki::http {

// What all connections of a server share.
struct Shared {
  Shared(ServerSettings from, const base::Clock& clock, base::Random& random, base::Log& log,
         base::Metrics& metrics)
      : started_with(std::make_shared<const ServerSettings>(std::move(from))),
        clock(clock),
        random(random),
        log(log),
        metrics(metrics),
        tls(!started_with->tls.certificate_file.empty()),
        clients(*started_with),
        workers(started_with->workers, started_with->worker_queue_max, this->metrics.waiting) {}

  const std::shared_ptr<const ServerSettings> started_with;  // connections go by those of their loop
  const base::Clock& clock;
  base::Random& random;
  base::Log& log;
  const TransportMetrics metrics;
  TlsContexts tls;
  ClientTable clients;
  base::WorkerPool workers;
  std::unique_ptr<Listener> listener;
  std::atomic<std::size_t> body_bytes = 0;
  std::mutex mutex;
  std::condition_variable closed;  // told with every closed connection
};

class Loop {
 public:
  static constexpr std::chrono::milliseconds tick{50};
  static constexpr std::size_t scratch_bytes = 64 * 1'024;

  explicit Loop(Shared& shared);
  ~Loop();

  void start();
  void stop();                                               // closes what is open and joins
  void drain();                                              // every connection after what it is doing
  void reload(std::shared_ptr<const ServerSettings> fresh);  // pre: started, not stopped
  void add(std::unique_ptr<Socket> socket, std::string address);
  void post(std::function<void()> task);  // runs it on the loop's thread, soon
  void forget(const std::shared_ptr<Connection>& connection);
  bool is_current() const { return std::this_thread::get_id() == thread_.get_id(); }
  const std::string& date();  // "Date: …\r\n", renewed every second

  Shared& shared;
  std::shared_ptr<const ServerSettings> settings;
  RequestIds ids;
  std::array<char, scratch_bytes> scratch;

 private:
  friend class Server;
  struct Events;  // the library's part
  void arm();

  std::unique_ptr<Events> events_;
  std::unordered_set<std::shared_ptr<Connection>> connections_;
  std::thread thread_;
  std::int64_t date_second_ = -1;
  std::string date_;
};

}  // namespace linkki::http
