#include "http/transport_metrics.h"

#include <gmock/gmock.h>

#include "http/harness.h"

namespace linkki::http {
namespace {

using testing::Client;
using testing::get;
using ::testing::HasSubstr;
using testing::post;

class Counted : public testing::ServerTest {
 protected:
  std::uint64_t refused(const std::string& reason) {
    return metrics.counter("linkki_refused_total", "", {{"reason", reason}}).value();
  }
  std::uint64_t handshakes(const std::string& result) {
    return metrics.counter("linkki_tls_handshakes_total", "", {{"result", result}}).value();
  }
};

TEST_F(Counted, AreConnectionsAndHandshakes) {
  start_tls();
  EXPECT_EQ(connect()->ask(get("/")).status, 200);
  {
    Client plain(server->port());
    plain.send(get("/"));
    EXPECT_TRUE(plain.ends());
  }
  EXPECT_EQ(handshakes("done"), 1u);
  EXPECT_EQ(handshakes("failed"), 1u);
  EXPECT_EQ(metrics.counter("linkki_connections_total", "").value(), 2u);
  while (server->connections() > 0) std::this_thread::yield();
  EXPECT_EQ(metrics.gauge("linkki_connections", "").value(), 0);
}

TEST_F(Counted, AreRequestsThatTheTransportRefuses) {
  settings.body_bytes_max = 10;
  start();
  ask(post("/", std::string(11, 'a')));
  ask("GET /" + std::string(100'000, 'a'));
  ask("nonsense\r\n\r\n");
  EXPECT_EQ(refused("body-too-large"), 1u);
  EXPECT_EQ(refused("http-target"), 1u);
  EXPECT_EQ(refused("http-malformed"), 1u);
  EXPECT_EQ(refused("http-rate"), 0u);
}

TEST_F(Counted, AreConnectionsOverTheLimit) {
  settings.connections_per_address_max = 1;
  start();
  const auto first = connect();
  EXPECT_EQ(first->ask(get("/")).status, 200);
  EXPECT_TRUE(connect()->ends());
  EXPECT_EQ(refused("connections"), 1u);
}

TEST_F(Counted, AreHandshakesThatTakeTooLong) {
  settings.handshake_time_max = std::chrono::milliseconds(100);
  start_tls();
  Client silent(server->port());
  EXPECT_TRUE(silent.ends());
  EXPECT_EQ(refused("handshake-time"), 1u);
}

TEST_F(Counted, AreShownBeforeTheyFirstHappen) {
  start();
  EXPECT_THAT(metrics.print(), HasSubstr("linkki_refused_total{reason=\"http-rate\"} 0\n"));
  EXPECT_THAT(metrics.print(), HasSubstr("linkki_workers_waiting 0\n"));
}

}  // namespace
}  // namespace linkki::http
