// What must happen later: messages, timers, jobs.
#include "repository/due.h"

#include "base/bytes.h"
#include "repository/fixture.h"

namespace linkki::repository {
namespace {

struct Due : testing::Test {
  template <class Work>
  void commit(Work work) {
    auto write = *engine->begin_write();
    work(*write);
    ASSERT_TRUE(write->commit().ok());
  }
  std::vector<std::uint64_t> sequences() const {
    const auto reads = *engine->begin_read();
    std::vector<std::uint64_t> found;
    const auto cursor = reads->cursor(id(Table::outbox));
    for (bool at = cursor->first(); at; at = cursor->next())
      found.push_back(base::read_big_endian<std::uint64_t>(cursor->key()));
    return found;
  }
  void put(const std::string& message) {
    commit([&](auto& write) { ASSERT_TRUE(due::put_message(write, message).ok()); });
  }
  void deliver_all() {
    const auto all = sequences();
    commit([&](auto& write) {
      for (const std::uint64_t sequence : all) {
        std::string key;
        base::append_big_endian(key, sequence);
        ASSERT_TRUE(write.erase(id(Table::outbox), key).ok());
      }
    });
  }
  std::shared_ptr<storage::Engine> engine = memory_engine();
};

using Sequences = std::vector<std::uint64_t>;

TEST_F(Due, RingsAtOnceForAMomentLongBeforeOurs) {
  const base::Instant old{std::chrono::seconds{-86'400 * 365LL}};
  commit([&](auto& write) { ASSERT_TRUE(due::set_timer(write, {"Task/1#answer-by", old}).ok()); });
  const auto reads = *engine->begin_read();
  ASSERT_EQ(due::timers_due(*reads, base::Instant{}, 10).size(), 1u);
}

TEST_F(Due, NumbersMessagesInTheirOrder) {
  put("a");
  put("b");
  EXPECT_EQ(sequences(), (Sequences{1, 2}));
}

TEST_F(Due, NeverGivesTheNumberOfADeliveredMessageAgain) {
  put("a");
  put("b");
  deliver_all();
  put("c");
  EXPECT_EQ(sequences(), (Sequences{3}));
  deliver_all();
  put("d");
  EXPECT_EQ(sequences(), (Sequences{4}));
}

// Written by a program that did not keep the last number yet.
TEST_F(Due, GoesOnBehindWhatAnOlderProgramNumbered) {
  commit([](auto& write) {
    std::string key;
    base::append_big_endian(key, std::uint64_t{17});
    ASSERT_TRUE(write.put(id(Table::outbox), key, "old").ok());
  });
  put("new");
  EXPECT_EQ(sequences(), (Sequences{17, 18}));
}

constexpr auto at = [](int seconds) { return start + std::chrono::seconds(seconds); };

struct Timers : Due {
  void set(const std::string& name, int second) {
    commit([&](auto& write) { ASSERT_TRUE(due::set_timer(write, {name, at(second)}).ok()); });
  }
  bool ring(const std::string& name, int second) {
    bool rung = false;
    commit([&](auto& write) { rung = *due::ring(write, {name, at(second)}); });
    return rung;
  }
  std::string due_at(int second, std::size_t count = 10) const {
    const auto reads = *engine->begin_read();
    std::string names;
    for (const auto& timer : due::timers_due(*reads, at(second), count)) names += timer.name + " ";
    return names;
  }
};

TEST_F(Timers, AreGivenOldestFirst) {
  for (const int second : {3, 1, 2}) set("t" + std::to_string(second), second);
  EXPECT_EQ(due_at(0), "");
  EXPECT_EQ(due_at(2), "t1 t2 ");
  EXPECT_EQ(due_at(9), "t1 t2 t3 ");
  EXPECT_EQ(due_at(9, 1), "t1 ");
}

TEST_F(Timers, RingOnceForAMoment) {
  set("t", 1);
  EXPECT_TRUE(ring("t", 1));
  EXPECT_FALSE(ring("t", 1));
  EXPECT_EQ(due_at(9), "");
  set("t", 1);
  EXPECT_EQ(due_at(9), "") << "set to the moment that it has rung for";
  set("t", 2);
  EXPECT_EQ(due_at(9), "t ");
  EXPECT_TRUE(ring("t", 2));
}

TEST_F(Timers, WaitForTheLastMomentThatTheyWereSetTo) {
  set("t", 1);
  set("t", 5);
  EXPECT_EQ(due_at(4), "");
  EXPECT_FALSE(ring("t", 1));
  EXPECT_TRUE(ring("t", 5));
}

TEST_F(Timers, ThatHaveEndedDoNotRing) {
  set("t", 1);
  commit([](auto& write) { ASSERT_TRUE(due::end_timer(write, "t").ok()); });
  EXPECT_EQ(due_at(9), "");
  EXPECT_FALSE(ring("t", 1));
  set("t", 1);
  EXPECT_EQ(due_at(9), "t ") << "begun again";
  commit([](auto& write) { EXPECT_TRUE(due::end_timer(write, "never set").ok()); });
}

TEST_F(Due, KeepsTheStateOfAJob) {
  commit([](auto& write) { ASSERT_TRUE(due::put_job(write, "j", "half").ok()); });
  const auto reads = *engine->begin_read();
  EXPECT_EQ(due::job(*reads, "j"), "half");
  EXPECT_EQ(due::job(*reads, "other"), std::nullopt);
}

}  // namespace
}  // namespace linkki::repository
