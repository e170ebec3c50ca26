// The header of the PROXY protocol, versions 1 and 2: in front of everything else on a connection, a load
// balancer tells whose connection it passes on.
//
// Threads   pure functions
// Limits    107 bytes (version 1), 16 + proxy_payload_bytes_max (version 2)
// Standard  https://github.com/haproxy/haproxy/blob/master/doc/proxy-protocol.txt
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace linkki::http {

inline constexpr std::size_t proxy_payload_bytes_max = 2'048;  // addresses and what a balancer adds to them

struct ProxyHeader {
  enum class State : unsigned char { incomplete, complete, malformed } state = State::incomplete;
  std::size_t size = 0;  // complete: of the header; what follows is the client's
  std::string address;   // of the client; empty: the balancer speaks for itself, or does not know
};

ProxyHeader parse_proxy_header(std::string_view bytes);

}  // namespace linkki::http
