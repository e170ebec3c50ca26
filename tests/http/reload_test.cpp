// New settings in a running server: nobody is cut off, and nobody waits for them longer than one request.
#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include <future>

#include "http/harness.h"

namespace linkki::http {
namespace {

using testing::Client;
using testing::get;
using testing::post;
using testing::text;

class HttpReload : public testing::ServerTest {
 protected:
  void reload() {
    const auto reloaded = server->reload(settings);
    ASSERT_TRUE(reloaded.ok()) << reloaded.failure().issues.front().text();
  }
  bool handshakes(int version) {
    return Client(server->port(), {authority->file(), {}, version, {}, {}}).connected();
  }
};

TEST_F(HttpReload, LowersALimitForNewConnections) {
  start();
  EXPECT_EQ(ask(post("/", std::string(1'000, 'a'))).status, 200);
  settings.body_bytes_max = 999;
  reload();
  EXPECT_EQ(ask(post("/", std::string(1'000, 'a'))).status, 413);
}

TEST_F(HttpReload, ReachesAnOpenConnectionWithItsNextRequest) {
  start();
  const auto client = connect();
  EXPECT_EQ(client->ask(get("/")).status, 200);
  settings.target_bytes_max = 20;
  reload();
  EXPECT_EQ(client->ask(get("/" + std::string(30, 'a'))).status, 414);
}

TEST_F(HttpReload, RaisesTheRateOfAClient) {
  settings.requests_per_s_max = 1;
  settings.requests_burst_max = 1;
  start();
  const auto client = connect();
  EXPECT_EQ(client->ask(get("/")).status, 200);
  EXPECT_EQ(client->ask(get("/")).status, 429);
  settings.requests_per_s_max = 0;
  reload();
  EXPECT_EQ(client->ask(get("/")).status, 200);
}

TEST_F(HttpReload, LetsTheRequestUnderWayEndAsItBegan) {
  service.is_inline = false;
  std::promise<void> reloaded;
  auto gate = reloaded.get_future().share();
  std::promise<void> begun;
  service.handler = [&](interactions::Request request, const interactions::Responder& respond) {
    begun.set_value();
    gate.wait();
    respond(text(request.body));
  };
  start();
  const auto client = connect();
  client->send(post("/", "hello"));
  begun.get_future().wait();
  settings.body_bytes_max = 1;
  settings.handler_time_max = std::chrono::milliseconds(1);
  reload();
  reloaded.set_value();
  EXPECT_EQ(client->read().body, "hello");
}

TEST_F(HttpReload, ChangesWhoMayCallFromABrowser) {
  start();
  const std::string asked = get("/", "Origin: https://app.example\r\n");
  EXPECT_EQ(ask(asked).header("Access-Control-Allow-Origin"), "");
  settings.cors.origins = {"https://app.example"};
  reload();
  EXPECT_EQ(ask(asked).header("Access-Control-Allow-Origin"), "https://app.example");
}

TEST_F(HttpReload, TakesOtherFilesAndAnotherVersionOfTls) {
  start_tls();
  EXPECT_TRUE(handshakes(TLS1_2_VERSION));
  const auto other = authority->issue("other");
  settings.tls.certificate_file = other.certificate_file;
  settings.tls.key_file = other.key_file;
  settings.tls.version_min = TlsVersion::tls_1_3;
  reload();
  EXPECT_FALSE(handshakes(TLS1_2_VERSION));
  EXPECT_TRUE(handshakes(TLS1_3_VERSION));
  EXPECT_EQ(connect()->peer_name(), "other");
}

TEST_F(HttpReload, AsksForClientCertificatesFromThenOn) {
  start_tls();
  EXPECT_EQ(connect()->ask(get("/")).status, 200);
  settings.tls.clients = ClientCertificates::required;
  reload();
  EXPECT_EQ(connect()->ask(get("/")).status, 0);
}

TEST_F(HttpReload, WithAFaultChangesNothing) {
  start_tls();
  settings.body_bytes_max = 1;
  settings.tls.key_file = folder.path() + "/absent.pem";
  const auto reloaded = server->reload(settings);
  ASSERT_FALSE(reloaded.ok());
  EXPECT_NE(reloaded.failure().issues.front().text().find("absent.pem"), std::string::npos);
  EXPECT_EQ(ask(post("/", "hello")).status, 200);
}

TEST_F(HttpReload, AfterADrainIsNothing) {
  start();
  server->drain(std::chrono::milliseconds(0));
  EXPECT_TRUE(server->reload(settings).ok());
}

}  // namespace
}  // namespace linkki::http
