#include "http/client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>

namespace linkki::http::testing {

std::string Reply::header(std::string_view name) const {
  return std::string(interactions::find_header(headers, name).value_or(""));
}

Client::Client(std::uint16_t port) {
  descriptor_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const timeval wait{wait_max_s, 0};
  ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
  ::setsockopt(descriptor_, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  connected_ = ::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

Client::Client(std::uint16_t port, const TlsOptions& options) : Client(port) {
  context_ = SSL_CTX_new(TLS_client_method());
  SSL_CTX_load_verify_locations(context_, options.authority_file.c_str(), nullptr);
  SSL_CTX_set_verify(context_, SSL_VERIFY_PEER, nullptr);
  if (options.version != 0) {
    SSL_CTX_set_min_proto_version(context_, options.version);
    SSL_CTX_set_max_proto_version(context_, options.version);
  }
  if (!options.suites.empty()) SSL_CTX_set_cipher_list(context_, options.suites.c_str());
  if (options.identity) {
    SSL_CTX_use_certificate_chain_file(context_, options.identity->certificate_file.c_str());
    SSL_CTX_use_PrivateKey_file(context_, options.identity->key_file.c_str(), SSL_FILETYPE_PEM);
  }
  ssl_ = SSL_new(context_);
  SSL_set_fd(ssl_, descriptor_);
  if (!options.before.empty()) {
    const auto sent = ::send(descriptor_, options.before.data(), options.before.size(), MSG_NOSIGNAL);
    connected_ = connected_ && sent == static_cast<ssize_t>(options.before.size());
  }
  connected_ = connected_ && SSL_connect(ssl_) == 1;
}

Client::~Client() {
  if (ssl_ != nullptr) SSL_free(ssl_);
  if (context_ != nullptr) SSL_CTX_free(context_);
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    std::size_t count = 0;
    if (ssl_ != nullptr) {
      if (SSL_write_ex(ssl_, bytes.data(), bytes.size(), &count) != 1) return false;
    } else {
      const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      count = static_cast<std::size_t>(sent);
    }
    bytes.remove_prefix(count);
  }
  return true;
}

bool Client::fill() {
  std::array<char, 16'384> piece;
  std::size_t count = 0;
  errno = 0;  // the end of a stream leaves it as it was
  if (ssl_ != nullptr) {
    if (SSL_read_ex(ssl_, piece.data(), piece.size(), &count) != 1) return false;
  } else {
    const ssize_t got = ::recv(descriptor_, piece.data(), piece.size(), 0);
    if (got <= 0) return false;
    count = static_cast<std::size_t>(got);
  }
  in_.append(piece.data(), count);
  return true;
}

std::string Client::read_some() {
  if (in_.empty()) fill();
  return std::exchange(in_, {});
}

Reply Client::read(bool to_head) {
  Reply reply;
  std::size_t end = 0;
  while ((end = in_.find("\r\n\r\n")) == in_.npos) {
    if (!fill()) return reply;
  }
  std::string_view head = std::string_view(in_).substr(0, end + 2);
  std::from_chars(head.data() + std::min<std::size_t>(9, head.size()), head.data() + head.size(),
                  reply.status);
  head.remove_prefix(head.find("\r\n") + 2);
  while (!head.empty()) {
    const std::string_view line = head.substr(0, head.find("\r\n"));
    const std::size_t colon = line.find(": ");
    reply.headers.emplace_back(line.substr(0, colon), colon == line.npos ? "" : line.substr(colon + 2));
    head.remove_prefix(line.size() + 2);
  }
  in_.erase(0, end + 4);
  if (to_head || reply.status < 200 || reply.status == 204 || reply.status == 304) {
    reply.complete = true;
    return reply;
  }
  if (reply.header("Transfer-Encoding") == "chunked") {
    for (;;) {
      std::size_t line = 0;
      while ((line = in_.find("\r\n")) == in_.npos) {
        if (!fill()) return reply;
      }
      std::size_t size = 0;
      std::from_chars(in_.data(), in_.data() + line, size, 16);
      while (in_.size() < line + 2 + size + 2) {
        if (!fill()) return reply;
      }
      reply.body.append(in_, line + 2, size);
      in_.erase(0, line + 2 + size + 2);
      if (size == 0) break;
    }
    reply.complete = true;
    return reply;
  }
  const std::string length = reply.header("Content-Length");
  if (length.empty()) {
    while (fill()) {
    }
    reply.body = std::exchange(in_, {});
    reply.complete = true;
    return reply;
  }
  std::size_t size = 0;
  std::from_chars(length.data(), length.data() + length.size(), size);
  while (in_.size() < size) {
    if (!fill()) return reply;
  }
  reply.body = in_.substr(0, size);
  in_.erase(0, size);
  reply.complete = true;
  return reply;
}

Reply Client::ask(std::string_view request, bool to_head) {
  send(request);
  return read(to_head);
}

bool Client::ends() {
  while (fill()) in_.clear();
  // Ended, not merely silent for wait_max_s.
  return errno != EAGAIN && errno != EWOULDBLOCK;
}

void Client::half_close() {
  ::shutdown(descriptor_, SHUT_WR);
}

void Client::reset() {
  const linger now{1, 0};
  ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  ::close(descriptor_);
  descriptor_ = -1;
}

std::string Client::peer_name() const {
  std::array<char, 128> name{};
  X509_NAME_get_text_by_NID(X509_get_subject_name(SSL_get0_peer_certificate(ssl_)), NID_commonName,
                            name.data(), static_cast<int>(name.size()));
  return name.data();
}

std::string Client::protocol() const {
  return SSL_get_version(ssl_);
}

}  // namespace linkki::http::testing
