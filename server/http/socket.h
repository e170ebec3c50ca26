// A connected socket of a loop. Bytes go through Stream (stream.h); what a connection needs of the event loop
// is to wait, and here it is behind an interface, so that only server.cpp meets the library that waits.
//
// Threads   the loop's
#pragma once

#include <memory>

#include "http/stream.h"

namespace linkki::http {

class Connection;

class Socket {
 public:
  virtual ~Socket() = default;
  virtual int descriptor() const = 0;
  // Calls connection->ready(io) once the socket can be read (wants_read) or written, or is closed.
  virtual void wait(Io io, std::shared_ptr<Connection> connection) = 0;
  virtual void close() = 0;
};

}  // namespace linkki::http
