// One client connection: handshake, then request after request, each answered before the next is looked at.
//
//   (proxy →) handshake → head ⇄ body → handling → writing (→ pulling → writing …) → head
//                  any fault → writing its answer → lingering → closed
//
// Each phase has a deadline; Loop asks every tick. A connection that breaks one is answered where HTTP has an
// answer. While a handler works the socket is watched, so that it learns of a client that has gone.
//
// Threads   everything runs on the loop's thread, but answer(), which may be called from any.
// Lifetime  the loop keeps it until it is closed; waits and pulled pieces hold it a little longer.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "http/answer.h"
#include "http/body.h"
#include "http/client_table.h"
#include "http/framing.h"
#include "http/head.h"
#include "http/listener.h"
#include "http/socket.h"
#include "http/stream.h"

namespace linkki::http {

class Loop;

class Connection final : public Recipient, public std::enable_shared_from_this<Connection> {
 public:
  Connection(Loop& loop, std::unique_ptr<Socket> socket, std::string address);

  void start();
  void ready(Io io);  // what a wait was for has come
  void answer(Answer answer) override;
  void expire(Ticks now);  // closes or answers if the deadline of the phase has passed
  void drain();            // close after what is under way
  void close();

 private:
  enum class Phase : std::uint8_t {
    proxy,
    handshake,
    head,
    body,
    handling,
    writing,
    pulling,
    lingering,
    closed
  };
  enum class After : std::uint8_t { next, body, pull, linger };

  // What the current request asked for, as far as framing its answer needs it.
  struct Current {
    bool head_method = false;
    bool http_1_0 = false;
    bool keep_alive = true;
    base::Language language = base::Language::english;
    std::string id;
    std::string origin;
    std::string peer;
    std::shared_ptr<std::atomic<bool>> cancelled;
  };

  void pump();  // runs steps until one has to wait
  bool step();
  bool read_proxy_header();
  void begin_stream();
  bool handshake();
  bool read_head();
  bool read_body();
  bool watch();
  bool write();
  bool linger();

  bool fill();  // reads once into in_; false: waits or ended
  void wait_for(Io io);
  void gone();

  bool take_head(std::size_t size);
  bool begin_body(Head head);
  bool run(std::string body);
  bool refuse(Fault fault, bool closes = true);
  bool send(Answer answer, bool complete_request);
  void pull();
  void pulled(Piece piece, std::shared_ptr<Answer> streaming);
  void after_writing();
  void next_request();
  void begin_lingering();
  void enter(Phase phase, std::chrono::milliseconds time_max);
  void hold_body(std::size_t bytes);
  Ticks paced(Ticks begun, std::chrono::milliseconds grace, std::uint64_t bytes) const;

  Loop& loop_;
  std::unique_ptr<Socket> socket_;
  std::string address_;                             // of the client, once a load balancer has told it
  std::shared_ptr<const ServerSettings> settings_;  // renewed with each request
  std::unique_ptr<Stream> stream_;
  std::shared_ptr<const TlsContext> tls_;

  Phase phase_ = Phase::proxy;
  After after_ = After::next;
  Ticks deadline_;
  Ticks begun_;  // of the body or of the writing
  bool pumping_ = false;
  bool readable_ = true;  // a read may succeed
  bool waits_to_read_ = false;
  bool waits_to_write_ = false;
  bool ended_ = false;  // the client will send nothing more
  bool draining_ = false;

  std::string in_;
  std::size_t scanned_ = 0;
  std::string out_;
  std::size_t written_ = 0;
  std::uint64_t sent_ = 0;  // of this answer, for the pace
  std::size_t lingered_ = 0;

  std::optional<interactions::ClientCertificate> certificate_;
  Head head_;
  std::optional<BodyReader> body_;
  std::size_t held_ = 0;  // body bytes counted in the total of all connections
  Current current_;
  std::shared_ptr<Answer> streaming_;
};

}  // namespace linkki::http
