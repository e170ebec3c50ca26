#include "cli/findings.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>

#include "cli/data_folder.h"
#include "cli/store.h"
#include "http/certificate.h"
#include "repository/audit_store.h"
#include "repository/tables.h"

namespace linkki::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t descriptors_beside_connections = 256;  // database, logs, listeners, with room
constexpr std::chrono::days renewal_time{14};                  // a certificate should be renewed earlier
constexpr std::uint64_t reader_commits_max = 100'000;  // an idle reader of the server is less far behind
constexpr fs::perms others = fs::perms::group_all | fs::perms::others_all;

bool is_open_to_others(const std::string& path) {
  std::error_code fault;
  return (fs::status(path, fault).permissions() & others) != fs::perms::none && !fault;
}

Finding examine_file(const std::string& what, const std::string& path) {
  if (::access(path.c_str(), R_OK) != 0)
    return {Weight::fault, fmt::format("{}: {} cannot be read", what, path)};
  return {Weight::fine, fmt::format("{}: {}", what, path)};
}

void examine_tls(const base::Settings& settings, std::vector<Finding>& found) {
  found.push_back(examine_file("certificate", settings.tls.chain));
  found.push_back(examine_file("its key", settings.tls.key));
  if (is_open_to_others(settings.tls.key)) {
    found.push_back({Weight::fault, fmt::format("others may read the key {}: chmod 600", settings.tls.key)});
  }
  if (!settings.tls.client_authority.empty()) {
    found.push_back(examine_file("authority of clients", settings.tls.client_authority));
  } else if (settings.tls.client_certificates == base::ClientCertificates::required) {
    found.push_back(
        {Weight::fault, "client certificates are required, but tls.client_authority names none to trust"});
  }
}

void examine_data(const base::Settings& settings, std::vector<Finding>& found) {
  const std::string& path = settings.storage.data;
  std::error_code fault;
  if (!fs::is_directory(path, fault)) {
    found.push_back({Weight::warning, fmt::format("data folder: {} is not there yet; serve makes it", path)});
    return;
  }
  if (::access(path.c_str(), W_OK | X_OK) != 0) {
    found.push_back({Weight::fault, fmt::format("data folder: {} cannot be written", path)});
  } else if (is_open_to_others(path)) {
    found.push_back({Weight::warning, fmt::format("data folder: {} is open to others: chmod 700", path)});
  } else {
    found.push_back({Weight::fine, fmt::format("data folder: {}", path)});
  }
  const auto space = fs::space(path, fault);
  if (fault) return;
  const bool enough = space.available > 2 * settings.audit.reserve_bytes;
  found.push_back({enough ? Weight::fine : Weight::fault,
                   fmt::format("free space: {} MiB, of which {} MiB are kept for the audit trail",
                               space.available >> 20, settings.audit.reserve_bytes >> 20)});
}

void examine_bounds(const base::Settings& settings, std::vector<Finding>& found) {
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) return;
  const auto wanted = settings.limits.connections_max + descriptors_beside_connections;
  const bool enough = files.rlim_max == RLIM_INFINITY || files.rlim_max >= wanted;
  found.push_back({enough ? Weight::fine : Weight::warning,
                   fmt::format("open files: {} allowed, {} wanted for limits.connections_max = {}",
                               files.rlim_max, wanted, settings.limits.connections_max)});
}

void examine_exposure(const base::Settings& settings, std::vector<Finding>& found) {
  if (settings.sandbox.enabled) {
    found.push_back(
        {Weight::warning, "this is a sandbox: testers may do everything; never with real clients"});
  } else if (settings.server.public_url.starts_with("https://localhost")) {
    found.push_back(
        {Weight::warning, "server.public_url is localhost: other machines cannot follow our links"});
  }
  const std::string& address = settings.metrics.address;
  if (settings.metrics.port != 0 && address != "::1" && !address.starts_with("127.")) {
    found.push_back(
        {Weight::warning, fmt::format("metrics are served without a token on {}: keep it inside", address)});
  }
  for (const auto& origin : settings.cors.origins) {
    if (origin == "*")
      found.push_back({Weight::warning, "cors.origins lets the pages of every site call this server"});
  }
}

void examine_issuers(const base::Settings& settings, std::vector<Finding>& found) {
  if (settings.issuers.empty() && !settings.sandbox.enabled) {
    found.push_back({Weight::warning, "nobody can sign in: the configuration names no [[issuers]]"});
  }
  for (const auto& issuer : settings.issuers) {
    if (!issuer.jwks_file.empty()) {
      found.push_back(examine_file(fmt::format("keys of {}", issuer.url), issuer.jwks_file));
    }
  }
}

void examine_certificate(const std::string& file, base::Instant now, std::vector<Finding>& found) {
  const auto end = http::certificate_end(file);
  if (!end.ok()) {
    found.push_back({Weight::fault, end.failure().issues.front().text()});
    return;
  }
  const std::string day = base::print_instant(*end).substr(0, 10);
  if (*end <= now) {
    found.push_back({Weight::fault, fmt::format("certificate: ended on {}", day)});
  } else {
    found.push_back({*end < now + renewal_time ? Weight::warning : Weight::fine,
                     fmt::format("certificate: good until {}", day)});
  }
}

void examine_store(const DataFolder& folder, std::vector<Finding>& found) {
  if (!fs::exists(folder.store_file())) return;  // serve makes it
  const auto engine = open_store(folder);
  const auto read = engine.ok() ? (*engine)->begin_read() : engine.failure();
  if (!read.ok()) {
    found.push_back({Weight::fault, read.failure().issues.front().text()});
    return;
  }
  found.push_back(
      {Weight::fine,
       fmt::format("store: format {}, {} resources, {} audit entries", repository::format,
                   (*read)->entries(id(repository::Table::resource)), repository::AuditStore::size(**read))});
  const auto behind = (*engine)->statistics().oldest_reader_transactions;
  if (behind > reader_commits_max) {
    found.push_back(
        {Weight::warning, fmt::format("store: a reader is {} commits behind, and the file grows", behind)});
  }
}

}  // namespace

std::vector<Finding> examine_contents(const base::Settings& settings, base::Instant now) {
  std::vector<Finding> found;
  examine_certificate(settings.tls.chain, now, found);
  examine_store(DataFolder(settings.storage.data), found);
  return found;
}

std::vector<Finding> examine(const base::Settings& settings) {
  std::vector<Finding> found;
  examine_tls(settings, found);
  examine_data(settings, found);
  examine_bounds(settings, found);
  examine_exposure(settings, found);
  examine_issuers(settings, found);
  return found;
}

}  // namespace linkki::cli
