#include "http/connection.h"

#include <sys/socket.h>

#include <algorithm>
#include <utility>

#include "http/cors.h"
#include "http/fault.h"
#include "http/forwarded.h"
#include "http/loop.h"
#include "http/messages.h"
#include "http/proxy_header.h"

namespace linkki::http {

namespace {

using base::IssueType;

constexpr std::size_t read_ahead_bytes_max = 64 * 1'024;  // of pipelined requests, while one is being handled

}  // namespace

Connection::Connection(Loop& loop, std::unique_ptr<Socket> socket, std::string address)
    : loop_(loop), socket_(std::move(socket)), address_(std::move(address)), settings_(loop.settings) {}

void Connection::start() {
  const auto& balancers = settings_->proxy_protocol_from;
  if (std::find(balancers.begin(), balancers.end(), address_) != balancers.end()) {
    enter(Phase::proxy, settings_->handshake_time_max);
  } else {
    begin_stream();
  }
  pump();
}

void Connection::begin_stream() {
  const int descriptor = socket_->descriptor();
  if (loop_.shared.tls.enabled()) {
    tls_ = loop_.shared.tls.current();
    stream_ = make_tls_stream(descriptor, *tls_);
  } else {
    stream_ = make_plain_stream(descriptor);
  }
  enter(Phase::handshake, settings_->handshake_time_max);
}

void Connection::enter(Phase phase, std::chrono::milliseconds time_max) {
  phase_ = phase;
  deadline_ = std::chrono::steady_clock::now() + time_max;
}

void Connection::pump() {
  if (std::exchange(pumping_, true)) return;
  while (step()) {
  }
  pumping_ = false;
}

// True: another step may follow at once; false: a wait is under way or nothing is left to do.
bool Connection::step() {
  switch (phase_) {
    case Phase::proxy: return read_proxy_header();
    case Phase::handshake: return handshake();
    case Phase::head: return read_head();
    case Phase::body: return read_body();
    case Phase::handling:
    case Phase::pulling: return watch();
    case Phase::writing: return write();
    case Phase::lingering: return linger();
    case Phase::closed: return false;
  }
  return false;
}

// Not a byte behind the header may be taken: it is the client's, and OpenSSL reads the socket itself. What is
// peeked at and incomplete is all of the header.
bool Connection::read_proxy_header() {
  const int descriptor = socket_->descriptor();
  const ssize_t peeked =
      ::recv(descriptor, loop_.scratch.data(), loop_.scratch.size(), MSG_DONTWAIT | MSG_PEEK);
  if (peeked < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
    wait_for(Io::wants_read);
    return false;
  }
  if (peeked <= 0) return close(), false;
  const std::size_t before = in_.size();
  in_.append(loop_.scratch.data(), static_cast<std::size_t>(peeked));
  const ProxyHeader header = parse_proxy_header(in_);
  if (header.state == ProxyHeader::State::malformed) return close(), false;
  const bool complete = header.state == ProxyHeader::State::complete;
  if (complete) in_.resize(header.size);
  const std::size_t taken = in_.size() - before;
  if (::recv(descriptor, loop_.scratch.data(), taken, MSG_DONTWAIT) != static_cast<ssize_t>(taken)) {
    return close(), false;
  }
  if (!complete) return true;
  in_.clear();
  if (!header.address.empty()) {
    if (!loop_.shared.clients.transfer(address_, header.address, std::chrono::steady_clock::now())) {
      loop_.shared.metrics.over_connections.add();
      return close(), false;
    }
    address_ = header.address;
  }
  begin_stream();
  return true;
}

bool Connection::handshake() {
  const Io io = stream_->handshake();
  if (io == Io::complete) {
    if (tls_) loop_.shared.metrics.handshakes.add();
    certificate_ = stream_->certificate();
    enter(Phase::head, settings_->header_time_max);
    return true;
  }
  if (io == Io::closed) loop_.shared.metrics.handshakes_failed.add();
  wait_for(io);
  return false;
}

void Connection::wait_for(Io io) {
  if (io == Io::closed) return close();
  const bool reads = io == Io::wants_read;
  if (std::exchange(reads ? waits_to_read_ : waits_to_write_, true)) return;
  socket_->wait(io, shared_from_this());
}

void Connection::ready(Io io) {
  const bool reads = io == Io::wants_read;
  (reads ? waits_to_read_ : waits_to_write_) = false;
  if (reads) readable_ = true;
  pump();
}

bool Connection::fill() {
  if (ended_) return false;
  if (!readable_) {
    wait_for(Io::wants_read);
    return false;
  }
  std::size_t count = 0;
  const Io io = stream_->read(loop_.scratch, count);
  if (io == Io::complete) {
    in_.append(loop_.scratch.data(), count);
    readable_ = stream_->holds_bytes();
    return true;
  }
  if (io == Io::closed) {
    gone();
  } else {
    readable_ = io != Io::wants_read;
    wait_for(io);
  }
  return false;
}

// The client has ended its side. An answer under way is still sent: it may only have closed one direction.
void Connection::gone() {
  ended_ = true;
  if (phase_ == Phase::handling || phase_ == Phase::pulling) {
    current_.cancelled->store(true);
    current_.keep_alive = false;
  } else {
    close();
  }
}

bool Connection::read_head() {
  if (scanned_ == 0) {
    while (in_.starts_with("\r\n"))
      in_.erase(0, 2);  // RFC 9112 §2.2: empty lines before a request are passed over
  }
  if (in_.empty()) {
    if (!fill()) return false;
    settings_ = loop_.settings;
    enter(Phase::head, settings_->header_time_max);
    return true;
  }
  const HeadEnd end = find_head_end(in_, scanned_);
  switch (end.state) {
    case HeadEnd::State::complete: return take_head(end.size);
    case HeadEnd::State::malformed:
      return refuse({400,
                     IssueType::structure,
                     &base::message::http_malformed,
                     {base::Words{"a byte that a header cannot hold", "tavu, jota otsakkeessa ei voi olla",
                                  "en byte som en header inte kan ha"}},
                     {}});
    case HeadEnd::State::incomplete: break;
  }
  scanned_ = in_.size();
  if (auto fault = too_large(in_, *settings_)) return refuse(*std::move(fault));
  return fill();
}

bool Connection::take_head(std::size_t size) {
  auto parsed = parse_head(std::string_view(in_).substr(0, size), *settings_);
  in_.erase(0, size);
  scanned_ = 0;
  current_ = {};
  if (auto* fault = std::get_if<Fault>(&parsed)) return refuse(std::move(*fault));

  Head& head = std::get<Head>(parsed);
  current_.head_method = head.method == "HEAD";
  current_.http_1_0 = head.http_1_0;
  current_.keep_alive = head.keep_alive && !draining_;
  current_.cancelled = std::make_shared<std::atomic<bool>>(false);
  const auto id = interactions::find_header(head.fields, "X-Request-Id");
  current_.id = id && is_request_id(*id) ? std::string(*id) : loop_.ids.next();
  if (const auto origin = interactions::find_header(head.fields, "Origin")) current_.origin = *origin;
  if (const auto languages = interactions::find_header(head.fields, "Accept-Language"))
    current_.language = base::choose_language(*languages);
  current_.peer = forwarded_peer(head.fields, address_, settings_->trusted_proxies);

  if (const auto wait = loop_.shared.clients.admit(current_.peer, std::chrono::steady_clock::now())) {
    return refuse({429,
                   IssueType::throttled,
                   &base::message::http_rate,
                   {},
                   {{"Retry-After", std::to_string(wait->count())}}},
                  head.has_body());
  }
  if (auto preflight = answer_preflight(settings_->cors, head)) {
    return send(*std::move(preflight), !head.has_body());
  }
  if (head.has_body()) return begin_body(std::move(head));
  head_ = std::move(head);
  return run({});
}

bool Connection::begin_body(Head head) {
  head_ = std::move(head);
  body_.emplace(head_, *settings_);
  if (auto fault = body_->declared_fault()) return refuse(*std::move(fault));
  enter(Phase::body, settings_->body_time_max);
  begun_ = std::chrono::steady_clock::now();
  if (!head_.expects_continue || head_.http_1_0 || !in_.empty()) return true;
  out_ = "HTTP/1.1 100 Continue\r\n\r\n";
  after_ = After::body;
  enter(Phase::writing, settings_->write_time_max);
  return true;
}

bool Connection::read_body() {
  std::string_view bytes(in_);
  auto fault = body_->take(bytes);
  in_.erase(0, in_.size() - bytes.size());
  if (fault) return refuse(*std::move(fault));
  hold_body(body_->size());
  if (loop_.shared.body_bytes > settings_->bodies_bytes_max) {
    return refuse({503, IssueType::throttled, &base::message::http_overload, {}, {{"Retry-After", "5"}}});
  }
  if (body_->complete()) {
    std::string body = body_->release();
    body_.reset();
    return run(std::move(body));
  }
  deadline_ = paced(begun_, settings_->body_time_max, body_->received());
  return fill();
}

void Connection::hold_body(std::size_t bytes) {
  loop_.shared.body_bytes += bytes - held_;
  held_ = bytes;
}

Ticks Connection::paced(Ticks begun, std::chrono::milliseconds grace, std::uint64_t bytes) const {
  return begun + grace + std::chrono::milliseconds(bytes * 1'000 / settings_->bytes_per_s_min);
}

bool Connection::run(std::string body) {
  enter(Phase::handling, settings_->handler_time_max);
  loop_.shared.listener->dispatch(
      {std::move(head_), std::move(body), current_.peer, current_.id, certificate_, current_.cancelled},
      weak_from_this());
  return true;
}

// While somebody else works on the answer: read ahead a little, above all to see the client go.
bool Connection::watch() {
  return in_.size() < read_ahead_bytes_max && fill();
}

void Connection::expire(Ticks now) {
  if (now < deadline_) return;
  switch (phase_) {
    case Phase::head:
    case Phase::body:
      if (phase_ == Phase::head && in_.empty()) return close();
      refuse({408, IssueType::timeout, &base::message::http_slow_request, {}, {}});
      return pump();
    case Phase::handling:
      current_.cancelled->store(true);
      refuse({503, IssueType::timeout, &base::message::http_timeout, {}, {{"Retry-After", "5"}}});
      return pump();
    case Phase::proxy:
    case Phase::handshake: loop_.shared.metrics.over_handshake_time.add(); return close();
    case Phase::writing:
    case Phase::pulling: loop_.shared.metrics.over_write_time.add(); return close();
    case Phase::lingering:
    case Phase::closed: return close();
  }
}

void Connection::drain() {
  draining_ = true;
  if (phase_ == Phase::proxy || phase_ == Phase::handshake || (phase_ == Phase::head && in_.empty())) close();
}

void Connection::close() {
  if (phase_ == Phase::closed) return;
  phase_ = Phase::closed;
  if (current_.cancelled) current_.cancelled->store(true);
  hold_body(0);
  stream_.reset();
  socket_->close();
  loop_.shared.metrics.open.add(-1);
  loop_.shared.clients.disconnect(address_, std::chrono::steady_clock::now());
  loop_.forget(shared_from_this());
}

}  // namespace linkki::http
