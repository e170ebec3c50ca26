// Any bytes as a PROXY header: never longer than what came, and each of its beginnings is incomplete.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/ensure.h"
#include "http/proxy_header.h"

using namespace linkki;
using namespace linkki::http;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using State = ProxyHeader::State;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const ProxyHeader header = parse_proxy_header(bytes);
  if (header.state != State::complete) {
    ensure(header.size == 0 && header.address.empty());
    return 0;
  }
  ensure(header.size > 0 && header.size <= size);
  ensure(header.address.find_first_not_of("0123456789abcdef.:") == header.address.npos);
  ensure(parse_proxy_header(bytes.substr(0, header.size)).address == header.address);
  for (std::size_t part = 0; part < header.size; ++part)
    ensure(parse_proxy_header(bytes.substr(0, part)).state == State::incomplete);
  return 0;
}
