// The half of a connection that answers: framing, writing, streaming, lingering.
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "http/connection.h"
#include "http/fault.h"
#include "http/loop.h"

namespace linkki::http {

namespace {

constexpr std::size_t linger_bytes_max = 8 * 1'024 * 1'024;  // thrown away after the last answer
constexpr std::size_t spare_bytes_max = 8 * 1'024;  // buffers over this are given back between requests

}  // namespace

void Connection::answer(Answer answer) {
  if (!loop_.is_current()) {
    loop_.post([self = shared_from_this(), held = std::make_shared<Answer>(std::move(answer))] {
      self->answer(std::move(*held));
    });
    return;
  }
  if (phase_ != Phase::handling) return;  // too late: the time-out has answered, or the client is gone
  hold_body(0);
  send(std::move(answer), true);
  pump();
}

bool Connection::refuse(Fault fault, bool closes) {
  loop_.shared.metrics.refused(*fault.message);
  if (current_.id.empty()) current_.id = loop_.ids.next();
  body_.reset();
  hold_body(0);
  return send(print(answer_to(std::move(fault), current_.language)), !closes);
}

// `complete_request`: nothing of the request is left unread, so that another may follow it.
bool Connection::send(Answer answer, bool complete_request) {
  const bool streams = answer.source && !current_.head_method && !forbids_body(answer.status);
  const bool chunked = streams && !current_.http_1_0;
  if (!complete_request || answer.closes || (streams && !chunked) || draining_ || ended_)
    current_.keep_alive = false;
  written_ = 0;
  print_answer(answer,
               {.chunked = chunked,
                .keep_alive = current_.keep_alive,
                .head_method = current_.head_method,
                .http_1_0 = current_.http_1_0,
                .tls = tls_ != nullptr,
                .id = current_.id,
                .origin = current_.origin,
                .date = loop_.date()},
               *settings_, out_);
  after_ = current_.keep_alive ? After::next : After::linger;
  if (streams) {
    streaming_ = std::make_shared<Answer>(std::move(answer));
    after_ = After::pull;
  }
  begun_ = std::chrono::steady_clock::now();
  sent_ = 0;
  enter(Phase::writing, settings_->write_time_max);
  return true;
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
    if (written_ < out_.size()) deadline_ = paced(begun_, settings_->write_time_max, sent_);
  }
  out_.clear();
  written_ = 0;
  after_writing();
  return true;
}

void Connection::after_writing() {
  switch (after_) {
    case After::next: return next_request();
    case After::body: return enter(Phase::body, settings_->body_time_max);
    case After::pull: return pull();
    case After::linger: return begin_lingering();
  }
}

void Connection::next_request() {
  current_ = {};
  if (out_.capacity() > spare_bytes_max) std::string().swap(out_);
  if (in_.empty() && in_.capacity() > spare_bytes_max) std::string().swap(in_);
  if (draining_) return begin_lingering();
  enter(Phase::head, in_.empty() ? settings_->idle_time_max : settings_->header_time_max);
}

// Asks for the next piece once the socket has taken the last one: on a worker, because it may read the store.
void Connection::pull() {
  enter(Phase::pulling, settings_->handler_time_max);
  const bool posted = loop_.shared.workers.post_next(
      [self = shared_from_this(), streaming = std::move(streaming_), chunked = !current_.http_1_0]() mutable {
        auto piece = std::make_shared<Piece>(next_piece(*streaming, chunked));
        self->loop_.post([self, piece, streaming = std::move(streaming)] {
          if (piece->broken) return self->close();
          self->pulled(std::move(*piece), streaming);
        });
      });
  if (!posted) close();
}

void Connection::pulled(Piece piece, std::shared_ptr<Answer> streaming) {
  if (phase_ != Phase::pulling) return;
  out_ = std::move(piece.bytes);
  written_ = 0;
  after_ = piece.last ? (current_.keep_alive ? After::next : After::linger) : After::pull;
  if (!piece.last) streaming_ = std::move(streaming);
  begun_ = std::chrono::steady_clock::now();
  sent_ = 0;
  enter(Phase::writing, settings_->write_time_max);
  pump();
}

// Closing with unread bytes in the socket would reset the connection and take the answer with it.
void Connection::begin_lingering() {
  stream_->end();
  ::shutdown(socket_->descriptor(), SHUT_WR);
  readable_ = true;
  enter(Phase::lingering, settings_->linger_time_max);
}

bool Connection::linger() {
  if (!readable_) {
    wait_for(Io::wants_read);
    return false;
  }
  const ssize_t count =
      ::recv(socket_->descriptor(), loop_.scratch.data(), loop_.scratch.size(), MSG_DONTWAIT);
  if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
    readable_ = false;
    return true;
  }
  lingered_ += static_cast<std::size_t>(std::max<ssize_t>(count, 0));
  if (count <= 0 || lingered_ > linger_bytes_max) close();
  return true;
}

}  // namespace linkki::http
