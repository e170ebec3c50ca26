#include "http/proxy_header.h"

#include <gtest/gtest.h>

namespace linkki::http {
namespace {

using State = ProxyHeader::State;

const std::string signature("\r\n\r\n\0\r\nQUIT\n", 12);

// Version 2: command and family as their bytes, then the length of the payload.
std::string binary(char command, char family, const std::string& payload) {
  return signature + command + family + static_cast<char>(payload.size() >> 8) +
         static_cast<char>(payload.size() & 0xff) + payload;
}
const std::string ports("\xdb\x04\x01\xbb", 4);
const std::string ipv4 = binary(0x21, 0x11, std::string("\xc0\x00\x02\x01\xc6\x33\x64\x07", 8) + ports);

TEST(ProxyHeader, TellsTheClientOfVersion1) {
  const auto header = parse_proxy_header("PROXY TCP4 192.0.2.1 198.51.100.7 56324 443\r\nGET /");
  EXPECT_EQ(header.state, State::complete);
  EXPECT_EQ(header.address, "192.0.2.1");
  EXPECT_EQ(header.size, 45u) << "not a byte of the client's";
  EXPECT_EQ(parse_proxy_header("PROXY TCP6 2001:DB8::1 ::1 1 2\r\n").address, "2001:db8::1");
}

TEST(ProxyHeader, TellsTheClientOfVersion2) {
  const auto header = parse_proxy_header(ipv4 + "\x16\x03");
  EXPECT_EQ(header.state, State::complete);
  EXPECT_EQ(header.address, "192.0.2.1");
  EXPECT_EQ(header.size, ipv4.size());
  const std::string six = std::string("\x20\x01\x0d\xb8", 4) + std::string(11, '\0') + "\x01";
  EXPECT_EQ(parse_proxy_header(binary(0x21, 0x21, six + six + ports)).address, "2001:db8::1");
}

TEST(ProxyHeader, PassesOverWhatABalancerAdds) {
  const auto plain = ipv4.substr(16) + std::string("\x03\x00\x04\x01\x02\x03\x04", 7);
  const auto header = parse_proxy_header(binary(0x21, 0x11, plain));
  EXPECT_EQ(header.address, "192.0.2.1");
  EXPECT_EQ(header.size, 16 + plain.size());
}

TEST(ProxyHeader, AMappedAddressIsTheIpv4OneItStandsFor) {
  EXPECT_EQ(parse_proxy_header("PROXY TCP6 ::ffff:192.0.2.1 ::1 1 2\r\n").address, "192.0.2.1");
}

TEST(ProxyHeader, MaySpeakForTheBalancerItself) {
  for (const auto& text :
       {std::string("PROXY UNKNOWN\r\n"), std::string("PROXY UNKNOWN ff:: ::1 1 2\r\n"),
        binary(0x20, 0x00, ""), binary(0x20, 0x11, ipv4.substr(16)), binary(0x21, 0x31, "")}) {
    const auto header = parse_proxy_header(text);
    EXPECT_EQ(header.state, State::complete);
    EXPECT_EQ(header.size, text.size());
    EXPECT_EQ(header.address, "");
  }
}

TEST(ProxyHeader, EachBeginningOfItIsIncomplete) {
  for (const std::string& whole : {ipv4, std::string("PROXY TCP4 192.0.2.1 198.51.100.7 56324 443\r\n")}) {
    for (std::size_t size = 0; size < whole.size(); ++size) {
      EXPECT_EQ(parse_proxy_header(whole.substr(0, size)).state, State::incomplete) << size;
    }
  }
}

TEST(ProxyHeader, AnythingElseIsMalformed) {
  const std::string fitting = ipv4.substr(16);
  for (const auto& text :
       {std::string("GET / HTTP/1.1\r\n"), std::string("PROXY TCP5 1.2.3.4 1.2.3.4 1 2\r\n"),
        std::string("PROXY TCP4 1.2.3 1.2.3.4 1 2\r\n"), std::string("PROXY TCP4 1.2.3.4\r\n"),
        std::string("PROXY TCP4 ::1 ::1 1 2\r\n"), "PROXY " + std::string(200, 'x'), std::string("\r\n\r\nx"),
        std::string("\x16\x03\x01"), binary(0x11, 0x11, fitting), binary(0x22, 0x11, fitting),
        binary(0x21, 0x11, "short"), binary(0x21, 0x21, fitting),
        binary(0x21, 0x11, std::string(2'049, 'x'))}) {
    EXPECT_EQ(parse_proxy_header(text).state, State::malformed) << text;
  }
}

}  // namespace
}  // namespace linkki::http
