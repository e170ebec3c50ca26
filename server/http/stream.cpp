#include "http/stream.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <cerrno>
#include <utility>

namespace linkki::http {

namespace {

bool would_block() {
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

class PlainStream final : public Stream {
 public:
  explicit PlainStream(int descriptor) : descriptor_(descriptor) {}

  Io handshake() override { return Io::complete; }

  Io read(std::span<char> into, std::size_t& count) override {
    const ssize_t got = ::recv(descriptor_, into.data(), into.size(), MSG_DONTWAIT);
    filled_ = got == static_cast<ssize_t>(into.size());
    if (got < 0) return would_block() ? Io::wants_read : Io::closed;
    count = static_cast<std::size_t>(got);
    return got == 0 ? Io::closed : Io::complete;
  }

  Io write(std::string_view bytes, std::size_t& count) override {
    const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent < 0) return would_block() ? Io::wants_write : Io::closed;
    count = static_cast<std::size_t>(sent);
    return Io::complete;
  }

  bool holds_bytes() const override { return filled_; }
  void end() override {}
  std::optional<interactions::ClientCertificate> certificate() const override { return std::nullopt; }

 private:
  int descriptor_;
  bool filled_ = false;
};

// OpenSSL reads and writes the socket itself: no copy through memory buffers, and none kept for an idle
// connection.
class TlsStream final : public Stream {
 public:
  TlsStream(int descriptor, const TlsContext& context) : ssl_(SSL_new(context.native())) {
    ensure(ssl_ != nullptr);
    ensure(SSL_set_fd(ssl_, descriptor) == 1);
    SSL_set_accept_state(ssl_);
  }
  ~TlsStream() override { SSL_free(ssl_); }
  TlsStream(const TlsStream&) = delete;
  TlsStream& operator=(const TlsStream&) = delete;

  Io handshake() override {
    ERR_clear_error();
    const Io result = classify(SSL_do_handshake(ssl_));
    established_ = result == Io::complete;
    return result;
  }

  Io read(std::span<char> into, std::size_t& count) override {
    ERR_clear_error();
    return classify(SSL_read_ex(ssl_, into.data(), into.size(), &count));
  }

  Io write(std::string_view bytes, std::size_t& count) override {
    ERR_clear_error();
    return classify(SSL_write_ex(ssl_, bytes.data(), bytes.size(), &count));
  }

  bool holds_bytes() const override { return SSL_has_pending(ssl_) == 1; }

  void end() override {
    if (!established_ || failed_) return;
    ERR_clear_error();
    SSL_shutdown(ssl_);
    ERR_clear_error();
  }

  std::optional<interactions::ClientCertificate> certificate() const override {
    return client_certificate(ssl_);
  }

 private:
  Io classify(int result) {
    if (result == 1) return Io::complete;
    switch (SSL_get_error(ssl_, result)) {
      case SSL_ERROR_WANT_READ: return Io::wants_read;
      case SSL_ERROR_WANT_WRITE: return Io::wants_write;
      case SSL_ERROR_ZERO_RETURN: return Io::closed;
      default: failed_ = true; return Io::closed;
    }
  }

  SSL* ssl_;
  bool established_ = false;
  bool failed_ = false;
};

}  // namespace

std::unique_ptr<Stream> make_plain_stream(int descriptor) {
  return std::make_unique<PlainStream>(descriptor);
}
std::unique_ptr<Stream> make_tls_stream(int descriptor, const TlsContext& context) {
  return std::make_unique<TlsStream>(descriptor, context);
}

}  // namespace linkki::http
