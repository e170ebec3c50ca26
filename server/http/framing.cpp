#include "http/framing.h"

#include <array>
#include <charconv>

#include "http/cors.h"

namespace linkki::http {

namespace {

constexpr std::size_t piece_bytes = 64 * 1'024;

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

}  // namespace

void print_answer(const Answer& answer, const Framing& framing, const ServerSettings& settings,
                  std::string& out) {
  out.clear();
  out.reserve(answer.fields.size() + answer.body.size() + 512);
  out += "HTTP/1.1 ";
  append_number(out, static_cast<std::uint64_t>(answer.status));
  out.append(" ").append(reason(answer.status)).append("\r\n");
  out += answer.fields;
  out += framing.date;
  append_field(out, "X-Request-Id", framing.id);
  out += "X-Content-Type-Options: nosniff\r\n";
  if (framing.tls && settings.hsts_age_max.count() > 0) {
    out += "Strict-Transport-Security: max-age=";
    append_number(out, static_cast<std::uint64_t>(settings.hsts_age_max.count()));
    out += "\r\n";
  }
  append_cors(out, settings.cors, framing.origin);
  if (!framing.keep_alive) {
    out += "Connection: close\r\n";
  } else if (framing.http_1_0) {
    out += "Connection: keep-alive\r\n";
  }
  // The answer to HEAD says the length only where it is known: an empty body here says nothing of GET's.
  const bool tells_length =
      !answer.source && !forbids_body(answer.status) && !(framing.head_method && answer.body.empty());
  if (framing.chunked) {
    out += "Transfer-Encoding: chunked\r\n";
  } else if (tells_length) {
    out += "Content-Length: ";
    append_number(out, answer.body.size());
    out += "\r\n";
  }
  out += "\r\n";
  if (!framing.head_method && !forbids_body(answer.status)) out += answer.body;
}

Piece next_piece(Answer& answer, bool chunked) {
  Piece piece;
  std::string plain, coded;
  try {
    piece.last = !answer.source->read(plain, piece_bytes);
  } catch (...) {
    piece.broken = true;
    return piece;
  }
  if (answer.deflater) answer.deflater->take(plain, piece.last, coded);
  std::string& bytes = answer.deflater ? coded : plain;
  if (!chunked) {
    piece.bytes = std::move(bytes);
    return piece;
  }
  append_chunk(piece.bytes, bytes);
  if (piece.last) piece.bytes += "0\r\n\r\n";
  return piece;
}

}  // namespace linkki::http
