// What only the engine on disk has: files, processes, reader slots, a disk that fails.
#include "storage/lmdb/engine.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <cerrno>
#include <fstream>

#include "storage/engines.h"
#include "storage/failing_disk.h"
#include "storage/process.h"

namespace linkki::storage::lmdb {
namespace {

using base::Refusal;

unsigned mode_of(const std::string& path) {
  return static_cast<unsigned>(std::filesystem::status(path).permissions());
}

class Lmdb : public testing::Test {
 protected:
  base::Outcome<std::unique_ptr<Engine>> try_open(Mode mode = Mode::read_write) {
    return lmdb::open({.folder = folder_.path(), .tables = tables(), .mode = mode});
  }
  std::unique_ptr<Engine> open(Mode mode = Mode::read_write) { return try_open(mode).value(); }
  std::string why_not(Mode mode = Mode::read_write) {
    const auto refused = try_open(mode);
    if (refused) return "opened";
    EXPECT_EQ(refused.failure().refusal, Refusal::unavailable);
    return std::string(refused.failure().issues[0].message->code);
  }

  Folder folder_;
};

TEST_F(Lmdb, WhatWasCommittedIsThereAfterReopening) {
  put(*open(), plain, "key", "value");
  put(*open(), numbers, "key", number(1));
  const auto engine = open();
  EXPECT_EQ(get(*engine, plain, "key"), "value");
  EXPECT_EQ(get(*engine, numbers, "key"), number(1));
}

TEST_F(Lmdb, MakesItsFolderForItsOwnerAlone) {
  const auto engine = lmdb::open({.folder = folder_ / "deep/store", .tables = tables()});
  ASSERT_TRUE(engine);
  EXPECT_EQ(mode_of(folder_ / "deep/store"), 0700u);
  for (const char* file : {"data.mdb", "lock.mdb", "writer.lock"}) {
    EXPECT_EQ(mode_of(folder_ / ("deep/store/" + std::string(file))), 0600u) << file;
  }
}

TEST_F(Lmdb, ASecondWriterIsRefusedUntilTheFirstIsGone) {
  auto engine = open();
  EXPECT_EQ(why_not(), "storage-in-use");
  Process other([&](int) { return why_not() == "storage-in-use" ? 0 : 1; });
  EXPECT_EQ(other.wait(), 0);
  engine.reset();
  EXPECT_EQ(why_not(), "opened");
}

TEST_F(Lmdb, AnotherProcessReadsBesideTheWriter) {
  const auto engine = open();
  put(*engine, plain, "key", "value");
  Process other([&](int) {
    const auto reader = open(Mode::read_only);
    return get(*reader, plain, "key") == "value" && !reader->writable() ? 0 : 1;
  });
  EXPECT_EQ(other.wait(), 0);
  put(*engine, plain, "key", "new");
}

TEST_F(Lmdb, AReadOnlyStoreRefusesToWriteAndIsNotMade) {
  EXPECT_EQ(why_not(Mode::read_only), "storage-open");
  put(*open(), plain, "key", "value");
  const auto engine = open(Mode::read_only);
  EXPECT_EQ(engine->begin_write().failure().issues[0].message->code, "storage-read-only");
  EXPECT_EQ(get(*engine, plain, "key"), "value");
}

TEST_F(Lmdb, AFileThatIsNoStoreIsRefused) {
  std::ofstream(folder_ / "data.mdb") << std::string(100'000, 'x');
  EXPECT_EQ(why_not(), "storage-foreign");
  EXPECT_EQ(why_not(Mode::read_only), "storage-foreign");
}

TEST_F(Lmdb, AStoreWithOtherTablesIsRefused) {
  ASSERT_TRUE(lmdb::open({.folder = folder_.path(), .tables = {{"other", 0}}}));
  EXPECT_EQ(why_not(), "storage-foreign");
  EXPECT_EQ(why_not(Mode::read_only), "storage-foreign");
}

TEST_F(Lmdb, AStoreWhoseTablesHaveAnotherShapeIsRefused) {
  put(*open(), numbers, "key", number(1));
  for (const std::vector<TableSpec>& other :
       {std::vector<TableSpec>{{"plain", 8}}, {{"numbers", 0}}, {{"numbers", 16}}}) {
    const auto refused = lmdb::open({.folder = folder_.path(), .tables = other});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.failure().issues[0].message->code, "storage-foreign");
  }
}

TEST_F(Lmdb, ANewTableIsAddedWhenTheStoreIsOpenedForWriting) {
  put(*open(), plain, "key", "value");
  auto more = tables();
  more.push_back({"later", 0});
  const auto engine = lmdb::open({.folder = folder_.path(), .tables = more}).value();
  put(*engine, 2, "key", "in the new table");
  EXPECT_EQ(get(*engine, plain, "key"), "value");
}

TEST_F(Lmdb, AFileCutShortIsRefused) {
  put(*open(), plain, "key", std::string(100'000, 'v'));
  std::filesystem::resize_file(folder_ / "data.mdb", 50'000);
  EXPECT_EQ(why_not(), "storage-damaged");
  EXPECT_EQ(why_not(Mode::read_only), "storage-damaged");
}

TEST_F(Lmdb, PagesOverwrittenOnDiskAreNotAnsweredFrom) {
  constexpr std::size_t page = 4096;
  put(*open(), plain, "key", "value");
  const auto size = std::filesystem::file_size(folder_ / "data.mdb");
  // The first two pages say where the others are.
  std::fstream file(folder_ / "data.mdb", std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(2 * page);
  file << std::string(size - 2 * page, '\0');
  file.close();
  EXPECT_EQ(why_not(Mode::read_only), "storage-damaged");
  EXPECT_EQ(why_not(), "storage-damaged");
}

TEST_F(Lmdb, WithEveryReaderSlotTakenReadsAreRefusedAndThenGoOn) {
  const auto engine = lmdb::open({.folder = folder_.path(), .tables = tables(), .readers_max = 2}).value();
  auto first = engine->begin_read();
  const auto second = engine->begin_read();
  ASSERT_TRUE(first && second);
  const auto third = engine->begin_read();
  ASSERT_FALSE(third);
  EXPECT_EQ(third.failure().refusal, Refusal::unavailable);
  EXPECT_EQ(third.failure().issues[0].message->code, "storage-readers");
  EXPECT_TRUE(engine->writable());
  put(*engine, plain, "key", "value");
  first.value().reset();
  EXPECT_EQ(get(*engine, plain, "key"), "value");
}

TEST_F(Lmdb, TheSlotOfAKilledReaderIsTakenBack) {
  const auto engine = lmdb::open({.folder = folder_.path(), .tables = tables(), .readers_max = 1}).value();
  Process other([&](int output) {
    const auto reader = open(Mode::read_only);
    const auto read = reader->begin_read();
    if (::write(output, "r", 1) == 1) ::pause();
    return 0;
  });
  char ready = 0;
  ASSERT_TRUE(other.read(&ready, 1));
  EXPECT_FALSE(engine->begin_read());
  other.kill();
  other.wait();
  EXPECT_TRUE(engine->begin_read());
}

TEST_F(Lmdb, AnIdleReaderHoldsNoPages) {
  const auto engine = open();
  const auto churn = [&] {
    for (int i = 0; i < 50; ++i) put(*engine, plain, "key", std::string(100'000, static_cast<char>(i)));
    return engine->statistics();
  };
  EXPECT_EQ(get(*engine, plain, "key"), std::nullopt);
  const auto before = churn();
  const auto after = churn();
  EXPECT_EQ(after.readers, 0u);
  EXPECT_EQ(after.file_bytes, before.file_bytes);
  EXPECT_GE(before.used_bytes, 100'000u);
  EXPECT_LE(before.used_bytes, before.file_bytes);
}

TEST_F(Lmdb, ACopyHoldsTheStoreAsItWasAndOpens) {
  const auto engine = open();
  put(*engine, plain, "key", "value");
  const Folder copy;
  ASSERT_TRUE(engine->copy_to(copy.path()));
  EXPECT_EQ(mode_of(copy / "data.mdb"), 0600u);
  put(*engine, plain, "key", "later");
  EXPECT_EQ(get(*lmdb::open({.folder = copy.path(), .tables = tables()}).value(), plain, "key"), "value");
  EXPECT_EQ(get(*engine, plain, "key"), "later");
}

TEST_F(Lmdb, ACopyGoesToAnEmptyFolderOnly) {
  const auto engine = open();
  const Folder taken;
  std::ofstream(taken / "file") << "something";
  for (const std::string& folder : {taken.path(), folder_.path(), taken / "missing"}) {
    const auto refused = engine->copy_to(folder);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.failure().issues[0].message->code, "storage-not-empty");
  }
}

TEST_F(Lmdb, AFullMapRefusesWritesAndKeepsWhatItHas) {
  const auto engine =
      lmdb::open({.folder = folder_.path(), .tables = tables(), .map_bytes = 1u << 20}).value();
  put(*engine, plain, "key", "value");
  const auto refused = write(*engine, [](WriteTransaction& t) -> base::Outcome<void> {
    EXPECT_EQ(t.put(plain, "large", std::string(2u << 20, 'v')).failure().refusal, Refusal::storage_full);
    return t.put(plain, "small", "");
  });
  EXPECT_EQ(refused.failure().refusal, Refusal::storage_full);
  put(*engine, plain, "small", "value");
  EXPECT_EQ(all(*engine, plain), (Pairs{{"key", "value"}, {"small", "value"}}));
}

TEST_F(Lmdb, NestedWorkThatFillsTheMapLeavesTheRest) {
  const auto engine =
      lmdb::open({.folder = folder_.path(), .tables = tables(), .map_bytes = 1u << 20}).value();
  ASSERT_TRUE(write(*engine, [](WriteTransaction& t) -> base::Outcome<void> {
    TRY_VOID(t.put(plain, "key", "value"));
    const auto large = [](WriteTransaction& inner) {
      return inner.put(plain, "large", std::string(2u << 20, 'v'));
    };
    EXPECT_EQ(t.nested(large).failure().refusal, Refusal::storage_full);
    return t.put(plain, "more", "value");
  }));
  EXPECT_EQ(all(*engine, plain), (Pairs{{"key", "value"}, {"more", "value"}}));
}

TEST_F(Lmdb, WithLittleAddressSpaceTheMapIsSmaller) {
#ifdef LINKKI_SANITIZED
  GTEST_SKIP() << "the sanitizers need the address space themselves";
#endif
  Process small([&](int) {
    constexpr rlim_t limit = rlim_t{16} << 30;
    const rlimit space{limit, limit};
    if (::setrlimit(RLIMIT_AS, &space) != 0) return 1;
    const auto engine = open();
    put(*engine, plain, "key", "value");
    const auto map = engine->statistics().map_bytes;
    return map >= limit / 4 && map <= limit && get(*engine, plain, "key") == "value" ? 0 : 2;
  });
  EXPECT_EQ(small.wait(), 0);
}

TEST_F(Lmdb, TheLogTellsWhyWritingStoppedAndThatThereIsRoomAgain) {
  base::SeededRandom random(1);
  const base::FakeClock clock(base::Instant{});
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::tmpfile(), std::fclose);
  {
    base::Log log(base::LogLevel::info, base::LogFormat::text, clock, random, file.get());
    const auto engine = lmdb::open({.folder = folder_.path(), .tables = tables(), .log = &log}).value();
    const auto write_while = [&](int error) {
      const FailingDisk disk(DiskCall::sync, error);
      EXPECT_FALSE(write(*engine, [](WriteTransaction& t) { return t.put(plain, "key", "lost"); }));
    };
    write_while(ENOSPC);
    write_while(ENOSPC);
    put(*engine, plain, "key", "value");
    write_while(EIO);
  }
  std::rewind(file.get());
  std::string written(10'000, '\0');
  written.resize(std::fread(written.data(), 1, written.size(), file.get()));
  const auto full = written.find("storage full"), room = written.find("storage has room again");
  EXPECT_LT(full, room);
  EXPECT_EQ(written.find("storage full", full + 1), std::string::npos);
  EXPECT_LT(room, written.find("storage stopped writing"));
  EXPECT_NE(written.find("Input/output error"), std::string::npos) << written;
}

TEST_F(Lmdb, AnEngineHasAsManyReadersAsAsked) {
  const auto engine = open();
  std::vector<std::unique_ptr<ReadTransaction>> readers;
  for (unsigned i = 0; i < limits::storage_readers_max; ++i) {
    readers.push_back(std::move(engine->begin_read()).value());
  }
  EXPECT_FALSE(engine->begin_read());
  EXPECT_EQ(engine->statistics().readers, limits::storage_readers_max);
}

TEST_F(Lmdb, AFailedSyncStopsAllWritingUntilReopened) {
  auto engine = open();
  put(*engine, plain, "key", "value");
  {
    const FailingDisk disk(DiskCall::sync, EIO);
    const auto refused = write(*engine, [](WriteTransaction& t) { return t.put(plain, "key", "lost"); });
    EXPECT_EQ(refused.failure().refusal, Refusal::unavailable);
  }
  EXPECT_FALSE(engine->writable());
  EXPECT_EQ(engine->begin_write().failure().refusal, Refusal::unavailable);
  EXPECT_EQ(get(*engine, plain, "key"), "value");
  engine.reset();
  engine = open();
  EXPECT_TRUE(engine->writable());
  EXPECT_EQ(get(*engine, plain, "key"), "value");
  put(*engine, plain, "key", "new");
}

// One commit of this size writes its pages with one call and says where they are with a second.
TEST_F(Lmdb, AFailedWriteStopsAllWritingWhicheverItIs) {
  for (int from = 1; from <= 2; ++from) {
    auto engine = open();
    put(*engine, plain, "key", "value");
    {
      const FailingDisk disk(DiskCall::write, EIO, from);
      const auto refused = write(*engine, [](WriteTransaction& t) { return t.put(plain, "key", "lost"); });
      EXPECT_EQ(refused.failure().refusal, Refusal::unavailable) << from;
    }
    EXPECT_EQ(engine->begin_write().failure().refusal, Refusal::unavailable);
    EXPECT_FALSE(engine->writable());
    engine.reset();
    EXPECT_EQ(get(*open(), plain, "key"), "value") << from;
  }
}

TEST_F(Lmdb, ADiskWithoutRoomStoresNothingAndWritesGoOnLater) {
  const auto engine = open();
  put(*engine, plain, "key", "value");
  {
    const FailingDisk disk(DiskCall::write, ENOSPC);
    const auto refused = write(*engine, [](WriteTransaction& t) { return t.put(plain, "key", "lost"); });
    EXPECT_EQ(refused.failure().refusal, Refusal::storage_full);
  }
  EXPECT_TRUE(engine->writable());
  EXPECT_EQ(get(*engine, plain, "key"), "value");
  put(*engine, plain, "key", "new");
  EXPECT_EQ(get(*engine, plain, "key"), "new");
}

}  // namespace
}  // namespace linkki::storage::lmdb
