// One I/O thread: its event loop, its connections, and what they share.
//
// Threads   everything but run(), post-like functions named so, and Shared belongs to the loop's own thread.
#pragma once

#include <array>
#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_set>

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "http/client_table.h"
#include "http/connection.h"
#include "http/request_id.h"
#include "http/settings.h"
#include "http/tls.h"
#include "http/worker_pool.h"

namespace linkki::http {

// What all connections of a server share.
struct Shared {
  Shared(ServerSettings from, const base::Clock& clock, base::Random& random, base::Log& log)
      : settings(std::move(from)),
        clock(clock),
        random(random),
        log(log),
        tls(settings.tls),
        clients(settings),
        workers(settings.workers, settings.worker_queue_max) {}

  const ServerSettings settings;
  const base::Clock& clock;
  base::Random& random;
  base::Log& log;
  TlsContexts tls;
  ClientTable clients;
  WorkerPool workers;
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
  void stop();   // closes what is open and joins
  void drain();  // every connection after what it is doing
  void add(Socket socket, std::string address);
  void forget(const std::shared_ptr<Connection>& connection);
  bool is_current() const { return std::this_thread::get_id() == thread_.get_id(); }
  const std::string& date();  // "Date: …\r\n", renewed every second

  boost::asio::io_context context{1};
  Shared& shared;
  RequestIds ids;
  std::array<char, scratch_bytes> scratch;

 private:
  void arm();

  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
  boost::asio::steady_timer timer_;
  std::unordered_set<std::shared_ptr<Connection>> connections_;
  std::thread thread_;
  std::int64_t date_second_ = -1;
  std::string date_;
};

}  // namespace linkki::http
