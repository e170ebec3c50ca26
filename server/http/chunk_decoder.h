// The chunked transfer coding, decoded strictly and piece by piece.
//
// Beast 1.74 has a decoder, but one that aborts in an assertion when "0\r\n" and "\r" arrive apart, and
// that lets trailer fields change the framing of the message. Extensions and trailers are read over here.
// Limits    chunk_line_bytes_max for a size with its extension, trailer_bytes_max for all trailers
// Standard  RFC 9112 §7.1
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace linkki::http {

class ChunkDecoder {
 public:
  enum class State : std::uint8_t { more, complete, malformed };

  static constexpr std::size_t chunk_line_bytes_max = 1'024;
  static constexpr std::size_t trailer_bytes_max = 8 * 1'024;

  // Takes bytes from the front of `in` until it is empty or the body is complete. A run of body bytes is
  // given back in `data` (a part of what `in` was); call again while `in` is not empty and the state is
  // `more`.
  State take(std::string_view& in, std::string_view& data);

 private:
  enum class Step : std::uint8_t {
    size_first,
    size,
    extension,
    size_lf,
    data,
    data_cr,
    data_lf,
    trailer_start,
    trailer,
    trailer_lf,
    end_lf,
  };
  bool advance(char c);
  bool add_digit(char c);

  Step step_ = Step::size_first;
  std::uint64_t left_ = 0;  // of the chunk being read
  std::size_t line_ = 0;    // bytes of this size line, or of all trailers
  bool complete_ = false;
};

}  // namespace linkki::http
