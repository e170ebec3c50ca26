// The HTTP server: TLS, HTTP/1.1, limits and time-outs around a Service.
//
//   base::Outcome<std::unique_ptr<http::Server>> server = http::Server::start(settings, service, clock,
//   random, log, metrics); … server->drain(std::chrono::seconds(20));   // SIGTERM
//
// Threads   start() makes io_threads + workers threads; the functions below may be called from any thread but
// those.
//           SIGPIPE is ignored for the whole process from the first start() on: OpenSSL writes to closed
//           sockets.
// Lifetime  service, clock, random, log and metrics outlive the server. The destructor drains with no time
// left. It waits for
//           handlers that run on workers: they must heed Request::cancelled.
// Errors    unavailable: the address cannot be listened on, or a TLS file cannot be used.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

#include "base/clock.h"
#include "base/log.h"
#include "base/metrics.h"
#include "base/outcome.h"
#include "base/random.h"
#include "http/settings.h"
#include "interactions/exchange.h"

namespace linkki::http {

class Server {
 public:
  static base::Outcome<std::unique_ptr<Server>> start(ServerSettings settings, interactions::Service& service,
                                                      const base::Clock& clock, base::Random& random,
                                                      base::Log& log, base::Metrics& metrics);
  ~Server();

  std::uint16_t port() const;  // the one in use, also where settings said 0
  std::size_t connections() const;

  // Takes over new limits, CORS, proxies and TLS, whose files are read again; settings.h names what stays as
  // it was started. Requests under way end as they began. On failure everything stays.
  base::Outcome<void> reload(ServerSettings settings);

  // Accepts nothing more, lets requests under way be answered for at most `time_max`, then closes what is
  // left. True: nothing had to be cut off.
  bool drain(std::chrono::milliseconds time_max);

 private:
  struct Parts;
  explicit Server(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace linkki::http
