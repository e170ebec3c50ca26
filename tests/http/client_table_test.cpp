#include "http/client_table.h"

#include <gtest/gtest.h>

namespace linkki::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class Clients : public ::testing::Test {
 protected:
  Clients() {
    settings.connections_max = 5;
    settings.connections_per_address_max = 3;
    settings.requests_per_s_max = 10;
    settings.requests_burst_max = 20;
    table.reload(settings);
  }
  int admitted(const std::string& address, Ticks at, int asked) {
    int count = 0;
    for (int i = 0; i < asked; ++i) count += !table.admit(address, at);
    return count;
  }

  ServerSettings settings;
  ClientTable table{settings};
  const Ticks start{seconds(1'000)};
};

TEST_F(Clients, MayEachHoldOnlySoManyConnections) {
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(table.connect("a", start));
  EXPECT_FALSE(table.connect("a", start));
  EXPECT_TRUE(table.connect("b", start));
  table.disconnect("a", start);
  EXPECT_TRUE(table.connect("a", start));
}

TEST_F(Clients, MayTogetherHoldOnlySoManyConnections) {
  for (const char* address : {"a", "b", "c", "d", "e"}) EXPECT_TRUE(table.connect(address, start));
  EXPECT_FALSE(table.connect("f", start));
  EXPECT_EQ(table.connections(), 5u);
  table.disconnect("a", start);
  EXPECT_TRUE(table.connect("f", start));
}

TEST_F(Clients, MayAskInABurstAndThenAtTheirRate) {
  EXPECT_EQ(admitted("a", start, 30), 20);
  EXPECT_EQ(admitted("a", start + milliseconds(500), 30), 5);
  EXPECT_EQ(admitted("a", start + seconds(100), 30), 20);
}

TEST_F(Clients, DoNotUseUpEachOthersAllowance) {
  EXPECT_EQ(admitted("a", start, 30), 20);
  EXPECT_EQ(admitted("b", start, 30), 20);
}

TEST_F(Clients, AreToldWhenToComeBack) {
  admitted("a", start, 20);
  EXPECT_EQ(table.admit("a", start), seconds(1));
}

TEST_F(Clients, GainNothingFromATimeThatGoesBack) {
  admitted("a", start, 20);
  EXPECT_EQ(admitted("a", start - seconds(50), 5), 0);
}

TEST_F(Clients, AreNotCountedWithoutALimit) {
  settings.requests_per_s_max = 0;
  table.reload(settings);
  EXPECT_EQ(admitted("a", start, 1'000), 1'000);
}

TEST_F(Clients, StayOverALimitThatIsLoweredBeneathThem) {
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(table.connect("a", start));
  settings.connections_per_address_max = 1;
  table.reload(settings);
  EXPECT_EQ(table.connections(), 3u);
  EXPECT_FALSE(table.connect("a", start));
  for (int i = 0; i < 3; ++i) table.disconnect("a", start);
  EXPECT_TRUE(table.connect("a", start));
}

TEST_F(Clients, TakeOverAConnectionThatABalancerOpened) {
  EXPECT_TRUE(table.connect("balancer", start));
  EXPECT_TRUE(table.transfer("balancer", "a", start));
  EXPECT_EQ(table.connections(), 1u);
  table.disconnect("a", start);
  EXPECT_EQ(table.connections(), 0u);
}

TEST_F(Clients, TakeOverNoMoreThanTheyMayHold) {
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(table.connect("a", start));
  EXPECT_TRUE(table.connect("balancer", start));
  EXPECT_FALSE(table.transfer("balancer", "a", start));
  table.disconnect("balancer", start);
  EXPECT_EQ(table.connections(), 3u);
}

TEST_F(Clients, OfManyAddressesAreForgottenOnceRested) {
  for (int i = 0; i < 200'000; ++i) {
    EXPECT_FALSE(table.admit(std::to_string(i), start + milliseconds(i)));
  }
  EXPECT_LE(table.size(), 4'096u);
}

}  // namespace
}  // namespace linkki::http
