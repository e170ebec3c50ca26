// Any bytes as a chunked body: decoded alike whole and byte by byte, and never to more than was sent.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/ensure.h"
#include "http/chunk_decoder.h"

using namespace linkki;
using namespace linkki::http;

namespace {

struct Decoded {
  ChunkDecoder::State state = ChunkDecoder::State::more;
  std::string body;
  std::size_t taken = 0;
};

Decoded decode(std::string_view bytes, std::size_t piece) {
  ChunkDecoder decoder;
  Decoded decoded;
  while (decoded.taken < bytes.size() && decoded.state == ChunkDecoder::State::more) {
    std::string_view in = bytes.substr(decoded.taken, piece);
    while (!in.empty() && decoded.state == ChunkDecoder::State::more) {
      const std::size_t before = in.size();
      std::string_view data;
      decoded.state = decoder.take(in, data);
      ensure(in.size() < before || decoded.state != ChunkDecoder::State::more);
      decoded.body += data;
      decoded.taken += before - in.size();
    }
  }
  return decoded;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Decoded whole = decode(bytes, bytes.size());
  const Decoded single = decode(bytes, 1);
  ensure(whole.state == single.state && whole.body == single.body);
  if (whole.state == ChunkDecoder::State::complete) ensure(whole.taken == single.taken);
  ensure(whole.body.size() <= bytes.size());
  return 0;
}
