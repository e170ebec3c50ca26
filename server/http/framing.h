// An answer as the bytes of HTTP/1.1: status line, fields, and the body whole or in chunks.
//
// Threads   pure functions; next_piece reads the answer's source
// Standard  RFC 9112 §4–§7
#pragma once

#include <string>
#include <string_view>

#include "http/answer.h"
#include "http/settings.h"

namespace linkki::http {

// What the head depends on beside the answer.
struct Framing {
  bool chunked = false;
  bool keep_alive = true;
  bool head_method = false;
  bool http_1_0 = false;
  bool tls = false;
  std::string_view id;      // X-Request-Id
  std::string_view origin;  // of the request; empty: none
  std::string_view date;    // the whole line
};

// Replaces `out`: the head, and the body unless it is streamed.
void print_answer(const Answer& answer, const Framing& framing, const ServerSettings& settings,
                  std::string& out);

struct Piece {
  std::string bytes;
  bool last = false;
  bool broken = false;  // the source threw: the end must not look like one
};
// Pre: answer.source.
Piece next_piece(Answer& answer, bool chunked);

}  // namespace linkki::http
