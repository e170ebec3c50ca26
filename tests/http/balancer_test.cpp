// A server behind a load balancer that speaks the PROXY protocol.
#include <gtest/gtest.h>

#include "http/harness.h"

namespace linkki::http {
namespace {

using testing::Client;
using testing::get;
using testing::Reply;
using testing::text;

const std::string header = "PROXY TCP4 192.0.2.1 198.51.100.7 56324 443\r\n";

class Balancer : public testing::ServerTest {
 protected:
  Balancer() {
    settings.proxy_protocol_from = {"127.0.0.1"};
    service.handler = [](interactions::Request request, const interactions::Responder& respond) {
      respond(text(request.peer));
    };
  }
  std::unique_ptr<Client> connect_as(const std::string& address) {
    auto client = connect();
    client->send("PROXY TCP4 " + address + " 198.51.100.7 56324 443\r\n");
    return client;
  }
};

TEST_F(Balancer, TellsWhoseConnectionItIs) {
  start();
  const auto client = connect();
  EXPECT_EQ(client->ask(header + get("/1")).body, "192.0.2.1");
  EXPECT_EQ(client->ask(get("/2")).body, "192.0.2.1") << "once for all requests";
}

TEST_F(Balancer, MaySendItsHeaderInPieces) {
  start();
  const auto client = connect();
  for (const char byte : header) client->send({&byte, 1});
  EXPECT_EQ(client->ask(get("/")).body, "192.0.2.1");
}

TEST_F(Balancer, SpeaksBeforeTheHandshake) {
  authority = std::make_unique<testing::Authority>(folder.path());
  const auto identity = authority->issue("server");
  settings.tls = {identity.certificate_file, identity.key_file, authority->file(), ClientCertificates::none};
  start();
  Client client(server->port(), {authority->file(), {}, 0, {}, header});
  ASSERT_TRUE(client.connected());
  EXPECT_EQ(client.ask(get("/")).body, "192.0.2.1");
}

TEST_F(Balancer, SpeaksForItselfWhenItLooksWhetherWeLive) {
  start();
  const auto client = connect();
  EXPECT_EQ(client->ask("PROXY UNKNOWN\r\n" + get("/")).body, "127.0.0.1");
}

TEST_F(Balancer, OpensNoConnectionWithoutItsHeader) {
  start();
  const auto client = connect();
  client->send(get("/"));
  EXPECT_TRUE(client->ends());
}

TEST_F(Balancer, IsBelievedByItsAddressAlone) {
  settings.proxy_protocol_from = {"192.0.2.77"};
  start();
  EXPECT_EQ(connect()->ask(header + get("/")).status, 400) << "from everybody else that is no HTTP";
  EXPECT_EQ(ask(get("/")).body, "127.0.0.1");
}

TEST_F(Balancer, ThatSendsHalfAHeaderIsClosedInTime) {
  settings.handshake_time_max = std::chrono::milliseconds(200);
  start();
  const auto client = connect();
  client->send("PROXY TCP4 ");
  EXPECT_TRUE(client->ends());
}

TEST_F(Balancer, ClientsHaveLimitsOfTheirOwn) {
  settings.connections_per_address_max = 2;
  settings.requests_per_s_max = 1;
  settings.requests_burst_max = 2;
  start();
  const auto first = connect_as("192.0.2.1"), second = connect_as("192.0.2.1");
  EXPECT_EQ(first->ask(get("/")).status, 200);
  EXPECT_EQ(second->ask(get("/")).status, 200);
  EXPECT_EQ(second->ask(get("/")).status, 429);
  EXPECT_EQ(connect_as("192.0.2.1")->ask(get("/")).status, 0) << "a third connection";
  EXPECT_EQ(connect_as("192.0.2.2")->ask(get("/")).status, 200);
}

}  // namespace
}  // namespace linkki::http
