#include "http/proxy_header.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace linkki::http {

namespace {

using State = ProxyHeader::State;

constexpr std::string_view signature_1 = "PROXY ";
constexpr std::string_view signature_2("\r\n\r\n\0\r\nQUIT\n", 12);
constexpr std::size_t line_bytes_max = 107;
constexpr std::size_t fixed_bytes = 16;  // of version 2

ProxyHeader malformed() {
  return {State::malformed, 0, {}};
}

// The bytes so far could still become that signature.
bool could_be(std::string_view bytes, std::string_view signature) {
  const std::size_t size = std::min(bytes.size(), signature.size());
  return bytes.substr(0, size) == signature.substr(0, size);
}

// As the address of a connection is printed everywhere else: IPv4 for a mapped one. Empty: not an address.
std::string print_address(int family, const void* bytes) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const auto* octets = static_cast<const unsigned char*>(bytes);
  constexpr std::array<unsigned char, 12> mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  if (family == AF_INET6 && std::equal(mapped.begin(), mapped.end(), octets)) {
    return print_address(AF_INET, octets + mapped.size());
  }
  return inet_ntop(family, bytes, text.data(), text.size()) != nullptr ? text.data() : "";
}

std::string read_address(int family, const std::string& text) {
  std::array<unsigned char, 16> bytes{};
  return inet_pton(family, text.c_str(), bytes.data()) == 1 ? print_address(family, bytes.data()) : "";
}

// "PROXY TCP4 192.0.2.1 198.51.100.7 56324 443\r\n"; "PROXY UNKNOWN …\r\n"
ProxyHeader parse_line(std::string_view bytes) {
  const std::size_t end = bytes.substr(0, line_bytes_max).find("\r\n");
  if (end == bytes.npos) return bytes.size() >= line_bytes_max ? malformed() : ProxyHeader{};
  std::string_view rest = bytes.substr(signature_1.size(), end - signature_1.size());
  ProxyHeader header{State::complete, end + 2, {}};
  if (rest == "UNKNOWN" || rest.starts_with("UNKNOWN ")) return header;
  const int family = rest.starts_with("TCP4 ") ? AF_INET : AF_INET6;
  if (family == AF_INET6 && !rest.starts_with("TCP6 ")) return malformed();
  rest.remove_prefix(5);
  if (std::count(rest.begin(), rest.end(), ' ') != 3) return malformed();
  header.address = read_address(family, std::string(rest.substr(0, rest.find(' '))));
  return header.address.empty() ? malformed() : header;
}

ProxyHeader parse_binary(std::string_view bytes) {
  if (bytes.size() < fixed_bytes) return {};
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
  const unsigned version = byte(12) >> 4, command = byte(12) & 0x0f, family = byte(13) >> 4;
  const std::size_t payload = static_cast<std::size_t>(byte(14) << 8 | byte(15));
  if (version != 2 || command > 1 || payload > proxy_payload_bytes_max) return malformed();
  if (bytes.size() < fixed_bytes + payload) return {};
  ProxyHeader header{State::complete, fixed_bytes + payload, {}};
  const bool local = command == 0;
  if (local || (family != 1 && family != 2)) return header;
  if (payload < (family == 1 ? 12u : 36u)) return malformed();
  header.address = print_address(family == 1 ? AF_INET : AF_INET6, bytes.data() + fixed_bytes);
  return header;
}

}  // namespace

ProxyHeader parse_proxy_header(std::string_view bytes) {
  if (could_be(bytes, signature_2))
    return bytes.size() < signature_2.size() ? ProxyHeader{} : parse_binary(bytes);
  if (could_be(bytes, signature_1))
    return bytes.size() < signature_1.size() ? ProxyHeader{} : parse_line(bytes);
  return malformed();
}

}  // namespace linkki::http
