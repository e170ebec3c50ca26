// cpprestsdk's http_listener, fed by our own connections and answering through the Service.
//
// A request passes as web::http::http_request through the listener's handler, the answer comes back as
// web::http::http_response through http_server::respond: any other handler of cpprestsdk would work here as
// well. What those two classes have no room for (client certificate, request id, cancelled, a body that is
// produced piece by piece) travels in the server context that cpprestsdk carries along.
//
// Threads   dispatch() on I/O threads, everything else wherever; handlers run on the I/O thread or on a
// worker as
//           Service::runs_inline says.
// Lifetime  after close() late answers are dropped.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/log.h"
#include "base/outcome.h"
#include "base/worker_pool.h"
#include "http/answer.h"
#include "http/head.h"
#include "http/settings.h"
#include "http/transport_metrics.h"
#include "interactions/exchange.h"

namespace linkki::http {

// A complete request, as a connection received it.
struct Received {
  Head head;
  std::string body;
  std::string peer;
  std::string id;
  std::optional<interactions::ClientCertificate> certificate;
  std::shared_ptr<std::atomic<bool>> cancelled;
};

// Where the answer goes; called from any thread, once per request.
class Recipient {
 public:
  virtual ~Recipient() = default;
  virtual void answer(Answer answer) = 0;
};

class Listener {
 public:
  virtual ~Listener() = default;
  virtual void dispatch(Received received, std::weak_ptr<Recipient> recipient) = 0;
  virtual void close() = 0;
};

// `port` is the one that the connections come from: one listener per port and process.
base::Outcome<std::unique_ptr<Listener>> open_listener(std::uint16_t port, const ServerSettings& settings,
                                                       interactions::Service& service,
                                                       base::WorkerPool& workers,
                                                       const TransportMetrics& metrics, base::Log& log);

}  // namespace linkki::http
