#include "cli/site.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <future>

#include "base/movable_clock.h"
#include "cli/control.h"
#include "cli/data_folder.h"
#include "cli/messages.h"
#include "cli/metrics_page.h"
#include "cli/program_files.h"
#include "cli/read_file.h"
#include "cli/transport.h"
#include "cli/trust.h"
#include "cli/upkeep.h"
#include "definitions/package_store.h"
#include "http/server.h"
#include "interactions/operations/clock.h"
#include "interactions/pages.h"
#include "interactions/service.h"
#include "referral/workflow.h"
#include "repository/audit_trail.h"
#include "repository/seed.h"
#include "search/compound.h"
#include "storage/lmdb/engine.h"
#include "terminology/catalogue.h"

namespace linkki::cli {
namespace {

using interactions::Current;

// Reads leave their entries in the log; strict settings, and whoever breaks the glass, wait for the disk.
class LogTrail final : public interactions::ReadTrail {
 public:
  LogTrail(repository::AuditTrail& trail, const base::Settings::Audit& settings) : trail_(trail) {
    reload(settings);
  }
  void reload(const base::Settings::Audit& settings) {
    durable_ = settings.reads == base::AuditReads::strict;
  }
  base::Outcome<void> append(const std::vector<audit::Entry>& entries) override {
    const bool glass = std::any_of(entries.begin(), entries.end(), [](const audit::Entry& entry) {
      return entry.basis == access::code(access::Basis::break_glass);
    });
    return trail_.append_read(entries, durable_ || glass);
  }

 private:
  repository::AuditTrail& trail_;
  std::atomic<bool> durable_;
};

// An entry is on the disk within twice the interval.
std::chrono::milliseconds sync_interval(const base::Settings& settings) {
  return std::chrono::milliseconds(std::max<std::uint64_t>(settings.audit.sync_ms_max / 2, 1));
}

// Done by a thread of its own, which the future waits for when it goes.
template <class Work>
auto beside(Work work) {
  return std::async(std::launch::async, std::move(work));
}

// Every issue a line.
std::string texts_of(const base::Failure& failure) {
  std::string texts;
  for (const auto& issue : failure.issues) texts += (texts.empty() ? "" : "\n") + issue.text();
  return texts;
}

}  // namespace

struct Site::Parts {
  Parts(const base::Settings& settings, const base::Clock& real_clock, base::Random& random)
      : settings(settings),
        folder(settings.storage.data),
        clock(real_clock),
        random(random),
        log(settings.log.level, settings.log.format, real_clock, random),
        trust(real_clock, random, log) {}  // a token ends by the real one

  base::Settings settings;
  const DataFolder folder;   // apart: reload() changes the settings while others read this
  base::MovableClock clock;  // as it is, but in the sandbox
  base::Random& random;
  base::Log log;
  base::Metrics metrics;
  base::Metrics unseen;  // of the port that shows the others
  Trust trust;
  std::unique_ptr<definitions::Registry> definitions;
  std::unique_ptr<terminology::Terminology> terminology;
  std::shared_ptr<const definitions::Definitions>
      own;  // R4's and ours, before what packages and the store add
  definitions::Added packages;
  std::unique_ptr<storage::Engine> engine;
  repository::AuditTrail trail;
  std::unique_ptr<repository::Repository> repository;
  std::unique_ptr<LogTrail> reads;
  referral::Workflow workflow;
  std::unique_ptr<interactions::FhirService> service;  // ends when all that it has begun is answered
  std::unique_ptr<interactions::Pages> pages;          // in front of the service
  std::unique_ptr<Upkeep> upkeep;
  std::unique_ptr<repository::Seeding> seeding;
  std::unique_ptr<http::Server> server;
  MetricsPage metrics_page{metrics};
  std::unique_ptr<http::Server> metrics_server;  // its page asks all that stand above
  std::unique_ptr<Control> control;              // the first to go: it changes what stands above

  base::Outcome<void> open_definitions() {
    auto installed = beside([this] { return load_packages(); });
    TRY(own, cli::open_definitions());
    definitions = std::make_unique<definitions::Registry>(own);
    terminology = std::make_unique<terminology::Terminology>(*definitions);
    TRY(auto releases, open_releases());
    terminology->take(std::move(releases));
    TRY(packages, installed.get());
    return definitions->set_packages(packages);
  }

  base::Outcome<definitions::Added> load_packages() const {
    TRY(const auto installed, definitions::PackageStore(folder.packages()).load());
    return definitions::resources_of(installed);
  }

  // On failure what was in force stays in force.
  base::Outcome<void> take_packages() {
    TRY(auto fresh, load_packages());
    TRY_VOID(definitions->set_packages(fresh));
    if (auto followed = repository->follow_definitions(); !followed.ok()) {
      TRY_VOID(definitions->set_packages(packages));
      TRY_VOID(repository->follow_definitions());
      return std::move(followed).failure();
    }
    packages = std::move(fresh);
    log.info("packages-changed", {{"definitions", packages.size()}});
    if (!seeding) return base::done();
    seeding.reset();
    seeding = std::make_unique<repository::Seeding>(*repository, own, packages, &log);
    return base::done();
  }

  void answer_subcommands() {
    control->start([this](const std::string& request) {
      if (request != "packages") return "This server does not know '" + request + "'.";
      const auto taken = take_packages();
      return taken.ok() ? std::string() : texts_of(taken.failure());
    });
  }

  // The store's lock first: it tells that no other server listens there. Then whoever adds a package is
  // heard.
  base::Outcome<void> open_engine() {
    TRY(engine,
        storage::lmdb::open({.folder = folder.store(), .tables = repository::table_specs(), .log = &log}));
    TRY(control, Control::open(folder.control()));
    return base::done();
  }

  base::Outcome<void> open_store() {
    repository::Repository::Settings wanted;
    wanted.index = {.zone = settings.fhir.time_zone, .text_types = settings.search.text_types};
    if (!search::Compounds::available()) log.warning("finnish-dictionary-missing");
    wanted.queue.metrics = &metrics;
    wanted.dictionary = beside_program("resources.zdict");
    TRY(repository,
        repository::Repository::open({*engine, *definitions, clock, random, trail, &log}, wanted));
    TRY(const auto snapshot, repository->snapshot());
    if (settings.sandbox.enabled) clock.move(interactions::kept_ahead(snapshot.reads()));
    audit::LogSettings audit;
    audit.folder = folder.audit();
    audit.sync_interval = sync_interval(settings);
    audit.segments_ready = std::max<std::size_t>(settings.audit.reserve_bytes / audit.segment_bytes, 1);
    TRY_VOID(trail.open(std::move(audit), snapshot.reads(), snapshot.reading().hash, clock));
    reads = std::make_unique<LogTrail>(trail, settings.audit);
    observe(metrics, *repository, trail, log);
    return base::done();
  }

  base::Outcome<Current> make_current(const base::Settings& from) {
    TRY(auto tokens, trust.load(from));
    if (!from.sandbox.enabled && from.issuers.empty()) log.warning("no-issuer-trusted");
    return Current{std::make_shared<base::Settings>(from), std::move(tokens)};
  }

  base::Outcome<std::shared_ptr<const terminology::Releases>> open_releases() const {
    return terminology::Releases::open(folder.terminology());
  }

  // All or nothing: what can fail comes first.
  base::Outcome<void> take_over(const base::Settings& fresh) {
    TRY(auto current, make_current(fresh));
    TRY(auto releases, open_releases());
    TRY_VOID(server->reload(transport_settings(fresh)));
    service->reload(std::move(current));
    terminology->take(std::move(releases));
    reads->reload(fresh.audit);
    trail.set_sync_interval(sync_interval(fresh));
    log.set(fresh.log.level, fresh.log.format);
    settings = fresh;
    return base::done();
  }

  // The key that signs the heads of the audit tree, made once, for its owner alone.
  base::Outcome<crypto::SigningKey> open_head_key() {
    const std::string path = folder.head_key();
    if (!std::filesystem::exists(path)) {
      const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
      const std::string pem = crypto::SigningKey::generate(random).pem();
      const bool written =
          file >= 0 && ::write(file, pem.data(), pem.size()) == static_cast<ssize_t>(pem.size());
      if (file >= 0) ::close(file);
      if (!written) return unusable(path);
    }
    TRY(const auto kept, read_file(path));
    auto key = crypto::SigningKey::from_pem(kept);
    if (!key) return unusable(path);
    return std::move(*key);
  }

  static base::Failure unusable(const std::string& path) {
    return base::refuse(
        base::Refusal::unavailable,
        base::error(base::IssueType::exception, base::message::data_unusable, {path, "not a signing key"}));
  }

  // What the service goes by besides definitions and store.
  struct Ground {
    Current current;
    crypto::SigningKey head_key;
    referral::Workflow workflow;
  };

  base::Outcome<Ground> lay_ground() {
    TRY(auto current, make_current(settings));
    TRY(auto head_key, open_head_key());
    TRY(auto workflow,
        referral::read_workflow(beside_program("referral-workflow.json"), referral::times_of(settings)));
    return Ground{std::move(current), std::move(head_key), std::move(workflow)};
  }

  // A start is as long as its longest chain: definitions, then the store that indexes by them. The rest is
  // done beside it.
  base::Outcome<void> start(Seed seed) {
    TRY_VOID(open_engine());
    auto ground = beside([this] { return lay_ground(); });
    TRY_VOID(open_definitions());
    auto validator = beside([this] { return validation::Validator::follow(*terminology); });
    TRY_VOID(open_store());
    TRY(auto laid, ground.get());
    TRY(auto follows, validator.get());
    return serve(seed, std::move(laid), std::move(follows));
  }

  base::Outcome<void> serve(Seed seed, Ground ground,
                            std::shared_ptr<const validation::Validator> validator) {
    workflow = std::move(ground.workflow);
    const interactions::Parts parts{
        *definitions, *repository, *reads,       clock,    random,
        log,          metrics,     *terminology, workflow, settings.sandbox.enabled ? &clock : nullptr};
    service =
        std::make_unique<interactions::FhirService>(parts, std::move(ground.current), std::move(validator));
    upkeep = std::make_unique<Upkeep>(*repository, trail, clock, std::move(ground.head_key),
                                      [this] { service->ring_clocks(); });
    if (seed == Seed::yes) {
      seeding = std::make_unique<repository::Seeding>(*repository, own, packages, &log);
    }
    pages = std::make_unique<interactions::Pages>(folder_beside_program("docs"), *service);
    TRY(server, http::Server::start(transport_settings(settings), *pages, clock, random, log, metrics));
    serve_metrics();
    answer_subcommands();
    return base::done();
  }

  // Nobody is left without care because nobody can count: a port that is taken is told, and that is all.
  void serve_metrics() {
    if (settings.metrics.port == 0) return;
    auto started = http::Server::start(metrics_settings(settings), metrics_page, clock, random, log, unseen);
    if (started.ok()) {
      metrics_server = std::move(*started);
    } else {
      log.error("metrics-not-served", {{"reason", base::Technical(started.failure().issues.front().text())}});
    }
  }
};

Site::Site(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Site::~Site() {
  if (!parts_->server) return;
  parts_->service->set_ready(false);
  parts_->control.reset();
  parts_->metrics_server.reset();
  parts_->server->drain(std::chrono::seconds(parts_->settings.limits.drain_seconds_max));
}

base::Outcome<std::unique_ptr<Site>> Site::start(const base::Settings& settings, const base::Clock& clock,
                                                 base::Random& random, Seed seed) {
  auto parts = std::make_unique<Parts>(settings, clock, random);
  TRY_VOID(parts->start(seed));
  return std::unique_ptr<Site>(new Site(std::move(parts)));
}

std::uint16_t Site::port() const {
  return parts_->server->port();
}

base::Log& Site::log() {
  return parts_->log;
}

const base::Settings& Site::settings() const {
  return parts_->settings;
}

base::Outcome<std::vector<std::string>> Site::reload(const base::Settings& wanted) {
  auto reloaded = base::reload(parts_->settings, wanted);
  TRY_VOID(parts_->take_over(reloaded.settings));
  return std::move(reloaded.after_restart);
}

}  // namespace linkki::cli
