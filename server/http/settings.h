// What an operator can set about the transport, with defaults that are safe on the open internet.
//
// Every time-out and limit here answers one way of holding the server's resources: a connection that breaks
// one is answered (where HTTP has an answer) and closed. A running server takes over all but address, port,
// threads, worker_queue_max, compress_bytes_min and whether TLS is spoken: a connection from its next request
// on.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace linkki::http {

enum class ClientCertificates : std::uint8_t { none, optional, required };
enum class TlsVersion : std::uint8_t { tls_1_2, tls_1_3 };

struct TlsSettings {
  std::string certificate_file;         // PEM, the server's own first, then its chain; empty: plain HTTP
  std::string key_file;                 // PEM
  std::string client_authorities_file;  // PEM; whose client certificates are believed
  ClientCertificates clients = ClientCertificates::none;
  TlsVersion version_min = TlsVersion::tls_1_2;
};

struct CorsSettings {
  std::vector<std::string> origins;  // exact origins, or "*"; empty: no CORS
  std::string methods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
  std::string request_fields =
      "Authorization, Content-Type, Accept, Prefer, If-Match, If-None-Match, If-None-Exist, "
      "If-Modified-Since, "
      "X-Provenance, X-Request-Id";
  std::string answer_fields = "ETag, Location, Content-Location, Last-Modified, X-Request-Id, Retry-After";
  std::chrono::seconds preflight_age_max{600};
};

struct ServerSettings {
  std::string address = "127.0.0.1";  // to listen on; "::" or "0.0.0.0" for all
  std::uint16_t port = 8443;          // 0: any free one
  TlsSettings tls;
  CorsSettings cors;
  std::chrono::seconds hsts_age_max{
      31'536'000};                           // 0: no Strict-Transport-Security; never sent over plain HTTP
  std::vector<std::string> trusted_proxies;  // addresses whose X-Forwarded-For is believed
  std::vector<std::string> proxy_protocol_from;  // addresses whose connections begin with a PROXY header

  unsigned io_threads = 2;
  unsigned workers = 8;
  std::size_t worker_queue_max = 1'024;  // requests that wait for a worker; beyond: 503

  std::size_t connections_max = 8'192;  // beyond: closed at once
  std::size_t connections_per_address_max = 512;
  unsigned requests_per_s_max = 1'000;  // per client address, on average; beyond: 429. 0: no limit
  unsigned requests_burst_max = 2'000;  // at once

  std::size_t target_bytes_max = 16 * 1'024;           // beyond: 414
  std::size_t header_bytes_max = 32 * 1'024;           // request line and all fields; beyond: 431
  std::size_t fields_max = 100;                        // beyond: 431
  std::size_t body_bytes_max = 16 * 1'024 * 1'024;     // decoded; beyond: 413
  std::size_t bodies_bytes_max = 512 * 1'024 * 1'024;  // of all requests under way; beyond: 503
  unsigned inflation_max = 200;  // decoded : gzip bytes, for bodies over 1 MiB; beyond: 413

  std::chrono::milliseconds handshake_time_max{10'000};
  std::chrono::milliseconds header_time_max{
      15'000};  // from the first byte of a request to the end of its header
  std::chrono::milliseconds idle_time_max{65'000};     // between two requests
  std::chrono::milliseconds body_time_max{30'000};     // plus the time that its bytes take at bytes_per_s_min
  std::chrono::milliseconds write_time_max{30'000};    // plus the same, per answer or piece of a streamed one
  std::chrono::milliseconds handler_time_max{60'000};  // then 503 and Request::cancelled
  std::chrono::milliseconds linger_time_max{
      2'000};                               // for the client to take the last answer before the close
  std::size_t bytes_per_s_min = 8 * 1'024;  // slower clients run into the two time-outs above

  std::size_t compress_bytes_min = 1'024;  // shorter answers are sent as they are
};

}  // namespace linkki::http
