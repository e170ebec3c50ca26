// A store with R4's definitions over any engine, and the shortest ways to write to it and to ask it.
#pragma once

#include <gtest/gtest.h>

#include <condition_variable>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/json/parse.h"
#include "definitions/r4.h"
#include "repository/draft.h"
#include "repository/identity.h"
#include "repository/repository.h"
#include "search/parse.h"
#include "storage/memory/engine.h"

namespace linkki::repository {

inline constexpr base::Instant start{std::chrono::seconds{1'769'842'800}};  // 2026-01-31T07:00:00Z

inline std::shared_ptr<storage::Engine> memory_engine(unsigned conflict_percent = 0, std::uint64_t seed = 1) {
  return storage::memory::open({.tables = table_specs(), .conflict_percent = conflict_percent, .seed = seed});
}

// The same after a repository was opened over it: to store the facets takes most of the time of opening.
std::shared_ptr<storage::Engine> opened_engine(unsigned conflict_percent = 0, std::uint64_t seed = 1);

// Keeps what it is handed, and counts commits.
class Audit final : public AuditSink {
 public:
  base::Outcome<void> append(storage::WriteTransaction&, std::vector<audit::Entry> entries) override {
    pending = std::move(entries);
    return base::done();
  }
  void committed() override {
    const std::lock_guard lock(mutex_);
    batches.push_back(std::move(pending));
    more_.notify_all();
  }
  void wait_for_commits(std::size_t count) {
    std::unique_lock lock(mutex_);
    more_.wait(lock, [&] { return batches.size() >= count; });
  }
  void abandoned() override { ++abandonments; }

  std::vector<audit::Entry> pending;
  std::vector<std::vector<audit::Entry>> batches;
  int abandonments = 0;

 private:
  std::mutex mutex_;
  std::condition_variable more_;
};

using TableRows = std::map<std::string, std::set<std::string>>;

// Every row of every table, to see that nothing has changed.
inline std::vector<TableRows> dump(storage::Engine& engine) {
  const auto reads = *engine.begin_read();
  std::vector<TableRows> tables;
  for (std::size_t table = 0; table < table_specs().size(); ++table) {
    TableRows rows;
    const auto cursor = reads->cursor(static_cast<storage::TableId>(table));
    for (bool found = cursor->first(); found; found = cursor->next()) {
      rows[std::string(cursor->key())].emplace(cursor->value());
    }
    tables.push_back(std::move(rows));
  }
  return tables;
}

inline access::Principal worker_of(std::string_view organization) {
  access::Principal principal;
  principal.role = access::Role::link_worker;
  principal.organization = "Organization/" + std::string(organization);
  return principal;
}

class Store {
 public:
  explicit Store(std::shared_ptr<storage::Engine> over = opened_engine(), WriteQueue::Settings queue = {},
                 const std::string& zone = "Europe/Helsinki",
                 const std::vector<std::string>& text_types = IndexSettings{}.text_types)
      : engine(std::move(over)), definitions(definitions::r4()) {
    auto opened = Repository::open(
        {*engine, definitions, clock, random, audit},
        {.dictionary = {}, .index = {.zone = zone, .text_types = text_types}, .queue = queue});
    if (!opened.ok()) std::abort();
    repository = *std::move(opened);
  }

  Snapshot snapshot() const { return *repository->snapshot(); }
  Target target(std::string_view type, std::string_view id) const {
    return {snapshot().type(type), std::string(id)};
  }

  // Creates, updates or revives, as what is there asks for. The author is kept once given.
  base::Outcome<Write> prepare(const Snapshot& now, const std::string& json,
                               const std::string& author = "a") const {
    auto document = json::parse(json);
    if (!document.ok()) std::abort();
    const std::string type(document->root.text_of("resourceType"));
    const Number number = now.number(type, document->root.text_of("id"));
    const auto row = number ? now.current(number) : std::nullopt;
    draft::Ownership ownership;
    if (row) ownership.kept = &row->header;
    if (!row) ownership.author = {now.type("Organization"), author};
    const auto kind = !row                  ? ChangeKind::created
                      : row->header.deleted ? ChangeKind::revived
                                            : ChangeKind::updated;
    return draft::put(now, *document, kind, row ? row->header.version : 0, ownership);
  }
  base::Outcome<Prepared> prepared(const std::vector<std::string>& resources,
                                   const std::string& author = "a") const {
    const Snapshot now = snapshot();
    Prepared all;
    for (const std::string& json : resources) {
      TRY(auto write, prepare(now, json, author));
      all.writes.push_back(std::move(write));
    }
    return all;
  }
  base::Outcome<Prepared> prepared_removal(std::string_view type, std::string_view id) const {
    const Snapshot now = snapshot();
    const Number number = now.number(type, id);
    Prepared all;
    all.writes.push_back(draft::remove(number, now.current(number)->header));
    return all;
  }

  base::Outcome<Committed> try_put(const std::string& json, const std::string& author = "a") {
    return repository->queue().submit_and_wait([&] { return prepared({json}, author); });
  }
  Committed put(const std::string& json, const std::string& author = "a") {
    auto committed = try_put(json, author);
    if (!committed.ok()) std::abort();
    return *committed;
  }
  // As a client writes a definition: it takes effect.
  void define(const std::string& json) {
    auto committed = repository->queue().submit_and_wait([&]() -> base::Outcome<Prepared> {
      const Snapshot now = snapshot();
      auto document = *json::parse(json);
      const Number number = now.number(document.root.text_of("resourceType"), document.root.text_of("id"));
      const auto row = number ? now.current(number) : std::nullopt;
      draft::Ownership ownership;
      ownership.adopted = Adopted::wants(document.root);
      if (row) ownership.kept = &row->header;
      Prepared all;
      TRY(auto write, draft::put(now, document, row ? ChangeKind::updated : ChangeKind::created,
                                 row ? row->header.version : 0, ownership));
      all.writes.push_back(std::move(write));
      return all;
    });
    if (!committed.ok()) std::abort();
    repository->settle();
  }
  Committed put_all(const std::vector<std::string>& resources, const std::string& author = "a") {
    return *repository->queue().submit_and_wait([&] { return prepared(resources, author); });
  }
  Committed remove(std::string_view type, std::string_view id) {
    return *repository->queue().submit_and_wait([&] { return prepared_removal(type, id); });
  }
  Committed commit(const Prepared& wanted) {
    return *repository->queue().submit_and_wait([&]() -> base::Outcome<Prepared> { return wanted; });
  }
  std::string read(std::string_view type, std::string_view id) const {
    const Snapshot now = snapshot();
    return now.json(*now.current(now.number(type, id)));
  }

  // "Patient?name=anna"
  base::Outcome<Found> try_search(const std::string& search,
                                  const access::Principal& principal = worker_of("a"),
                                  const std::optional<Position>& position = std::nullopt,
                                  const find::Settings& settings = {}) const {
    const Snapshot now = snapshot();
    const std::size_t mark = search.find('?');
    auto query = search::parse(search.substr(0, mark), mark == search.npos ? "" : search.substr(mark + 1),
                               *now.reading().definitions, {});
    if (!query.ok()) {
      for (const auto& issue : query.failure().issues) ADD_FAILURE() << search << ": " << issue.text();
      std::abort();
    }
    const Sight sight(now.reads(), *now.reading().dictionary, principal, clock.now());
    return find::run(now, *query, sight, position, clock.now(), settings);
  }
  Found search(const std::string& search, const std::string& organization = "a",
               const std::optional<Position>& position = std::nullopt,
               const find::Settings& settings = {}) const {
    auto found = try_search(search, worker_of(organization), position, settings);
    if (!found.ok()) {
      ADD_FAILURE() << search << ": " << found.failure().issues.front().text();
      return {};
    }
    return *found;
  }
  // The ids of the matches, in order, with a blank between.
  std::string found(const std::string& query, const std::string& organization = "a") const {
    return ids(search(query, organization).matches);
  }
  std::string ids(const std::vector<Match>& matches) const {
    const Snapshot now = snapshot();
    std::string ids;
    for (const Match& match : matches) {
      if (!ids.empty()) ids += ' ';
      ids += now.current(match.number)->header.id;
    }
    return ids;
  }

  base::FakeClock clock{start};
  base::SeededRandom random{7};
  Audit audit;
  std::shared_ptr<storage::Engine> engine;
  definitions::Registry definitions;
  std::unique_ptr<Repository> repository;
};

inline std::shared_ptr<storage::Engine> opened_engine(unsigned conflict_percent, std::uint64_t seed) {
  static const auto opened = Store(memory_engine()).engine;
  return storage::memory::copy(*opened, conflict_percent, seed);
}

// Holds the queue's writer while others queue up behind it.
class Gate {
 public:
  explicit Gate(WriteQueue& queue) {
    std::promise<void> entered;
    auto entering = entered.get_future();
    queue.run(
        [this, &entered](storage::WriteTransaction&) {
          entered.set_value();
          opened_.get_future().wait();
          return base::done();
        },
        [](base::Outcome<void>) {});
    entering.wait();
  }
  void open() { opened_.set_value(); }

 private:
  std::promise<void> opened_;
};

inline std::string patient(const std::string& id, const std::string& members = {}) {
  return R"({"resourceType":"Patient","id":")" + id + "\"" + (members.empty() ? "" : "," + members) + "}";
}

}  // namespace linkki::repository
