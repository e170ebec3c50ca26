#include "base/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace linkki::base {
namespace {

struct Workers : ::testing::Test {
  base::Gauge waiting;
};

TEST_F(Workers, RunWhatIsPosted) {
  std::atomic<int> done = 0;
  {
    WorkerPool pool(4, 1'000, waiting);
    for (int i = 0; i < 100; ++i) EXPECT_TRUE(pool.post([&] { ++done; }));
  }
  EXPECT_EQ(done, 100) << "what waits when they stop is run, too";
  EXPECT_EQ(waiting.value(), 0);
}

TEST_F(Workers, RefuseWhatIsOverTheQueueButNotTheNextPieceOfAnAnswer) {
  std::promise<void> begun, go_on;
  auto gate = go_on.get_future().share();
  std::atomic<int> done = 0;
  WorkerPool pool(1, 2, waiting);
  pool.post([&, gate] {
    begun.set_value();
    gate.wait();
  });
  begun.get_future().wait();
  EXPECT_TRUE(pool.post([&] { ++done; }));
  EXPECT_TRUE(pool.post([&] { ++done; }));
  EXPECT_FALSE(pool.post([&] { ++done; }));
  EXPECT_EQ(waiting.value(), 2);
  EXPECT_TRUE(pool.post_next([&] { ++done; }));
  go_on.set_value();
  pool.stop();
  EXPECT_EQ(done, 3);
}

TEST_F(Workers, TakeNothingOnceTheyHaveStopped) {
  WorkerPool pool(2, 10, waiting);
  pool.stop();
  EXPECT_FALSE(pool.post([] {}));
  EXPECT_FALSE(pool.post_next([] {}));
  pool.stop();
}

TEST_F(Workers, WorkBesideEachOther) {
  WorkerPool pool(2, 10, waiting);
  std::promise<void> first, second;
  auto other = second.get_future().share();
  pool.post([&, other] {
    first.set_value();
    other.wait();
  });
  first.get_future().wait();
  pool.post([&] { second.set_value(); });
  pool.stop();  // would never return with one thread
}

}  // namespace
}  // namespace linkki::base
