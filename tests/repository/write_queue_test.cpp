#include "repository/write_queue.h"

#include "repository/fixture.h"
#include "repository/messages.h"
#include "repository/meta.h"

namespace linkki::repository {
namespace {

std::vector<Change> all_changes(const Snapshot& now) {
  std::vector<Change> all;
  changes::Walk walk(now.reads(), 0, 0);
  while (const auto change = walk.next()) all.insert(all.begin(), *change);
  return all;
}

base::Failure refused() {
  return base::refuse(base::Refusal::precondition_failed,
                      base::error(base::IssueType::conflict, base::message::write_conflict));
}

// Outcomes of requests that are on their way together.
class Answers {
 public:
  WriteQueue::Done next() {
    auto promise = std::make_shared<std::promise<base::Outcome<Committed>>>();
    futures_.push_back(promise->get_future());
    return [promise](base::Outcome<Committed> outcome) { promise->set_value(std::move(outcome)); };
  }
  std::vector<base::Outcome<Committed>> all() {
    std::vector<base::Outcome<Committed>> outcomes;
    for (auto& future : futures_) outcomes.push_back(future.get());
    return outcomes;
  }

 private:
  std::vector<std::future<base::Outcome<Committed>>> futures_;
};

TEST(Write, CountsVersionsThroughCreateUpdateDeleteAndRevival) {
  Store store;
  EXPECT_EQ(store.put(patient("1")).results[0].version, 1u);
  EXPECT_EQ(store.put(patient("1", R"("active":true)")).results[0].version, 2u);
  EXPECT_EQ(store.remove("Patient", "1").results[0].version, 3u);
  EXPECT_EQ(store.put(patient("1")).results[0].version, 4u);

  std::vector<ChangeKind> kinds;
  for (const Change& change : all_changes(store.snapshot())) kinds.push_back(change.kind);
  EXPECT_EQ(kinds, (std::vector{ChangeKind::created, ChangeKind::updated, ChangeKind::deleted,
                                ChangeKind::revived}));
  const Snapshot now = store.snapshot();
  const Number number = now.number("Patient", "1");
  EXPECT_TRUE(now.version(number, 3)->header.deleted);
  EXPECT_EQ(now.version(number, 3)->body, "");
  EXPECT_EQ(now.json(*now.version(number, 2)),
            R"({"resourceType":"Patient","id":"1","meta":{"versionId":"2",)"
            R"("lastUpdated":"2026-01-31T07:00:00.000Z"},"active":true})");
}

TEST(Write, ReplacesTheVersionAndTimeThatTheCallerSent) {
  Store store;
  store.put(
      patient("1", R"("meta":{"versionId":"9","source":"urn:x","lastUpdated":"2001-01-01T00:00:00Z"})"));
  EXPECT_EQ(store.read("Patient", "1"), R"({"resourceType":"Patient","id":"1","meta":{"versionId":"1",)"
                                        R"("lastUpdated":"2026-01-31T07:00:00.000Z","source":"urn:x"}})");
}

TEST(Write, KeepsTheAuthorThroughUpdateAndDeletion) {
  Store store;
  store.put(patient("1"), "first");
  store.put(patient("1", R"("active":true)"), "second");
  store.remove("Patient", "1");
  const Snapshot now = store.snapshot();
  EXPECT_EQ(now.current(now.number("Patient", "1"))->header.author, now.number("Organization", "first"));
}

TEST(Write, CountsLiveResources) {
  Store store;
  const auto live = [&] { return meta::live(store.snapshot().reads(), store.snapshot().type("Patient")); };
  store.put(patient("1"));
  store.put(patient("2"));
  store.put(patient("2", R"("active":true)"));
  EXPECT_EQ(live(), 2u);
  store.remove("Patient", "1");
  EXPECT_EQ(live(), 1u);
  store.put(patient("1"));
  EXPECT_EQ(live(), 2u);
}

TEST(Write, NeverRunsBackInTimeWhenTheClockDoes) {
  Store store;
  const base::Instant first = store.put(patient("1")).time;
  store.clock.set(start - std::chrono::hours{5});
  EXPECT_EQ(store.put(patient("2")).time, first);
  store.clock.set(start + std::chrono::microseconds{1'999});
  EXPECT_EQ(store.put(patient("3")).time, start + std::chrono::milliseconds{1});
}

TEST(Write, NumbersChangesWithoutHoles) {
  Store store;
  store.put(patient("1"));
  const auto failed = store.repository->queue().submit_and_wait([&]() -> base::Outcome<Prepared> {
    TRY(auto wanted, store.prepared({patient("2")}));
    wanted.predicates.push_back([](const storage::Reads&) -> base::Outcome<void> { return refused(); });
    return wanted;
  });
  EXPECT_FALSE(failed.ok());
  EXPECT_EQ(store.put_all({patient("3"), patient("4")}).sequence, 3u);
  const auto changes = all_changes(store.snapshot());
  ASSERT_EQ(changes.size(), 3u);
  for (std::size_t i = 0; i < changes.size(); ++i) EXPECT_EQ(changes[i].sequence, i + 1);
}

TEST(WriteQueue, PreparesAgainWhatAnotherWriteOvertook) {
  Store store;
  store.put(patient("1"));
  Gate gate(store.repository->queue());
  Answers answers;
  int preparations = 0;
  for (int i = 0; i < 2; ++i) {
    store.repository->queue().submit(
        [&] {
          ++preparations;
          return store.prepared({patient("1", R"("active":true)")});
        },
        answers.next());
  }
  gate.open();
  const auto outcomes = answers.all();
  EXPECT_EQ(outcomes[0]->results[0].version, 2u);
  EXPECT_EQ(outcomes[1]->results[0].version, 3u);
  EXPECT_EQ(preparations, 3);
}

TEST(WriteQueue, PreparesAgainWhenWhatItReadHasChanged) {
  Store store;
  store.put(patient("1"));
  std::vector<std::uint32_t> seen;
  Gate gate(store.repository->queue());
  Answers answers;
  store.repository->queue().submit([&] { return store.prepared({patient("1")}); }, answers.next());
  store.repository->queue().submit(
      [&]() -> base::Outcome<Prepared> {
        const Snapshot now = store.snapshot();
        seen.push_back(now.current(now.number("Patient", "1"))->header.version);
        TRY(auto wanted, store.prepared({patient("2")}));
        wanted.reads.push_back({store.target("Patient", "1"), seen.back()});
        return wanted;
      },
      answers.next());
  gate.open();
  for (const auto& outcome : answers.all()) EXPECT_TRUE(outcome.ok());
  EXPECT_EQ(seen, (std::vector<std::uint32_t>{1, 2}));
}

TEST(WriteQueue, GivesUpOnWhatIsNeverCurrent) {
  Store store(opened_engine(), {.attempts_max = 3});
  int preparations = 0;
  const auto outcome = store.repository->queue().submit_and_wait([&]() -> base::Outcome<Prepared> {
    ++preparations;
    TRY(auto wanted, store.prepared({patient("1")}));
    wanted.reads.push_back({store.target("Patient", "other"), 5});
    return wanted;
  });
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.failure().refusal, base::Refusal::conflict);
  EXPECT_EQ(preparations, 3);
  EXPECT_EQ(store.snapshot().sequence(), 0u);
}

TEST(WriteQueue, RollsBackAloneWhatAPredicateRefuses) {
  Store store;
  Gate gate(store.repository->queue());
  Answers answers;
  for (const std::string id : {"1", "2", "3"}) {
    store.repository->queue().submit(
        [&, id]() -> base::Outcome<Prepared> {
          TRY(auto wanted, store.prepared({patient(id)}));
          wanted.audit.emplace_back();
          wanted.predicates.push_back(
              [id](const storage::Reads&) { return id == "2" ? refused() : base::done(); });
          return wanted;
        },
        answers.next());
  }
  gate.open();
  const auto outcomes = answers.all();
  EXPECT_TRUE(outcomes[0].ok());
  ASSERT_FALSE(outcomes[1].ok());
  EXPECT_EQ(outcomes[1].failure().refusal, base::Refusal::precondition_failed);
  EXPECT_TRUE(outcomes[2].ok());
  EXPECT_EQ(store.snapshot().number("Patient", "2"), 0u);
  EXPECT_EQ(store.audit.batches.back().size(), 2u);
}

TEST(WriteQueue, TakesBackAllOfARequestThatFailsAloneInItsCommit) {
  Store store;
  const std::size_t audited = store.audit.batches.size();
  std::promise<base::Outcome<void>> done;
  store.repository->queue().run(
      [](storage::WriteTransaction& write) -> base::Outcome<void> {
        TRY_VOID(meta::set_text(write, "note", "half done"));
        return refused();
      },
      [&](base::Outcome<void> outcome) { done.set_value(std::move(outcome)); });
  const auto outcome = done.get_future().get();
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.failure().refusal, base::Refusal::precondition_failed);
  EXPECT_EQ(meta::text(store.snapshot().reads(), "note"), std::nullopt);
  EXPECT_EQ(store.audit.batches.size(), audited);
  EXPECT_EQ(store.put(patient("1")).results[0].version, 1u);
}

TEST(WriteQueue, AnswersTheFailureOfPreparingAtOnce) {
  Store store;
  const auto outcome =
      store.repository->queue().submit_and_wait([]() -> base::Outcome<Prepared> { return refused(); });
  EXPECT_EQ(outcome.failure().refusal, base::Refusal::precondition_failed);
  EXPECT_TRUE(store.audit.batches.empty());
}

// How many writes each commit behind a gate had, told by one audit entry a write.
std::vector<std::size_t> commits_of(Store& store, const std::vector<int>& sizes) {
  Gate gate(store.repository->queue());
  Answers answers;
  int id = 0;
  for (const int size : sizes) {
    std::vector<std::string> resources;
    for (int i = 0; i < size; ++i) resources.push_back(patient(std::to_string(++id)));
    store.repository->queue().submit(
        [&store, resources]() -> base::Outcome<Prepared> {
          TRY(auto wanted, store.prepared(resources));
          wanted.audit.resize(resources.size());
          return wanted;
        },
        answers.next());
  }
  gate.open();
  for (const auto& outcome : answers.all()) EXPECT_TRUE(outcome.ok());
  std::vector<std::size_t> commits;
  for (const auto& batch : store.audit.batches) commits.push_back(batch.size());
  commits.erase(commits.begin());  // the gate's own
  return commits;
}

TEST(WriteQueue, CommitsTogetherWhatWaits) {
  Store store(opened_engine(), {.batch_requests_max = 4});
  EXPECT_EQ(commits_of(store, {1, 1, 1, 1, 1, 1}), (std::vector<std::size_t>{4, 2}));
}

TEST(WriteQueue, CommitsALargeWriteAlone) {
  Store store(opened_engine(), {.batch_writes_max = 5});
  EXPECT_EQ(commits_of(store, {3, 3, 10, 1, 4}), (std::vector<std::size_t>{3, 3, 10, 5}));
}

TEST(WriteQueue, RefusesMoreThanMayWait) {
  Store store(opened_engine(), {.waiting_max = 2});
  Gate gate(store.repository->queue());
  Answers answers;
  for (const std::string id : {"1", "2", "3"}) {
    store.repository->queue().submit([&, id] { return store.prepared({patient(id)}); }, answers.next());
  }
  gate.open();
  const auto outcomes = answers.all();
  EXPECT_TRUE(outcomes[0].ok());
  EXPECT_TRUE(outcomes[1].ok());
  EXPECT_EQ(outcomes[2].failure().refusal, base::Refusal::unavailable);
}

TEST(WriteQueue, CreatesOneOfTwoThatRaceForTheSameCriteria) {
  Store store;
  const auto unique = [&](const storage::Reads& reads) -> base::Outcome<void> {
    const Snapshot now(reads, store.snapshot().reading());
    const auto query = search::parse("Patient", "identifier=urn:a|1", *now.reading().definitions, {});
    const Sight sight(reads, *now.reading().dictionary, worker_of("a"), start);
    TRY(const Found found, find::run(now, *query, sight, std::nullopt, start, {}));
    return found.matches.empty() ? base::done() : refused();
  };
  Gate gate(store.repository->queue());
  Answers answers;
  for (const std::string id : {"1", "2"}) {
    store.repository->queue().submit(
        [&, id]() -> base::Outcome<Prepared> {
          TRY(auto wanted, store.prepared({patient(id, R"("identifier":[{"system":"urn:a","value":"1"}])")}));
          wanted.predicates.push_back(unique);
          return wanted;
        },
        answers.next());
  }
  gate.open();
  const auto outcomes = answers.all();
  EXPECT_TRUE(outcomes[0].ok());
  EXPECT_FALSE(outcomes[1].ok());
  EXPECT_EQ(store.found("Patient?identifier=urn:a|1"), "1");
}

TEST(WriteQueue, AnswersAllThatWaitBeforeItEnds) {
  Answers answers;
  Store store;
  Gate gate(store.repository->queue());
  for (const std::string id : {"1", "2", "3"}) {
    store.repository->queue().submit([&, id] { return store.prepared({patient(id)}); }, answers.next());
  }
  gate.open();
  Repository* const repository = store.repository.release();
  delete repository;
  for (const auto& outcome : answers.all()) EXPECT_TRUE(outcome.ok());
}

TEST(WriteQueue, LandsEveryWriteOnceOnAnEngineWithConflicts) {
  Store store(opened_engine(30, 5), {.attempts_max = 100});
  Answers answers;
  constexpr int patients = 10, rounds = 4;
  for (int i = 0; i < patients * rounds; ++i) {
    const std::string json =
        patient(std::to_string(i % patients), "\"multipleBirthInteger\":" + std::to_string(i));
    store.repository->queue().submit([&store, json] { return store.prepared({json}); }, answers.next());
  }
  for (const auto& outcome : answers.all()) EXPECT_TRUE(outcome.ok());
  const auto changes = all_changes(store.snapshot());
  ASSERT_EQ(changes.size(), static_cast<std::size_t>(patients * rounds));
  std::set<std::pair<Number, std::uint32_t>> versions;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    EXPECT_EQ(changes[i].sequence, i + 1);
    versions.emplace(changes[i].number, changes[i].version);
    EXPECT_LE(changes[i].version, static_cast<std::uint32_t>(rounds));
  }
  EXPECT_EQ(versions.size(), changes.size());
  EXPECT_GT(store.audit.abandonments, 0);
}

TEST(WriteQueue, FillsTheNumbersOfAuditEntriesInTheCommit) {
  Store store;
  const auto committed = store.repository->queue().submit_and_wait([&]() -> base::Outcome<Prepared> {
    TRY(auto wanted, store.prepared({patient("1")}));
    AuditDraft draft;
    draft.patient = store.target("Patient", "1");
    draft.disclosed.push_back({draft.patient, 1});
    wanted.audit.push_back(draft);
    return wanted;
  });
  ASSERT_TRUE(committed.ok());
  const audit::Entry& entry = store.audit.batches.back().at(0);
  EXPECT_EQ(entry.patient, committed->results[0].number);
  EXPECT_EQ(entry.disclosed.at(0), (audit::Disclosed{committed->results[0].number, 1}));
  EXPECT_EQ(entry.time, committed->time);
}

TEST(WriteQueue, RunsUpkeepInACommitOfItsOwn) {
  Store store;
  std::promise<bool> done;
  store.repository->queue().run(
      [](storage::WriteTransaction& write) { return meta::set_text(write, "note", "kept"); },
      [&](base::Outcome<void> outcome) { done.set_value(outcome.ok()); });
  EXPECT_TRUE(done.get_future().get());
  EXPECT_EQ(meta::text(store.snapshot().reads(), "note"), "kept");
}

}  // namespace
}  // namespace linkki::repository
