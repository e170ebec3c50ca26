#include "cli/transport.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <thread>

namespace linkki::cli {

namespace {

constexpr unsigned workers_per_core = 4;  // most of them wait: for a lock, a disk
constexpr unsigned metrics_connections_max = 16;

// As the addresses of connections are printed: "2001:DB8::1" and "2001:db8:0::1" are the same.
std::vector<std::string> canonical(std::vector<std::string> addresses) {
  for (auto& address : addresses) {
    const int family = address.find(':') == address.npos ? AF_INET : AF_INET6;
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (inet_pton(family, address.c_str(), bytes.data()) == 1 &&
        inet_ntop(family, bytes.data(), text.data(), text.size()) != nullptr) {
      address = text.data();
    }
  }
  return addresses;
}

}  // namespace

http::ServerSettings transport_settings(const base::Settings& settings) {
  const auto& limits = settings.limits;
  http::ServerSettings out;
  out.address = settings.server.address;
  out.port = static_cast<std::uint16_t>(settings.server.port);
  out.tls.certificate_file = settings.tls.chain;
  out.tls.key_file = settings.tls.key;
  out.tls.client_authorities_file = settings.tls.client_authority;
  switch (settings.tls.client_certificates) {
    case base::ClientCertificates::off: out.tls.clients = http::ClientCertificates::none; break;
    case base::ClientCertificates::optional: out.tls.clients = http::ClientCertificates::optional; break;
    case base::ClientCertificates::required: out.tls.clients = http::ClientCertificates::required; break;
  }
  if (settings.tls.client_authority.empty()) out.tls.clients = http::ClientCertificates::none;
  switch (settings.tls.version_min) {
    case base::TlsVersion::tls_1_2: out.tls.version_min = http::TlsVersion::tls_1_2; break;
    case base::TlsVersion::tls_1_3: out.tls.version_min = http::TlsVersion::tls_1_3; break;
  }
  out.cors.origins = settings.cors.origins;
  out.trusted_proxies = canonical(settings.server.forwarded_from);
  out.proxy_protocol_from = canonical(settings.server.proxy_protocol_from);
  const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
  out.io_threads = settings.server.io_threads ? static_cast<unsigned>(settings.server.io_threads) : cores;
  out.workers =
      settings.server.workers ? static_cast<unsigned>(settings.server.workers) : cores * workers_per_core;
  out.connections_max = limits.connections_max;
  out.connections_per_address_max = limits.connections_per_address_max;
  out.requests_per_s_max = static_cast<unsigned>(limits.requests_per_second_max);
  out.requests_burst_max = static_cast<unsigned>(limits.requests_burst_max);
  out.target_bytes_max = limits.target_bytes_max;
  out.header_bytes_max = limits.header_bytes_max;
  out.body_bytes_max = limits.body_bytes_max;
  out.handshake_time_max = std::chrono::seconds(limits.handshake_seconds_max);
  out.header_time_max = std::chrono::seconds(limits.header_seconds_max);
  out.body_time_max = std::chrono::seconds(limits.body_seconds_max);
  out.idle_time_max = std::chrono::seconds(limits.idle_seconds_max);
  out.write_time_max = std::chrono::seconds(limits.write_seconds_max);
  out.handler_time_max = std::chrono::seconds(limits.handler_seconds_max);
  return out;
}

http::ServerSettings metrics_settings(const base::Settings& settings) {
  http::ServerSettings out;
  out.address = settings.metrics.address;
  out.port = static_cast<std::uint16_t>(settings.metrics.port);
  out.io_threads = 1;
  out.workers = 0;  // every request of it is answered where it was read
  out.connections_max = metrics_connections_max;
  out.body_bytes_max = 0;
  return out;
}

}  // namespace linkki::cli
