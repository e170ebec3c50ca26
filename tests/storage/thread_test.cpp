// Many readers and writers at once, on every engine; what ThreadSanitizer runs.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "storage/engines.h"

namespace linkki::storage {
namespace {

class Threads : public testing::TestWithParam<Kind> {
 protected:
  Folder folder_;
  std::unique_ptr<Engine> engine_ = GetParam().open(folder_);
};

INSTANTIATE_TEST_SUITE_P(Engines, Threads, testing::ValuesIn(kinds()),
                         [](const auto& info) { return info.param.name; });

std::uint64_t counter(const Reads& reads) {
  const auto value = reads.get(plain, "counter");
  return value ? base::read_big_endian<std::uint64_t>(*value) : 0;
}

base::Outcome<void> count(WriteTransaction& t) {
  const std::uint64_t next = counter(t) + 1;
  TRY_VOID(t.put(plain, "counter", number(next)));
  return t.put(numbers, "counted", number(next));
}

TEST_P(Threads, NoIncrementIsLost) {
  constexpr unsigned writers = 4, increments = 50;
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < writers; ++i) {
    threads.emplace_back([&] {
      for (unsigned n = 0; n < increments; ++n) EXPECT_TRUE(write(*engine_, count));
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(get(*engine_, plain, "counter"), number(writers * increments));
}

TEST_P(Threads, EveryReaderSeesOneWholeStateAndNeverAnOlderOne) {
  std::atomic<bool> done = false;
  std::vector<std::thread> readers;
  for (unsigned i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      std::uint64_t seen = 0;
      do {
        const auto read = std::move(engine_->begin_read()).value();
        const std::uint64_t now = counter(*read);
        EXPECT_GE(now, seen);
        EXPECT_EQ(read->entries(numbers), now);
        EXPECT_EQ(all(*read, numbers).size(), now);
        seen = now;
      } while (!done);
    });
  }
  for (unsigned i = 0; i < 100; ++i) EXPECT_TRUE(write(*engine_, count));
  done = true;
  for (auto& reader : readers) reader.join();
}

TEST_P(Threads, AReadTransactionMayMoveToAnotherThread) {
  put(*engine_, plain, "key", "value");
  auto read = std::move(engine_->begin_read()).value();
  std::thread([&] {
    EXPECT_EQ(read->get(plain, "key"), "value");
    read.reset();
  }).join();
  EXPECT_EQ(engine_->statistics().readers, 0u);
}

TEST_P(Threads, AWriterWaitsForTheOneBefore) {
  auto first = std::move(engine_->begin_write()).value();
  std::atomic<bool> committed = false;
  std::thread second([&] {
    const auto transaction = std::move(engine_->begin_write()).value();
    EXPECT_TRUE(committed);
  });
  ASSERT_TRUE(first->put(plain, "key", "value"));
  committed = true;
  first.reset();
  second.join();
}

TEST_P(Threads, StatisticsMayBeAskedForAtAnyTime) {
  std::atomic<bool> done = false;
  std::thread asking([&] {
    do {
      EXPECT_LE(engine_->statistics().readers, 2u);
      EXPECT_TRUE(engine_->writable());
    } while (!done);
  });
  for (unsigned i = 0; i < 50; ++i) {
    EXPECT_TRUE(write(*engine_, count));
    (void)get(*engine_, plain, "counter");
  }
  done = true;
  asking.join();
}

}  // namespace
}  // namespace linkki::storage
