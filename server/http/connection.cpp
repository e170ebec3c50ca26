#include "http/connection.h"

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "http/cors.h"
#include "http/fault.h"
#include "http/loop.h"
#include "http/messages.h"

namespace linkki::http {

namespace {

using base::IssueType;

constexpr std::size_t read_ahead_bytes_max = 64 * 1'024;  // of pipelined requests, while one is being handled
constexpr std::size_t linger_bytes_max = 8 * 1'024 * 1'024;  // thrown away after the last answer
constexpr std::size_t piece_bytes = 64 * 1'024;              // of a streamed answer
constexpr std::size_t spare_bytes_max = 8 * 1'024;  // buffers over this are given back between requests

void append_number(std::string& out, std::uint64_t number, int base = 10) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, base).ptr;
  out.append(digits.data(), end);
}

void append_chunk(std::string& out, std::string_view piece) {
  if (piece.empty()) return;  // an empty chunk would end the body
  append_number(out, piece.size(), 16);
  out.append("\r\n").append(piece).append("\r\n");
}

std::string peer_of(const Head& head, const std::string& address, const std::vector<std::string>& proxies) {
  const auto trusted = [&](std::string_view who) {
    return std::find(proxies.begin(), proxies.end(), who) != proxies.end();
  };
  if (!trusted(address)) return address;
  // From the right: each trusted proxy vouches for the address that it has added.
  for (auto field = head.fields.rbegin(); field != head.fields.rend(); ++field) {
    if (!interactions::find_header({*field}, "X-Forwarded-For")) continue;
    std::string_view list = field->second;
    while (!list.empty()) {
      const std::size_t comma = list.rfind(',');
      std::string_view last = comma == list.npos ? list : list.substr(comma + 1);
      list = comma == list.npos ? std::string_view() : list.substr(0, comma);
      while (!last.empty() && last.front() == ' ') last.remove_prefix(1);
      while (!last.empty() && last.back() == ' ') last.remove_suffix(1);
      if (!last.empty() && !trusted(last)) return std::string(last.substr(0, 64));
    }
  }
  return address;
}

}  // namespace

Connection::Connection(Loop& loop, Socket socket, std::string address)
    : loop_(loop), socket_(std::move(socket)), address_(std::move(address)) {}

void Connection::start() {
  boost::system::error_code failed;
  socket_.native_non_blocking(true, failed);  // OpenSSL reads and writes it itself
  if (failed) return close();
  const int descriptor = socket_.native_handle();
  if (loop_.shared.tls.enabled()) {
    tls_ = loop_.shared.tls.current();
    stream_ = make_tls_stream(descriptor, *tls_);
  } else {
    stream_ = make_plain_stream(descriptor);
  }
  enter(Phase::handshake, loop_.shared.settings.handshake_time_max);
  pump();
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

bool Connection::handshake() {
  const Io io = stream_->handshake();
  if (io == Io::complete) {
    certificate_ = stream_->certificate();
    enter(Phase::head, loop_.shared.settings.header_time_max);
    return true;
  }
  wait_for(io);
  return false;
}

void Connection::wait_for(Io io) {
  if (io == Io::closed) return close();
  const bool reads = io == Io::wants_read;
  if (std::exchange(reads ? waits_to_read_ : waits_to_write_, true)) return;
  socket_.async_wait(reads ? Socket::wait_read : Socket::wait_write,
                     [self = shared_from_this(), reads](const boost::system::error_code&) {
                       (reads ? self->waits_to_read_ : self->waits_to_write_) = false;
                       if (reads) self->readable_ = true;
                       self->pump();
                     });
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
  if (in_.empty()) return fill() && (enter(Phase::head, loop_.shared.settings.header_time_max), true);
  const HeadEnd end = find_head_end(in_, scanned_);
  switch (end.state) {
    case HeadEnd::State::complete: return take_head(end.size);
    case HeadEnd::State::malformed:
      return refuse({400,
                     IssueType::structure,
                     &base::message::http_malformed,
                     {"a byte that a header cannot hold"},
                     {}});
    case HeadEnd::State::incomplete: break;
  }
  scanned_ = in_.size();
  if (auto fault = too_large(in_, loop_.shared.settings)) return refuse(*std::move(fault));
  return fill();
}

bool Connection::take_head(std::size_t size) {
  auto parsed = parse_head(std::string_view(in_).substr(0, size), loop_.shared.settings);
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
  current_.peer = loop_.shared.settings.trusted_proxies.empty()
                      ? address_
                      : peer_of(head, address_, loop_.shared.settings.trusted_proxies);

  if (const auto wait = loop_.shared.clients.admit(current_.peer, std::chrono::steady_clock::now())) {
    return refuse({429,
                   IssueType::throttled,
                   &base::message::http_rate,
                   {},
                   {{"Retry-After", std::to_string(wait->count())}}},
                  head.has_body());
  }
  if (auto preflight = answer_preflight(loop_.shared.settings.cors, head)) {
    return send(*std::move(preflight), !head.has_body());
  }
  if (head.has_body()) return begin_body(std::move(head));
  head_ = std::move(head);
  return run({});
}

bool Connection::begin_body(Head head) {
  head_ = std::move(head);
  body_.emplace(head_, loop_.shared.settings);
  if (auto fault = body_->declared_fault()) return refuse(*std::move(fault));
  enter(Phase::body, loop_.shared.settings.body_time_max);
  begun_ = std::chrono::steady_clock::now();
  if (!head_.expects_continue || head_.http_1_0 || !in_.empty()) return true;
  out_ = "HTTP/1.1 100 Continue\r\n\r\n";
  after_ = After::body;
  enter(Phase::writing, loop_.shared.settings.write_time_max);
  return true;
}

bool Connection::read_body() {
  std::string_view bytes(in_);
  auto fault = body_->take(bytes);
  in_.erase(0, in_.size() - bytes.size());
  if (fault) return refuse(*std::move(fault));
  hold_body(body_->size());
  if (loop_.shared.body_bytes > loop_.shared.settings.bodies_bytes_max) {
    return refuse({503, IssueType::throttled, &base::message::http_overload, {}, {{"Retry-After", "5"}}});
  }
  if (body_->complete()) {
    std::string body = body_->release();
    body_.reset();
    return run(std::move(body));
  }
  deadline_ = paced(begun_, loop_.shared.settings.body_time_max, body_->received());
  return fill();
}

void Connection::hold_body(std::size_t bytes) {
  loop_.shared.body_bytes += bytes - held_;
  held_ = bytes;
}

Ticks Connection::paced(Ticks begun, std::chrono::milliseconds grace, std::uint64_t bytes) const {
  return begun + grace + std::chrono::milliseconds(bytes * 1'000 / loop_.shared.settings.bytes_per_s_min);
}

bool Connection::run(std::string body) {
  enter(Phase::handling, loop_.shared.settings.handler_time_max);
  loop_.shared.listener->dispatch(
      {std::move(head_), std::move(body), current_.peer, current_.id, certificate_, current_.cancelled},
      weak_from_this());
  return true;
}

// While somebody else works on the answer: read ahead a little, above all to see the client go.
bool Connection::watch() {
  return in_.size() < read_ahead_bytes_max && fill();
}

void Connection::answer(Answer answer) {
  if (!loop_.is_current()) {
    boost::asio::post(loop_.context, [self = shared_from_this(), answer = std::move(answer)]() mutable {
      self->answer(std::move(answer));
    });
    return;
  }
  if (phase_ != Phase::handling) return;  // too late: the time-out has answered, or the client is gone
  hold_body(0);
  send(std::move(answer), true);
  pump();
}

bool Connection::refuse(Fault fault, bool closes) {
  if (current_.id.empty()) current_.id = loop_.ids.next();
  body_.reset();
  hold_body(0);
  return send(print(answer_to(std::move(fault))), !closes);
}

// `complete_request`: nothing of the request is left unread, so that another may follow it.
bool Connection::send(Answer answer, bool complete_request) {
  const bool streams = answer.source && !current_.head_method && !forbids_body(answer.status);
  const bool chunked = streams && !current_.http_1_0;
  if (!complete_request || answer.closes || (streams && !chunked) || draining_ || ended_)
    current_.keep_alive = false;
  frame(answer, chunked);
  after_ = current_.keep_alive ? After::next : After::linger;
  if (streams) {
    streaming_ = std::make_shared<Answer>(std::move(answer));
    after_ = After::pull;
  }
  begun_ = std::chrono::steady_clock::now();
  sent_ = 0;
  enter(Phase::writing, loop_.shared.settings.write_time_max);
  return true;
}

void Connection::frame(const Answer& answer, bool chunked) {
  const ServerSettings& settings = loop_.shared.settings;
  out_.clear();
  written_ = 0;
  out_.reserve(answer.fields.size() + answer.body.size() + 512);
  out_ += "HTTP/1.1 ";
  append_number(out_, static_cast<std::uint64_t>(answer.status));
  out_.append(" ").append(reason(answer.status)).append("\r\n");
  out_ += answer.fields;
  out_ += loop_.date();
  append_field(out_, "X-Request-Id", current_.id);
  out_ += "X-Content-Type-Options: nosniff\r\n";
  if (tls_ && settings.hsts_age_max.count() > 0) {
    out_ += "Strict-Transport-Security: max-age=";
    append_number(out_, static_cast<std::uint64_t>(settings.hsts_age_max.count()));
    out_ += "\r\n";
  }
  append_cors(out_, settings.cors, current_.origin);
  if (!current_.keep_alive)
    out_ += "Connection: close\r\n";
  else if (current_.http_1_0)
    out_ += "Connection: keep-alive\r\n";
  // The answer to HEAD says the length only where it is known: an empty body here says nothing of GET's.
  const bool tells_length =
      !answer.source && !forbids_body(answer.status) && !(current_.head_method && answer.body.empty());
  if (chunked) {
    out_ += "Transfer-Encoding: chunked\r\n";
  } else if (tells_length) {
    out_ += "Content-Length: ";
    append_number(out_, answer.body.size());
    out_ += "\r\n";
  }
  out_ += "\r\n";
  if (!current_.head_method && !forbids_body(answer.status)) out_ += answer.body;
}

bool Connection::write() {
  while (written_ < out_.size()) {
    std::size_t count = 0;
    const Io io = stream_->write(std::string_view(out_).substr(written_), count);
    if (io != Io::complete) {
      wait_for(io);
      return false;
    }
    written_ += count;
    sent_ += count;
    if (written_ < out_.size()) deadline_ = paced(begun_, loop_.shared.settings.write_time_max, sent_);
  }
  out_.clear();
  written_ = 0;
  after_writing();
  return true;
}

void Connection::after_writing() {
  switch (after_) {
    case After::next: return next_request();
    case After::body: return enter(Phase::body, loop_.shared.settings.body_time_max);
    case After::pull: return pull();
    case After::linger: return begin_lingering();
  }
}

void Connection::next_request() {
  current_ = {};
  if (out_.capacity() > spare_bytes_max) std::string().swap(out_);
  if (in_.empty() && in_.capacity() > spare_bytes_max) std::string().swap(in_);
  if (draining_) return begin_lingering();
  enter(Phase::head,
        in_.empty() ? loop_.shared.settings.idle_time_max : loop_.shared.settings.header_time_max);
}

// Asks for the next piece once the socket has taken the last one: on a worker, because it may read the store.
void Connection::pull() {
  enter(Phase::pulling, loop_.shared.settings.handler_time_max);
  const bool posted = loop_.shared.workers.post_next(
      [self = shared_from_this(), streaming = std::move(streaming_), chunked = !current_.http_1_0]() mutable {
        std::string piece, coded, framed;
        bool last = false, broken = false;
        try {
          last = !streaming->source->read(piece, piece_bytes);
        } catch (...) {
          broken = true;
        }
        if (streaming->deflater) streaming->deflater->take(piece, last, coded);
        const std::string& bytes = streaming->deflater ? coded : piece;
        if (chunked) {
          append_chunk(framed, bytes);
          if (last) framed += "0\r\n\r\n";
        } else {
          framed = bytes;
        }
        // A broken source must not look like the end: the connection ends without its last chunk.
        boost::asio::post(self->loop_.context, [self, framed = std::move(framed), last, broken,
                                                streaming = std::move(streaming)]() mutable {
          if (broken) return self->close();
          self->pulled(std::move(framed), last, std::move(streaming));
        });
      });
  if (!posted) close();
}

void Connection::pulled(std::string piece, bool last, std::shared_ptr<Answer> streaming) {
  if (phase_ != Phase::pulling) return;
  out_ = std::move(piece);
  written_ = 0;
  after_ = last ? (current_.keep_alive ? After::next : After::linger) : After::pull;
  if (!last) streaming_ = std::move(streaming);
  begun_ = std::chrono::steady_clock::now();
  sent_ = 0;
  enter(Phase::writing, loop_.shared.settings.write_time_max);
  pump();
}

// Closing with unread bytes in the socket would reset the connection and take the answer with it.
void Connection::begin_lingering() {
  stream_->end();
  ::shutdown(socket_.native_handle(), SHUT_WR);
  readable_ = true;
  enter(Phase::lingering, loop_.shared.settings.linger_time_max);
}

bool Connection::linger() {
  if (!readable_) {
    wait_for(Io::wants_read);
    return false;
  }
  const ssize_t count =
      ::recv(socket_.native_handle(), loop_.scratch.data(), loop_.scratch.size(), MSG_DONTWAIT);
  if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
    readable_ = false;
    return true;
  }
  lingered_ += static_cast<std::size_t>(std::max<ssize_t>(count, 0));
  if (count <= 0 || lingered_ > linger_bytes_max) close();
  return true;
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
    default: return close();
  }
}

void Connection::drain() {
  draining_ = true;
  if (phase_ == Phase::handshake || (phase_ == Phase::head && in_.empty())) close();
}

void Connection::close() {
  if (phase_ == Phase::closed) return;
  phase_ = Phase::closed;
  if (current_.cancelled) current_.cancelled->store(true);
  hold_body(0);
  stream_.reset();
  boost::system::error_code ignored;
  socket_.close(ignored);
  loop_.shared.clients.disconnect(address_, std::chrono::steady_clock::now());
  loop_.forget(shared_from_this());
}

}  // namespace linkki::http
