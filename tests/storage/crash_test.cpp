// kill -9 in the middle of committing: what was acknowledged is there, and no half of a transaction.
#include <gtest/gtest.h>

#include "seeds.h"
#include "storage/engines.h"
#include "storage/failing_disk.h"
#include "storage/lmdb/engine.h"
#include "storage/process.h"

namespace linkki::storage {
namespace {

constexpr std::uint64_t rows = 20;  // of one transaction

std::unique_ptr<Engine> open_in(const Folder& folder) {
  return lmdb::open({.folder = folder.path(), .tables = tables()}).value();
}

base::Outcome<void> put_round(WriteTransaction& t, std::uint64_t round) {
  TRY_VOID(t.put(plain, "round", number(round)));
  for (std::uint64_t row = 0; row < rows; ++row) {
    TRY_VOID(t.put(plain, number(round) + number(row), std::string(300, static_cast<char>(round))));
    TRY_VOID(t.put(numbers, number(row * 7919 % rows), number(round)));
  }
  return base::done();
}

// Commits rounds until it dies; says each one when it is durable.
int write_rounds(const Folder& folder, int output, int calls) {
  const auto engine = open_in(folder);
  die_at(calls);
  for (;;) {
    const auto last = get(*engine, plain, "round");
    const std::uint64_t round = last ? base::read_big_endian<std::uint64_t>(*last) + 1 : 0;
    if (!write(*engine, [&](WriteTransaction& t) { return put_round(t, round); })) return 1;
    if (::write(output, &round, sizeof round) != sizeof round) return 1;
  }
}

void expect_whole_rounds(const Folder& folder, std::uint64_t acknowledged) {
  const auto engine = open_in(folder);
  const auto read = std::move(engine->begin_read()).value();
  const auto last = read->get(plain, "round");
  ASSERT_TRUE(last);
  const auto round = base::read_big_endian<std::uint64_t>(*last);
  EXPECT_GE(round, acknowledged);
  EXPECT_LE(round, acknowledged + 1);
  EXPECT_EQ(read->entries(plain), 1 + (round + 1) * rows);
  EXPECT_EQ(read->entries(numbers), (round + 1) * rows);
  EXPECT_EQ(all(*read, plain).size(), 1 + (round + 1) * rows);
  EXPECT_TRUE(read->contains(numbers, number(3), number(acknowledged)));
}

TEST(Crash, EveryAcknowledgedCommitSurvivesDeathAtAnyCallToTheDisk) {
  const Folder folder;
  ASSERT_TRUE(write(*open_in(folder), [](WriteTransaction& t) { return put_round(t, 0); }));
  std::uint64_t acknowledged = 0;
  for (unsigned trial = 0; trial < seeds(100) && !testing::Test::HasFailure(); ++trial) {
    Process writer(
        [&](int output) { return write_rounds(folder, output, 1 + static_cast<int>(trial % 25)); });
    while (writer.read(&acknowledged, sizeof acknowledged)) continue;
    EXPECT_EQ(writer.wait(), -1);
    expect_whole_rounds(folder, acknowledged);
  }
}

TEST(Crash, EveryAcknowledgedCommitSurvivesKillFromOutside) {
  const Folder folder;
  ASSERT_TRUE(write(*open_in(folder), [](WriteTransaction& t) { return put_round(t, 0); }));
  for (unsigned trial = 0; trial < seeds(100) && !testing::Test::HasFailure(); ++trial) {
    std::uint64_t acknowledged = 0;
    Process writer([&](int output) { return write_rounds(folder, output, 0); });
    for (unsigned rounds = 1 + trial % 5; rounds > 0; --rounds) {
      ASSERT_TRUE(writer.read(&acknowledged, sizeof acknowledged));
    }
    writer.kill();
    while (writer.read(&acknowledged, sizeof acknowledged)) continue;
    writer.wait();
    expect_whole_rounds(folder, acknowledged);
  }
}

TEST(Crash, AWriterKilledInItsTransactionLeavesTheStoreFree) {
  const Folder folder;
  put(*open_in(folder), plain, "key", "value");
  Process writer([&](int output) {
    const auto engine = open_in(folder);
    auto transaction = std::move(engine->begin_write()).value();
    if (!transaction->put(plain, "key", "lost") || ::write(output, "w", 1) != 1) return 1;
    ::pause();
    return 0;
  });
  char ready = 0;
  ASSERT_TRUE(writer.read(&ready, 1));
  writer.kill();
  writer.wait();
  const auto engine = open_in(folder);
  EXPECT_EQ(get(*engine, plain, "key"), "value");
  put(*engine, plain, "key", "new");
}

}  // namespace
}  // namespace linkki::storage
