#include "cli/transport.h"

#include <gmock/gmock.h>

#include <thread>

namespace linkki::cli {
namespace {

using testing::ElementsAre;
using namespace std::chrono_literals;

TEST(TransportSettings, AreThoseOfTheConfiguration) {
  base::Settings settings;
  settings.server.address = "127.0.0.1";
  settings.server.port = 1234;
  settings.tls.version_min = base::TlsVersion::tls_1_3;
  settings.limits.handshake_seconds_max = 1;
  settings.limits.header_seconds_max = 2;
  settings.limits.body_seconds_max = 3;
  settings.limits.idle_seconds_max = 4;
  settings.limits.write_seconds_max = 5;
  settings.limits.handler_seconds_max = 6;
  settings.limits.body_bytes_max = 7;
  settings.limits.header_bytes_max = 8;
  settings.limits.target_bytes_max = 9;
  settings.limits.connections_max = 10;
  settings.limits.connections_per_address_max = 11;
  settings.limits.requests_per_second_max = 12;
  settings.limits.requests_burst_max = 13;
  settings.cors.origins = {"https://app.example"};
  const auto out = transport_settings(settings);
  EXPECT_EQ(out.address, "127.0.0.1");
  EXPECT_EQ(out.port, 1234);
  EXPECT_EQ(out.tls.version_min, http::TlsVersion::tls_1_3);
  EXPECT_EQ(out.handshake_time_max, 1s);
  EXPECT_EQ(out.header_time_max, 2s);
  EXPECT_EQ(out.body_time_max, 3s);
  EXPECT_EQ(out.idle_time_max, 4s);
  EXPECT_EQ(out.write_time_max, 5s);
  EXPECT_EQ(out.handler_time_max, 6s);
  EXPECT_EQ(out.body_bytes_max, 7u);
  EXPECT_EQ(out.header_bytes_max, 8u);
  EXPECT_EQ(out.target_bytes_max, 9u);
  EXPECT_EQ(out.connections_max, 10u);
  EXPECT_EQ(out.connections_per_address_max, 11u);
  EXPECT_EQ(out.requests_per_s_max, 12u);
  EXPECT_EQ(out.requests_burst_max, 13u);
  EXPECT_THAT(out.cors.origins, ElementsAre("https://app.example"));
}

TEST(TransportSettings, ThreadsThatNobodyCountedFollowTheCores) {
  base::Settings settings;
  const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
  EXPECT_EQ(transport_settings(settings).io_threads, cores);
  EXPECT_EQ(transport_settings(settings).workers, 4 * cores);
  settings.server.io_threads = 3;
  settings.server.workers = 5;
  EXPECT_EQ(transport_settings(settings).io_threads, 3u);
  EXPECT_EQ(transport_settings(settings).workers, 5u);
}

TEST(TransportSettings, ClientsAreAskedForCertificatesOnlyWhereSomebodyVouchesForThem) {
  base::Settings settings;
  settings.tls.client_certificates = base::ClientCertificates::required;
  EXPECT_EQ(transport_settings(settings).tls.clients, http::ClientCertificates::none);
  settings.tls.client_authority = "ca.pem";
  EXPECT_EQ(transport_settings(settings).tls.clients, http::ClientCertificates::required);
  settings.tls.client_certificates = base::ClientCertificates::optional;
  EXPECT_EQ(transport_settings(settings).tls.clients, http::ClientCertificates::optional);
  settings.tls.client_certificates = base::ClientCertificates::off;
  EXPECT_EQ(transport_settings(settings).tls.clients, http::ClientCertificates::none);
}

TEST(TransportSettings, AnAddressIsKnownHoweverItIsWritten) {
  base::Settings settings;
  settings.server.proxy_protocol_from = {"2001:DB8:0:0::1", "192.0.2.1"};
  settings.server.forwarded_from = {"0:0:0:0:0:0:0:1"};
  EXPECT_THAT(transport_settings(settings).proxy_protocol_from, ElementsAre("2001:db8::1", "192.0.2.1"));
  EXPECT_THAT(transport_settings(settings).trusted_proxies, ElementsAre("::1"));
}

TEST(MetricsSettings, ArePlainAndSmall) {
  base::Settings settings;
  settings.metrics.port = 9999;
  const auto out = metrics_settings(settings);
  EXPECT_EQ(out.address, "127.0.0.1");
  EXPECT_EQ(out.port, 9999);
  EXPECT_EQ(out.tls.certificate_file, "");
  EXPECT_LE(out.connections_max, 16u);
}

}  // namespace
}  // namespace linkki::cli
