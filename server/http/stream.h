// A connected socket as a stream of plain bytes, with or without TLS; nothing here blocks.
//
// Threads   belongs to one connection.
// Lifetime  does not own the descriptor.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "http/tls.h"
#include "interactions/exchange.h"

namespace linkki::http {

enum class Io : std::uint8_t { complete, wants_read, wants_write, closed };

class Stream {
 public:
  virtual ~Stream() = default;
  virtual Io handshake() = 0;
  // complete: `count` > 0 bytes were moved.
  virtual Io read(std::span<char> into, std::size_t& count) = 0;
  virtual Io write(std::string_view bytes, std::size_t& count) = 0;
  // True: read() may give more although the socket shows nothing to read.
  virtual bool holds_bytes() const = 0;
  // Tells the other side that nothing follows, once, as far as the socket takes it.
  virtual void end() = 0;
  virtual std::optional<interactions::ClientCertificate> certificate() const = 0;
};

std::unique_ptr<Stream> make_plain_stream(int descriptor);
std::unique_ptr<Stream> make_tls_stream(int descriptor, const TlsContext& context);

}  // namespace linkki::http
