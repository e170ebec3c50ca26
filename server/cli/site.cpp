#include "cli/site.h"

#include <fcntl.h>
#include <unistd.h>

#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "access/issuer.h"
#include "cli/data_folder.h"
#include "cli/messages.h"
#include "http/server.h"
#include "interactions/service.h"
#include "repository/audit_heads.h"
#include "repository/audit_trail.h"
#include "repository/seed.h"
#include "storage/lmdb/engine.h"

namespace linkki::cli {
namespace {

using interactions::Current;

constexpr std::chrono::milliseconds fold_interval{500};
constexpr std::chrono::minutes head_interval{1};

// Reads leave their entries in the log; strict settings wait for the disk.
class LogTrail final : public interactions::ReadTrail {
 public:
  LogTrail(repository::AuditTrail& trail, bool durable) : trail_(trail), durable_(durable) {}
  base::Outcome<void> append(const std::vector<audit::Entry>& entries) override {
    return trail_.append_read(entries, durable_);
  }

 private:
  repository::AuditTrail& trail_;
  const bool durable_;
};

// The trail's upkeep: wakes the writer when only reads have left entries, so that the log stays short, and
// has the tree signed every minute.
class Upkeep {
 public:
  Upkeep(repository::Repository& repository, const repository::AuditTrail& trail, const base::Clock& clock,
         crypto::SigningKey key)
      : repository_(repository),
        trail_(trail),
        clock_(clock),
        key_(std::make_shared<crypto::SigningKey>(std::move(key))),
        thread_([this] { run(); }) {}
  ~Upkeep() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wakes_.notify_all();
    thread_.join();
    sign();
  }

 private:
  void run() {
    std::unique_lock lock(mutex_);
    auto signed_at = std::chrono::steady_clock::now();
    while (!wakes_.wait_for(lock, fold_interval, [&] { return stopping_; })) {
      if (trail_.waiting())
        repository_.queue().run([](storage::WriteTransaction&) { return base::done(); }, ignore);
      if (std::chrono::steady_clock::now() - signed_at < head_interval) continue;
      signed_at = std::chrono::steady_clock::now();
      sign();
    }
  }

  void sign() {
    repository_.queue().run(
        [key = key_, &clock = clock_](storage::WriteTransaction& write) {
          return repository::audit_heads::sign(write, *key, clock.now());
        },
        ignore);
  }

  static void ignore(base::Outcome<void>) {
  }  // the next turn tries again; a failing store has its own log lines

  repository::Repository& repository_;
  const repository::AuditTrail& trail_;
  const base::Clock& clock_;
  const std::shared_ptr<const crypto::SigningKey> key_;  // outlives this: the queue signs later
  std::mutex mutex_;
  std::condition_variable wakes_;
  bool stopping_ = false;
  std::thread thread_;
};

std::string beside_program(const std::string& name) {
  const auto folder = std::filesystem::read_symlink("/proc/self/exe").parent_path();
  for (const auto& place : {folder, folder.parent_path()}) {
    if (std::filesystem::exists(place / name)) return (place / name).string();
  }
  return {};
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// Our own search parameters, extensions and terminology: JSON texts, each behind a record separator (RFC
// 7464).
std::vector<std::string> own_definitions() {
  std::vector<std::string> resources;
  std::istringstream in(read_file(beside_program("own_definitions.json-seq")));
  for (std::string text; std::getline(in, text, '\x1e');) {
    if (text.find('{') != std::string::npos) resources.push_back(text);
  }
  return resources;
}

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
  out.cors.origins = settings.cors.origins;
  if (settings.server.io_threads) out.io_threads = static_cast<unsigned>(settings.server.io_threads);
  if (settings.server.workers) out.workers = static_cast<unsigned>(settings.server.workers);
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

}  // namespace

struct Site::Parts {
  Parts(const base::Settings& settings, const base::Clock& clock, base::Random& random)
      : settings(settings),
        clock(clock),
        random(random),
        log(settings.log.level, settings.log.format, clock, random) {}

  base::Settings settings;
  const base::Clock& clock;
  base::Random& random;
  base::Log log;
  std::unique_ptr<definitions::Registry> definitions;
  std::unique_ptr<storage::Engine> engine;
  repository::AuditTrail trail;
  std::unique_ptr<LogTrail> reads;
  std::unique_ptr<interactions::FhirService> service;
  // Ends before the service: what still waits in its queue is prepared and answered by the service.
  std::unique_ptr<repository::Repository> repository;
  std::unique_ptr<Upkeep> upkeep;
  std::unique_ptr<repository::Seeding> seeding;
  std::unique_ptr<http::Server> server;

  base::Outcome<void> open_definitions() {
    TRY(auto base, definitions::open(definitions::default_file()));
    definitions = std::make_unique<definitions::Registry>(std::move(base));
    return definitions->add(own_definitions());
  }

  base::Outcome<void> open_store() {
    const DataFolder folder(settings.storage.data);
    TRY(engine,
        storage::lmdb::open({.folder = folder.store(), .tables = repository::table_specs(), .log = &log}));
    repository::Repository::Settings wanted;
    wanted.zone = settings.fhir.time_zone;
    wanted.dictionary = read_file(beside_program("resources.zdict"));
    TRY(repository, repository::Repository::open({*engine, *definitions, clock, random, trail}, wanted));
    TRY(const auto snapshot, repository->snapshot());
    audit::LogSettings audit;
    audit.folder = folder.audit();
    audit.sync_interval =
        std::chrono::milliseconds(std::max<std::uint64_t>(settings.audit.sync_ms_max / 2, 1));
    audit.segments_ready = std::max<std::size_t>(settings.audit.reserve_bytes / audit.segment_bytes, 1);
    TRY_VOID(trail.open(std::move(audit), snapshot.reads(), snapshot.reading().hash, clock));
    reads = std::make_unique<LogTrail>(trail, settings.audit.reads == base::AuditReads::strict);
    return base::done();
  }

  base::Outcome<Current> make_current(const base::Settings& from) {
    const auto& url = from.server.public_url;
    TRY(const auto issuer,
        access::Issuer::open(DataFolder(from.storage.data).token_keys(), url, url, clock, random));
    access::TokenPolicy policy;
    policy.audiences.push_back(url);
    policy.audiences.insert(policy.audiences.end(), from.server.aliases.begin(), from.server.aliases.end());
    policy.sandbox = from.sandbox.enabled;
    std::vector<access::Role> roles;
    if (from.sandbox.enabled) roles = access::all_roles();
    policy.issuers.push_back(issuer.trust(std::move(roles)));
    return Current{std::make_shared<base::Settings>(from),
                   std::make_shared<access::TokenVerifier>(std::move(policy), clock)};
  }

  // The key that signs the heads of the audit tree, made once, for its owner alone.
  base::Outcome<crypto::SigningKey> open_head_key() {
    const std::string path = DataFolder(settings.storage.data).head_key();
    if (!std::filesystem::exists(path)) {
      const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
      const std::string pem = crypto::SigningKey::generate(random).pem();
      const bool written =
          file >= 0 && ::write(file, pem.data(), pem.size()) == static_cast<ssize_t>(pem.size());
      if (file >= 0) ::close(file);
      if (!written) return unusable(path);
    }
    auto key = crypto::SigningKey::from_pem(read_file(path));
    if (!key) return unusable(path);
    return std::move(*key);
  }

  static base::Failure unusable(const std::string& path) {
    return base::refuse(
        base::Refusal::unavailable,
        base::error(base::IssueType::exception, base::message::data_unusable, {path, "not a signing key"}));
  }

  base::Outcome<void> serve(Seed seed) {
    TRY(auto validator, validation::Validator::make(definitions->current()));
    TRY(auto current, make_current(settings));
    const interactions::Parts parts{*definitions, *repository, *reads, clock, random, log};
    service = std::make_unique<interactions::FhirService>(parts, std::move(current), std::move(validator));
    TRY(auto head_key, open_head_key());
    upkeep = std::make_unique<Upkeep>(*repository, trail, clock, std::move(head_key));
    if (seed == Seed::yes) {
      seeding = std::make_unique<repository::Seeding>(*repository, definitions->current());
    }
    TRY(server, http::Server::start(transport_settings(settings), *service, clock, random, log));
    return base::done();
  }
};

Site::Site(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Site::~Site() {
  if (!parts_->server) return;
  parts_->service->set_ready(false);
  parts_->server->drain(std::chrono::seconds(parts_->settings.limits.drain_seconds_max));
}

base::Outcome<std::unique_ptr<Site>> Site::start(const base::Settings& settings, const base::Clock& clock,
                                                 base::Random& random, Seed seed) {
  auto parts = std::make_unique<Parts>(settings, clock, random);
  TRY_VOID(parts->open_definitions());
  TRY_VOID(parts->open_store());
  TRY_VOID(parts->serve(seed));
  return std::unique_ptr<Site>(new Site(std::move(parts)));
}

std::uint16_t Site::port() const {
  return parts_->server->port();
}

base::Log& Site::log() {
  return parts_->log;
}

std::vector<std::string> Site::reload(const base::Settings& wanted) {
  auto reloaded = base::reload(parts_->settings, wanted);
  auto current = parts_->make_current(reloaded.settings);
  if (current.ok()) {
    parts_->settings = reloaded.settings;
    parts_->service->reload(std::move(*current));
  }
  if (auto certificates = parts_->server->reload_certificates(); !certificates.ok()) {
    parts_->log.error("certificates-not-reloaded", {});
  }
  return reloaded.after_restart;
}

}  // namespace linkki::cli
