#include "http/transport_metrics.h"

#include <array>
#include <string>

#include "base/messages.h"
#include "http/messages.h"

namespace linkki::http {

namespace {

constexpr std::array refusals = {
    &base::message::body_too_large,   &base::message::http_chunk,     &base::message::http_content_encoding,
    &base::message::http_expectation, &base::message::http_fields,    &base::message::http_gzip,
    &base::message::http_header,      &base::message::http_malformed, &base::message::http_method,
    &base::message::http_overload,    &base::message::http_rate,      &base::message::http_slow_request,
    &base::message::http_target,      &base::message::http_timeout,   &base::message::http_version,
};

base::Counter& handshakes_of(base::Metrics& metrics, const char* result) {
  return metrics.counter("linkki_tls_handshakes_total", "TLS handshakes of clients.", {{"result", result}});
}

base::Counter& refused_of(base::Metrics& metrics, std::string_view reason) {
  return metrics.counter(
      "linkki_refused_total",
      "Connections and requests refused by the transport: codes of its messages, and limits.",
      {{"reason", std::string(reason)}});
}

}  // namespace

TransportMetrics::TransportMetrics(base::Metrics& metrics)
    : open(metrics.gauge("linkki_connections", "Open connections of clients.")),
      waiting(metrics.gauge("linkki_workers_waiting", "Requests that wait for a worker thread.")),
      connections(metrics.counter("linkki_connections_total", "Connections taken.")),
      handshakes(handshakes_of(metrics, "done")),
      handshakes_failed(handshakes_of(metrics, "failed")),
      over_connections(refused_of(metrics, "connections")),
      over_handshake_time(refused_of(metrics, "handshake-time")),
      over_write_time(refused_of(metrics, "write-time")) {
  for (const auto* message : refusals) refused_[message->code] = &refused_of(metrics, message->code);
}

void TransportMetrics::refused(const base::Message& message) const {
  const auto at = refused_.find(message.code);
  if (at != refused_.end()) at->second->add();
}

}  // namespace linkki::http
