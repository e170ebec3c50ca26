#include "storage/faulty/engine.h"

#include <gtest/gtest.h>

#include "storage/engines.h"
#include "storage/memory/engine.h"

namespace linkki::storage::faulty {
namespace {

using base::Refusal;

class Faulty : public testing::Test {
 protected:
  // Seven steps: begin, put, append, nested, put, erase, commit.
  static base::Outcome<void> change_everything(WriteTransaction& t) {
    TRY_VOID(t.put(plain, "a", "new"));
    TRY_VOID(t.append(plain, "z", "new"));
    return t.nested([](WriteTransaction& inner) -> base::Outcome<void> {
      TRY_VOID(inner.put(numbers, "a", number(1)));
      TRY([[maybe_unused]] const bool erased, inner.erase(plain, "b"));
      return base::done();
    });
  }
  static constexpr std::uint64_t all_steps = 7;

  std::shared_ptr<Engine> beneath_ = memory::open({.tables = tables()});
  std::shared_ptr<Faults> faults_ = std::make_shared<Faults>();
  std::unique_ptr<Engine> engine_ = open(beneath_, faults_);
};

TEST_F(Faulty, CountsTheSteps) {
  put(*engine_, plain, "b", "old");
  EXPECT_EQ(faults_->steps(), 3u);
  ASSERT_TRUE(write(*engine_, change_everything));
  EXPECT_EQ(faults_->steps(), 3 + all_steps);
}

TEST_F(Faulty, AFullStoreAtAnyStepStoresNothingAndLaterWritesSucceed) {
  for (std::uint64_t step = 1; step <= all_steps; ++step) {
    put(*beneath_, plain, "b", std::to_string(step));
    faults_->fail_at(step, Fault::storage_full);
    EXPECT_EQ(write(*engine_, change_everything).failure().refusal, Refusal::storage_full) << step;
    EXPECT_EQ(all(*engine_, plain), (Pairs{{"b", std::to_string(step)}}));
    EXPECT_TRUE(engine_->writable());
    put(*engine_, plain, "b", "again");
  }
}

TEST_F(Faulty, FailedIoAtAnyStepStopsAllWritingUntilTheRestart) {
  put(*beneath_, plain, "b", "old");
  for (std::uint64_t step = 1; step <= all_steps; ++step) {
    faults_ = std::make_shared<Faults>();
    engine_ = open(beneath_, faults_);
    EXPECT_TRUE(engine_->writable());
    faults_->fail_at(step, Fault::unavailable);
    EXPECT_EQ(write(*engine_, change_everything).failure().refusal, Refusal::unavailable) << step;
    EXPECT_FALSE(engine_->writable());
    EXPECT_EQ(engine_->begin_write().failure().refusal, Refusal::unavailable);
    EXPECT_EQ(all(*engine_, plain), (Pairs{{"b", "old"}}));
  }
}

TEST_F(Faulty, AConflictComesAtTheCommit) {
  faults_->fail_at(2, Fault::conflict);
  auto transaction = std::move(engine_->begin_write()).value();
  ASSERT_TRUE(transaction->put(plain, "a", ""));
  EXPECT_EQ(transaction->commit().value(), Commit::conflict);
  transaction.reset();
  EXPECT_EQ(all(*engine_, plain), Pairs{});
  put(*engine_, plain, "a", "");
  EXPECT_EQ(all(*engine_, plain), (Pairs{{"a", ""}}));
}

TEST_F(Faulty, ATransactionWithAFailedChangeCannotBeCommitted) {
  faults_->fail_at(2, Fault::storage_full);
  auto transaction = std::move(engine_->begin_write()).value();
  EXPECT_FALSE(transaction->put(plain, "a", ""));
  EXPECT_FALSE(transaction->put(plain, "b", ""));
  EXPECT_EQ(transaction->commit().failure().refusal, Refusal::storage_full);
}

TEST_F(Faulty, AFailedChangeInNestedWorkLeavesTheOuterTransactionWhole) {
  faults_->fail_at(4, Fault::storage_full);
  auto transaction = std::move(engine_->begin_write()).value();
  ASSERT_TRUE(transaction->put(plain, "outer", ""));
  const auto swallows = [](WriteTransaction& inner) -> base::Outcome<void> {
    EXPECT_FALSE(inner.put(plain, "inner", ""));
    return base::done();
  };
  EXPECT_EQ(transaction->nested(swallows).failure().refusal, Refusal::storage_full);
  ASSERT_TRUE(transaction->commit());
  transaction.reset();
  EXPECT_EQ(all(*engine_, plain), (Pairs{{"outer", ""}}));
}

TEST_F(Faulty, ReadingGoesOnWhenWritingHasStopped) {
  put(*engine_, plain, "a", "value");
  faults_->fail_at(1, Fault::unavailable);
  EXPECT_FALSE(engine_->begin_write());
  EXPECT_EQ(get(*engine_, plain, "a"), "value");
}

}  // namespace
}  // namespace linkki::storage::faulty
