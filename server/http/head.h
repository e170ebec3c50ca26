// The head of a request: request line and header fields, read strictly.
//
// Two readers must never disagree on where a request ends, so everything that some server somewhere reads
// differently is refused: bare CR or LF, folded lines, control bytes, white space before a colon, both
// framings at once, a field twice that may stand once.
// Errors    Fault with 400, 405, 414, 417, 431, 501, 505; the connection is closed after each.
// Threads   pure functions.
// Standard  RFC 9112 §2–§6, RFC 9110 §5
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "http/fault.h"
#include "http/settings.h"
#include "interactions/exchange.h"

namespace linkki::http {

struct Head {
  std::string method;
  std::string path;  // of the target, with everything percent-encoded that a URI cannot hold
  std::string query;
  interactions::Headers fields;
  bool http_1_0 = false;
  bool keep_alive = true;
  bool expects_continue = false;
  bool gzip = false;  // Content-Encoding of the body
  bool chunked = false;
  std::uint64_t content_length = 0;  // 0 also: no body

  bool has_body() const { return chunked || content_length > 0; }
};

// Where a head ends. `bytes` begins with the request line; bytes before `from` were looked at before.
struct HeadEnd {
  enum class State : std::uint8_t { incomplete, complete, malformed } state = State::incomplete;
  std::size_t size = 0;  // complete: of the head with its empty line
};
HeadEnd find_head_end(std::string_view bytes, std::size_t from);

// Pre: `bytes` is a complete head as find_head_end found it.
std::variant<Head, Fault> parse_head(std::string_view bytes, const ServerSettings& settings);

// The fault of an incomplete head that has grown to a limit; nullopt: it may grow on.
std::optional<Fault> too_large(std::string_view bytes, const ServerSettings& settings);

}  // namespace linkki::http
