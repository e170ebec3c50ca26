#include "cli/findings.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>

namespace linkki::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t descriptors_beside_connections = 256;  // database, logs, listeners, with room
constexpr fs::perms others = fs::perms::group_all | fs::perms::others_all;

bool is_open_to_others(const std::string& path) {
  std::error_code fault;
  return (fs::status(path, fault).permissions() & others) != fs::perms::none && !fault;
}

Finding examine_file(const std::string& what, const std::string& path) {
  if (access(path.c_str(), R_OK) != 0)
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
  if (access(path.c_str(), W_OK | X_OK) != 0) {
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

}  // namespace

std::vector<Finding> examine(const base::Settings& settings) {
  std::vector<Finding> found;
  examine_tls(settings, found);
  examine_data(settings, found);
  examine_bounds(settings, found);
  examine_exposure(settings, found);
  return found;
}

}  // namespace linkki::cli
