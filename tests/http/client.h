// A raw HTTP client that sends exactly the bytes it is told to, over TCP or TLS; every wait ends after
// wait_max.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/certificates.h"
#include "interactions/exchange.h"

struct ssl_st;
struct ssl_ctx_st;

namespace linkki::http::testing {

struct Reply {
  int status = 0;  // 0: the connection ended without an answer
  interactions::Headers headers;
  std::string body;       // without chunked framing, coded as it came
  bool complete = false;  // false: the connection ended within the body

  std::string header(std::string_view name) const;
};

struct TlsOptions {
  std::string authority_file;
  std::optional<Identity> identity;
  int version = 0;     // TLS1_2_VERSION …; 0: the best
  std::string suites;  // of TLS 1.2; empty: OpenSSL's
  std::string before;  // sent in front of the handshake
};

class Client {
 public:
  static constexpr int wait_max_s = 20;

  explicit Client(std::uint16_t port);                    // TCP alone
  Client(std::uint16_t port, const TlsOptions& options);  // with a TLS handshake
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool connected() const { return connected_; }
  bool send(std::string_view bytes);
  // The next answer; `to_head`: it has no body whatever its header says.
  Reply read(bool to_head = false);
  Reply ask(std::string_view request, bool to_head = false);
  std::string read_some();  // what comes next; empty: the connection has ended
  bool ends();              // true: the server closes (whatever it still sends is thrown away)
  void half_close();        // no more from us
  void reset();             // abortive close
  int descriptor() const { return descriptor_; }
  std::string peer_name() const;  // CN of the server's certificate
  std::string protocol() const;   // "TLSv1.3"

 private:
  bool fill();

  int descriptor_ = -1;
  bool connected_ = false;
  ssl_ctx_st* context_ = nullptr;
  ssl_st* ssl_ = nullptr;
  std::string in_;
};

}  // namespace linkki::http::testing
