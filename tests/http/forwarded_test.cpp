#include "http/forwarded.h"

#include <gtest/gtest.h>

namespace linkki::http {
namespace {

const std::string proxy = "10.0.0.1";

std::string peer(const std::vector<std::string>& lists, const std::vector<std::string>& trusted = {proxy}) {
  interactions::Headers fields = {{"Host", "x"}};
  for (const auto& list : lists) fields.emplace_back("X-Forwarded-For", list);
  return forwarded_peer(fields, proxy, trusted);
}

TEST(ForwardedPeer, IsTheConnectionsOwnUnlessAProxyIsTrusted) {
  EXPECT_EQ(peer({"198.51.100.7"}, {}), proxy);
  EXPECT_EQ(peer({"198.51.100.7"}, {"10.0.0.2"}), proxy);
  EXPECT_EQ(peer({}), proxy) << "a trusted one that says nothing";
}

TEST(ForwardedPeer, IsTheLastThatATrustedProxySaw) {
  EXPECT_EQ(peer({"198.51.100.7"}), "198.51.100.7");
  EXPECT_EQ(peer({"203.0.113.9, 198.51.100.7"}), "198.51.100.7")
      << "what the client wrote itself counts for nothing";
  EXPECT_EQ(peer({"203.0.113.9", "198.51.100.7"}), "198.51.100.7") << "the last field, too";
}

TEST(ForwardedPeer, GoesThroughAChainOfTrustedProxies) {
  EXPECT_EQ(peer({"203.0.113.9, 198.51.100.7, 10.0.0.2"}, {proxy, "10.0.0.2"}), "198.51.100.7");
  EXPECT_EQ(peer({"10.0.0.2"}, {proxy, "10.0.0.2"}), proxy) << "nobody else is named";
}

TEST(ForwardedPeer, TakesAListApartHoweverItIsWritten) {
  EXPECT_EQ(peer({" 203.0.113.9 ,198.51.100.7  ,, "}), "198.51.100.7");
  EXPECT_EQ(peer({",,,"}), proxy);
  EXPECT_EQ(peer({""}), proxy);
}

TEST(ForwardedPeer, IsNoLongerThanAnAddress) {
  EXPECT_EQ(peer({std::string(10'000, 'a')}).size(), 64u);
}

TEST(ForwardedPeer, IsFoundHoweverTheFieldIsWritten) {
  EXPECT_EQ(forwarded_peer({{"x-forwarded-for", "198.51.100.7"}}, proxy, {proxy}), "198.51.100.7");
}

}  // namespace
}  // namespace linkki::http
