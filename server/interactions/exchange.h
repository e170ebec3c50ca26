// A request and its answer as the interactions see them: the thin interface that any transport fulfils.
//
// The transport has already enforced its limits, decoded the body (gzip) and given the request an id; it
// frames, compresses and writes the answer. Names of header fields are kept as they came and compared without
// regard to case.
//
// Threads   handle() may be called from several threads at once; the responder may be called later from any
// thread,
//           exactly once (a responder destroyed unused answers 500).
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"

namespace linkki::interactions {

using Headers = std::vector<std::pair<std::string, std::string>>;

// The first field of that name; nullopt: none.
std::optional<std::string_view> find_header(const Headers& headers, std::string_view name);

// A client certificate that the TLS handshake has verified.
struct ClientCertificate {
  std::string subject;  // RFC 2253
  std::string sha256;   // of the DER bytes, base64url without padding: x5t#S256
};

struct Request {
  std::string method;  // "GET"; HEAD arrives as HEAD
  std::string path;    // percent-encoded, beginning with '/', without query
  std::string query;   // percent-encoded, without '?'
  Headers headers;
  std::string body;
  std::string peer;  // address of the client, after a trusted proxy's word
  std::string id;    // X-Request-Id: the client's if well-formed, else ours
  std::optional<ClientCertificate> certificate;
  std::shared_ptr<std::atomic<bool>> cancelled;  // true once the client is gone or the time-out has passed
};

// Produces a body piece by piece; the transport asks for the next piece when the socket has taken the last
// one.
class BodySource {
 public:
  virtual ~BodySource() = default;
  // Appends up to about `bytes` to `out`; false: that was the last piece. Called from one thread at a time.
  virtual bool read(std::string& out, std::size_t bytes) = 0;
};

struct Response {
  int status = 200;
  Headers headers;  // without Content-Length, Date, Connection, Content-Encoding
  std::string body;
  std::unique_ptr<BodySource> source;  // instead of body
  bool closes = false;                 // close the connection after this answer
};

using Responder = std::function<void(Response)>;

class Service {
 public:
  virtual ~Service() = default;
  // True: short enough for the I/O thread (a read by id); false: goes to a worker. Looks at method and path
  // alone.
  virtual bool runs_inline(const Request& request) const = 0;
  virtual void handle(Request request, Responder respond) = 0;
};

}  // namespace linkki::interactions
