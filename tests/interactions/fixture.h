// A FHIR service in this process over the memory engine, and the shortest ways to ask it.
//
// Time stands still until a test moves it; ids repeat from run to run. The validator refuses a resource whose
// `language` is "wrong" and warns of one whose `language` is "odd", so that tests of other things need no
// valid resources.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "access/issuer.h"
#include "base/json/parse.h"
#include "base/json/print.h"
#include "definitions/r4.h"
#include "interactions/messages.h"
#include "interactions/service.h"
#include "referral/workflow.h"
#include "storage/memory/engine.h"
#include "terminology/catalogue.h"

namespace linkki::interactions {

class LenientValidator final : public validation::Validator {
 public:
  using Validator::validate;
  std::vector<base::Issue> validate(const fhir::Element& resource, std::span<const std::string>,
                                    const base::Mapping&) const override {
    const auto language = resource.value->text_of("language");
    const std::string place = std::string(resource.type->name) + ".language";
    if (language == "wrong") {
      return {base::error(base::IssueType::value, base::message::parameter_value, {"language", "fi"}, place)};
    }
    if (language == "odd") {
      return {
          base::warning(base::IssueType::value, base::message::parameter_value, {"language", "fi"}, place)};
    }
    return {};
  }
};

// While it is closed, who has read something waits: a read that takes as long as a test likes. A broken one
// refuses.
class CollectingTrail final : public ReadTrail {
 public:
  base::Outcome<void> append(const std::vector<audit::Entry>& entries) override {
    std::unique_lock lock(mutex_);
    if (!entries.empty() && entries.front().result == audit::Result::success) {
      ++waiting_;
      changed_.notify_all();
      changed_.wait(lock, [this] { return !closed_; });
      --waiting_;
    }
    if (broken) {
      return base::refuse(base::Refusal::unavailable,
                          base::error(base::IssueType::exception, base::message::async_lost));
    }
    entries_.insert(entries_.end(), entries.begin(), entries.end());
    thread_ = std::this_thread::get_id();
    return base::done();
  }
  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  void open() {
    const std::lock_guard lock(mutex_);
    closed_ = false;
    changed_.notify_all();
  }
  // Until that many want to append.
  void wait_for(std::size_t readers) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_ >= readers; });
  }
  std::thread::id thread() {  // of the last one
    const std::lock_guard lock(mutex_);
    return thread_;
  }
  std::atomic<bool> broken = false;

  std::vector<audit::Entry> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(entries_, {});
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool closed_ = false;
  std::size_t waiting_ = 0;
  std::thread::id thread_;
  std::vector<audit::Entry> entries_;
};

// While it is closed, the writer waits in its commit, and what is prepared meanwhile waits behind it.
class CollectingSink final : public repository::AuditSink {
 public:
  base::Outcome<void> append(storage::WriteTransaction&, std::vector<audit::Entry> entries) override {
    std::unique_lock lock(mutex_);
    reached_ = true;
    changed_.notify_all();
    changed_.wait(lock, [this] { return !closed_; });
    entries_.insert(entries_.end(), entries.begin(), entries.end());
    return base::done();
  }
  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    reached_ = false;
  }
  void open() {
    const std::lock_guard lock(mutex_);
    closed_ = false;
    changed_.notify_all();
  }
  void wait_for_writer() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return reached_; });
  }
  std::vector<audit::Entry> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(entries_, {});
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool closed_ = false, reached_ = false;
  std::vector<audit::Entry> entries_;
};

struct Reply {
  int status = 0;
  Headers headers;
  std::string bytes;    // as they came
  json::Document body;  // where they are JSON

  std::string header(std::string_view name) const {
    return std::string(find_header(headers, name).value_or(std::string_view{}));
  }
  // What is at "entry.0.response.status"; nullptr: nothing.
  const json::Value* find(std::string_view path) const {
    const json::Value* at = &body.root;
    while (at && !path.empty()) {
      const std::size_t end = std::min(path.find('.'), path.size());
      const std::string name(path.substr(0, end));
      path.remove_prefix(std::min(end + 1, path.size()));
      if (at->is_array()) {
        const std::size_t index = std::stoul(name);
        at = index < at->items().size() ? &at->items()[index] : nullptr;
      } else {
        at = at->find(name);
      }
    }
    return at;
  }
  std::string text(std::string_view path) const {
    const json::Value* const value = find(path);
    return value ? std::string(value->text()) : "";
  }
  std::size_t count(std::string_view path) const {
    const json::Value* const value = find(path);
    return value ? value->items().size() : 0;
  }
  // "code @ expression" of the first issue of an OperationOutcome.
  std::string fault() const {
    return text("issue.0.details.coding.0.code") + " @ " + text("issue.0.expression.0");
  }
  // "Patient/1" of a Location with a version.
  std::string reference() const {
    const std::string location = header("Location");
    const std::size_t end = location.find("/_history/");
    const std::size_t id = location.rfind('/', end - 1);
    return location.substr(location.rfind('/', id - 1) + 1, end - location.rfind('/', id - 1) - 1);
  }
};

inline std::string path_of(std::string_view location) {
  return "/" + std::string(location.substr(0, location.find("/_history/")));
}

// A store in which a repository was opened before: to store the facets takes most of the time of opening.
inline const storage::Engine& opened_engine() {
  static const auto engine = [] {
    auto fresh = storage::memory::open({.tables = repository::table_specs()});
    definitions::Registry definitions(definitions::r4());
    base::FakeClock clock{base::Instant{}};
    base::SeededRandom random(1);
    CollectingSink sink;
    if (!repository::Repository::open({*fresh, definitions, clock, random, sink}, {.dictionary = {}}))
      std::abort();
    return fresh;
  }();
  return *engine;
}

inline const referral::Workflow& own_workflow() {
  static const referral::Workflow workflow = [] {
    std::ifstream in(LINKKI_SOURCE_DIR "/fhir-profiles/referral-workflow.json");
    return referral::read_workflow(std::string(std::istreambuf_iterator<char>(in), {})).value();
  }();
  return workflow;
}

class Fixture : public ::testing::Test {
 protected:
  Fixture() {
    folder_ = std::filesystem::path(::testing::TempDir()) /
              ("interactions-" + std::to_string(reinterpret_cast<std::uintptr_t>(this)) + "-" +
               ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(folder_);
    auto opened =
        repository::Repository::open({*engine_, definitions_, clock, random_, sink}, {.dictionary = {}});
    if (!opened.ok()) std::abort();
    repository_ = *std::move(opened);
    parts_.reset(new Parts{definitions_, *repository_, trail, clock, random_, log_, metrics_, terminology_,
                           own_workflow()});
    settings.server.public_url = "https://linkki.test/fhir";
    issuer_.emplace(*access::Issuer::open((folder_ / "keys").string(), "https://linkki.test",
                                          settings.server.public_url, clock, random_));
    service_ = make_service();
  }
  ~Fixture() override { std::filesystem::remove_all(folder_); }

  // Another one over the same store, as after a restart.
  std::unique_ptr<FhirService> make_service() {
    return std::make_unique<FhirService>(*parts_, current(), std::make_shared<LenientValidator>());
  }
  void restart() {
    service_.reset();
    service_ = make_service();
  }

  // As pass, and what falls due happens.
  void live_through(std::chrono::microseconds time) {
    pass(time);
    for (int turn = 0; turn < 3; ++turn) {
      service_->ring_clocks();
      service_->settle();
    }
  }
  // What waits to be delivered, oldest first.
  std::vector<std::string> outbox() const {
    const auto snapshot = repository_->snapshot().value();
    std::vector<std::string> messages;
    const auto cursor = snapshot.reads().cursor(repository::id(repository::Table::outbox));
    for (bool found = cursor->first(); found; found = cursor->next()) messages.emplace_back(cursor->value());
    return messages;
  }
  // A sandbox from now on, whose clock is this one.
  void play_with(base::MovableClock& movable) {
    parts_->sandbox_clock = &movable;
    restart();
  }

  // Until what was written of definitions is in force.
  void settle() { repository_->settle(); }
  // Tells the service of changed settings.
  void reload() { service_->reload(current()); }

  // The caller is a system of this organisation; empty: nobody.
  Reply send(const std::string& method, const std::string& url, const std::string& body = "",
             Headers headers = {}, const std::string& organization = "a",
             access::Role role = access::Role::system) {
    return send_to(*service_, method, url, body, std::move(headers), organization, role);
  }
  Reply send_to(FhirService& service, const std::string& method, const std::string& url,
                const std::string& body, Headers headers, const std::string& organization,
                access::Role role = access::Role::system) {
    Request request;
    request.method = method;
    request.path = "/fhir" + url.substr(0, url.find('?'));
    if (url.find('?') != url.npos) request.query = url.substr(url.find('?') + 1);
    request.headers = std::move(headers);
    request.body = body;
    request.id = "r-1";
    request.peer = "192.0.2.1";
    if (!body.empty() && !find_header(request.headers, "Content-Type")) {
      request.headers.emplace_back("Content-Type", "application/fhir+json");
    }
    if (!organization.empty())
      request.headers.emplace_back("Authorization", "Bearer " + token(organization, role));
    std::promise<Response> promise;
    service.handle(std::move(request), [&](Response response) { promise.set_value(std::move(response)); });
    Response response = promise.get_future().get();
    Reply reply{response.status, std::move(response.headers), response.body, {}};
    if (reply.header("Content-Type").find("fhir+json") != std::string::npos)
      reply.body = json::parse(std::move(response.body)).value();
    return reply;
  }
  Reply get(const std::string& url, const std::string& organization = "a") {
    return send("GET", url, "", {}, organization);
  }
  // The reference of what was created.
  std::string post(const std::string& type, const std::string& body, const std::string& organization = "a") {
    const Reply reply = send("POST", "/" + type, body, {}, organization);
    EXPECT_EQ(201, reply.status) << json::print(reply.body.root);
    return reply.reference();
  }

  std::string token(const std::string& organization, access::Role role, const std::string& person = "") {
    std::string& kept = tokens_[organization + "|" + std::string(access::code(role)) + "|" + person];
    if (kept.empty()) {
      access::TokenRequest request;
      request.role = role;
      if (!organization.empty()) request.organization = "Organization/" + organization;
      request.person = person;
      request.client_id = "client-" + organization;
      request.lifetime = std::chrono::hours(24);
      kept = issuer_->mint(request).value();
    }
    return kept;
  }

  // Time goes by; tokens are made anew.
  void pass(std::chrono::microseconds time) {
    clock.advance(time);
    tokens_.clear();
  }

  FhirService& service() { return *service_; }
  std::size_t waiting() const { return repository_->queue().waiting(); }  // writes that are prepared
  // A call of $meta by nobody, for what takes a Call alone.
  Call make_call() {
    Call call{*parts_, current(), definitions_.current(), nullptr};
    call.route = *route("POST", "/$meta", *call.definitions);
    return call;
  }

  base::FakeClock clock{base::Instant{std::chrono::seconds{1'790'000'000}}};
  base::Settings settings;
  CollectingTrail trail;
  CollectingSink sink;

 private:
  Current current() {
    access::TokenPolicy policy;
    policy.audiences = {settings.server.public_url};
    policy.sandbox = true;
    policy.issuers.push_back(issuer_->trust(
        {access::Role::system, access::Role::referrer, access::Role::link_worker, access::Role::coordinator,
         access::Role::producer, access::Role::importer, access::Role::tester, access::Role::editor,
         access::Role::client, access::Role::proxy, access::Role::auditor, access::Role::light_participant}));
    return {std::make_shared<base::Settings>(settings),
            std::make_shared<access::TokenVerifier>(std::move(policy), clock)};
  }

  std::filesystem::path folder_;
  std::unique_ptr<storage::Engine> engine_ = storage::memory::copy(opened_engine(), 10, 1);
  definitions::Registry definitions_{definitions::r4()};
  base::SeededRandom random_{1};
  base::Metrics metrics_;
  terminology::Terminology terminology_{definitions_};
  base::Log log_{base::LogLevel::error, base::LogFormat::text, clock, random_};
  std::unique_ptr<repository::Repository> repository_;
  std::unique_ptr<Parts> parts_;
  std::optional<access::Issuer> issuer_;
  std::unique_ptr<FhirService> service_;
  std::map<std::string, std::string> tokens_;
};

}  // namespace linkki::interactions
