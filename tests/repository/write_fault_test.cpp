// A write either lands whole or leaves nothing, whichever step of it fails.
#include "base/messages.h"
#include "repository/fixture.h"
#include "storage/faulty/engine.h"

namespace linkki::repository {
namespace {

using storage::faulty::Fault;

class WriteFault : public testing::Test {
 protected:
  WriteFault() {
    store.put(patient("1", R"("birthDate":"1980-01-01","name":[{"family":"Berg"}])"));
    store.put(patient("gone"));
    store.remove("Patient", "gone");
  }

  // An update, a creation and a revival with all that may ride in a commit.
  base::Outcome<Prepared> wanted() const {
    TRY(auto wanted,
        store.prepared({patient("1", R"("birthDate":"1990-01-01")"), patient("2"), patient("gone")}));
    wanted.grants.push_back(
        {store.target("Task", "t"),
         {{.holder = store.target("Organization", "b"), .target = wanted.writes[1].target}}});
    wanted.timers.push_back({"timer", start});
    wanted.outbox.push_back("message");
    wanted.submission =
        Submission{store.target("Organization", "b"), "urn:a|1", std::string(32, 'd'), "answer"};
    return wanted;
  }

  // Fails at each step in turn until the write gets through.
  void fail_at_each_step(Fault fault, base::Refusal refusal) {
    const auto before = dump(*store.engine);
    std::uint64_t step = 1;
    for (;; ++step) {
      auto faults = std::make_shared<storage::faulty::Faults>();
      const auto engine = storage::faulty::open(store.engine, faults);
      WriteQueue queue(*engine, store.clock, store.audit);
      faults->fail_at(step, fault);
      const auto outcome = queue.submit_and_wait([&] { return wanted(); });
      if (outcome.ok()) break;
      ASSERT_EQ(outcome.failure().refusal, refusal) << step;
      ASSERT_EQ(dump(*store.engine), before) << step;
      if (fault == Fault::unavailable) {
        EXPECT_FALSE(queue.submit_and_wait([&] { return wanted(); }).ok());
      }
    }
    EXPECT_GT(step, 30u);
    EXPECT_EQ(store.found("Patient?birthdate=1990"), "1");
    EXPECT_EQ(store.found("Patient?_sort=_id"), "1 2 gone");
  }

  Store store;
};

TEST_F(WriteFault, LeavesNothingHalfWrittenWhenTheDiskIsFull) {
  fail_at_each_step(Fault::storage_full, base::Refusal::storage_full);
}

TEST_F(WriteFault, LeavesNothingHalfWrittenWhenTheDiskFails) {
  fail_at_each_step(Fault::unavailable, base::Refusal::unavailable);
}

TEST_F(WriteFault, IsPreparedAgainAfterAConflict) {
  auto faults = std::make_shared<storage::faulty::Faults>();
  const auto engine = storage::faulty::open(store.engine, faults);
  WriteQueue queue(*engine, store.clock, store.audit);
  faults->fail_at(1, Fault::conflict);
  int preparations = 0;
  const auto outcome = queue.submit_and_wait([&] {
    ++preparations;
    return wanted();
  });
  ASSERT_TRUE(outcome.ok());
  EXPECT_EQ(preparations, 2);
  EXPECT_EQ(outcome->results[0].version, 2u);
}

TEST_F(WriteFault, ReachesNobodyElseWhenOneWriteIsTooMuch) {
  auto faults = std::make_shared<storage::faulty::Faults>();
  const auto engine = storage::faulty::open(store.engine, faults);
  WriteQueue queue(*engine, store.clock, store.audit);
  faults->fail_at(3, Fault::storage_full);  // begin, nested, the first row
  EXPECT_FALSE(queue.submit_and_wait([&] { return wanted(); }).ok());
  EXPECT_TRUE(queue.submit_and_wait([&] { return wanted(); }).ok());
}

// An audit that finds no room: nothing is written that is not told of.
class NoRoom final : public AuditSink {
 public:
  base::Outcome<void> append(storage::WriteTransaction&, std::vector<audit::Entry>) override {
    return base::refuse(base::Refusal::storage_full,
                        base::error(base::IssueType::no_store, base::message::unavailable));
  }
};

TEST_F(WriteFault, WritesNothingThatTheAuditCannotTake) {
  const auto before = dump(*store.engine);
  NoRoom audit;
  WriteQueue queue(*store.engine, store.clock, audit);
  EXPECT_EQ(queue.submit_and_wait([&] { return wanted(); }).failure().refusal, base::Refusal::storage_full);
  EXPECT_EQ(dump(*store.engine), before);
}

TEST_F(WriteFault, IsAnsweredAsUnavailableWhenThePagesAreDamaged) {
  const auto before = dump(*store.engine);
  const auto outcome = store.repository->queue().submit_and_wait([&]() -> base::Outcome<Prepared> {
    TRY(auto damaged, wanted());
    damaged.predicates.push_back(
        [](const storage::Reads&) -> base::Outcome<void> { throw storage::Damaged("page"); });
    return damaged;
  });
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.failure().refusal, base::Refusal::unavailable);
  EXPECT_EQ(dump(*store.engine), before);
}

}  // namespace
}  // namespace linkki::repository
