// A small disk filled up and freed again.
#include <gtest/gtest.h>
#include <sys/mount.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "storage/engines.h"
#include "storage/lmdb/engine.h"

namespace linkki::storage {
namespace {

// A memory file system of a given size.
class SmallDisk {
 public:
  explicit SmallDisk(const std::string& size) {
    mounted_ = ::mount("linkki-test", folder_.path().c_str(), "tmpfs", MS_NOSUID | MS_NODEV,
                       ("size=" + size).c_str()) == 0;
    error_ = mounted_ ? 0 : errno;
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  ~SmallDisk() {
    if (mounted_) ::umount2(folder_.path().c_str(), MNT_DETACH);
  }

  bool mounted() const { return mounted_; }
  std::string why_not() const { return std::strerror(error_); }
  std::string operator/(const std::string& name) const { return folder_ / name; }

 private:
  Folder folder_;
  bool mounted_ = false;
  int error_ = 0;
};

// Commits until there is no room; how many rounds are durable.
std::uint64_t fill(Engine& engine, std::uint64_t round) {
  constexpr std::uint64_t rounds_max = 10'000;
  for (; round < rounds_max; ++round) {
    const auto outcome = write(engine, [&](WriteTransaction& t) -> base::Outcome<void> {
      TRY_VOID(t.put(plain, number(round), std::string(1'000 + round * 37 % 40'000, 'v')));
      for (std::uint64_t i = 0; i < 20; ++i) TRY_VOID(t.put(numbers, number(i * round % 97), number(round)));
      return base::done();
    });
    if (outcome) continue;
    EXPECT_EQ(outcome.failure().refusal, base::Refusal::storage_full);
    return round;
  }
  ADD_FAILURE() << "the disk was never full";
  return round;
}

// Takes the last byte.
void fill_up(const std::string& path) {
  std::ofstream ballast(path);
  while (ballast << std::string(4'096, 'b') << std::flush) continue;
}

void expect_rounds(Engine& engine, std::uint64_t rounds) {
  const auto read = std::move(engine.begin_read()).value();
  EXPECT_EQ(read->entries(plain), rounds);
  for (std::uint64_t round = 0; round < rounds; ++round) {
    const auto value = read->get(plain, number(round));
    ASSERT_TRUE(value) << round;
    ASSERT_EQ(value->size(), 1'000 + round * 37 % 40'000);
    ASSERT_TRUE(round == 0 || read->contains(numbers, number(round % 97), number(round)));
  }
}

TEST(FullDisk, RefusesWritesAnswersReadsAndGoesOnWhenThereIsRoom) {
  const SmallDisk disk("12m");
  if (!disk.mounted()) GTEST_SKIP() << "cannot mount a small disk here: " << disk.why_not();
  const lmdb::Settings settings{.folder = disk / "store", .tables = tables()};
  auto engine = lmdb::open(settings).value();
  std::uint64_t rounds = 0;
  for (const int freed : {1, 2, 3}) {
    const std::string ballast = disk / "ballast";
    std::ofstream(ballast) << std::string(2'500'000, 'b');
    rounds = fill(*engine, rounds);
    EXPECT_TRUE(engine->writable()) << freed;
    expect_rounds(*engine, rounds);
    std::filesystem::remove(ballast);
    put(*engine, plain, number(rounds), std::string(1'000 + rounds * 37 % 40'000, 'v'));
    put(*engine, numbers, number(rounds % 97), number(rounds));
    ++rounds;
  }
  expect_rounds(*engine, rounds);
  engine.reset();
  expect_rounds(*lmdb::open(settings).value(), rounds);
}

TEST(FullDisk, EveryReaderSlotCanBeUsed) {
  const SmallDisk disk("4m");
  if (!disk.mounted()) GTEST_SKIP() << "cannot mount a small disk here: " << disk.why_not();
  const auto engine = lmdb::open({.folder = disk / "store", .tables = tables()}).value();
  fill(*engine, 0);
  fill_up(disk / "ballast");
  std::vector<std::unique_ptr<ReadTransaction>> readers;
  for (unsigned i = 0; i < limits::storage_readers_max; ++i) {
    readers.push_back(std::move(engine->begin_read()).value());
  }
  EXPECT_EQ(engine->statistics().readers, limits::storage_readers_max);
}

TEST(FullDisk, AStoreOpensOnIt) {
  const SmallDisk disk("4m");
  if (!disk.mounted()) GTEST_SKIP() << "cannot mount a small disk here: " << disk.why_not();
  const lmdb::Settings settings{.folder = disk / "store", .tables = tables()};
  const std::uint64_t rounds = fill(*lmdb::open(settings).value(), 0);
  fill_up(disk / "ballast");
  expect_rounds(*lmdb::open(settings).value(), rounds);
}

TEST(FullDisk, ACopyWithoutRoomFailsAndLeavesNothing) {
  const SmallDisk disk("1m");
  if (!disk.mounted()) GTEST_SKIP() << "cannot mount a small disk here: " << disk.why_not();
  const Folder folder;
  const auto engine = lmdb::open({.folder = folder.path(), .tables = tables()}).value();
  put(*engine, plain, "key", std::string(3'000'000, 'v'));
  std::filesystem::create_directory(disk / "copy");
  const auto refused = engine->copy_to(disk / "copy");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.failure().issues[0].message->code, "storage-copy");
  EXPECT_TRUE(std::filesystem::is_empty(disk / "copy"));
  EXPECT_TRUE(engine->writable());
}

}  // namespace
}  // namespace linkki::storage
