// gzip in, gzip and zstd out.
//
// Threads   an object belongs to one thread at a time.
// Standard  RFC 9110 §8.4, §12.5.3; RFC 1952; RFC 8878
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace linkki::http {

// Decodes one gzip body and stops before it grows past a limit: memory is bounded by what was asked for,
// however much the bytes would inflate to.
class Inflater {
 public:
  enum class State : std::uint8_t { more, complete, malformed, too_large };

  Inflater();
  ~Inflater();
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  // Appends to `out`, which never grows over `bytes_max`. Anything after the end of the stream is malformed.
  State take(std::string_view in, std::string& out, std::size_t bytes_max);

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;
  bool complete_ = false;
};

enum class Coding : std::uint8_t { identity, gzip, zstd };
std::string_view name(Coding coding);

// The best coding that an Accept-Encoding allows, zstd before gzip where it weighs them alike. Empty:
// identity.
Coding choose_coding(std::string_view accept_encoding);

// Text that shrinks: JSON, XML, NDJSON, HTML, CSS, scripts, plain text.
bool is_compressible(std::string_view content_type);

class Deflater {
 public:
  virtual ~Deflater() = default;
  // Appends the coded bytes; `last` ends the stream.
  virtual void take(std::string_view in, bool last, std::string& out) = 0;
};
// nullptr for identity.
std::unique_ptr<Deflater> make_deflater(Coding coding);

}  // namespace linkki::http
