#include "audit/log.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "audit/entry.h"
#include "base/limits.h"

using namespace linkki;
using namespace linkki::audit;
using namespace std::chrono_literals;

namespace {

using Texts = std::vector<std::string>;

struct AuditLog : ::testing::Test {
  std::string folder = [] {
    std::string name = ::testing::TempDir() + "linkki-log-XXXXXX";
    return std::string(::mkdtemp(name.data()));
  }();
  base::FakeClock clock{base::Instant{1'780'000'000s}};
  LogSettings settings{
      .folder = folder + "/log", .segment_bytes = 4'096, .segments_ready = 2, .segments_max = 8};
  std::unique_ptr<Log> log;

  ~AuditLog() override {
    log.reset();
    std::filesystem::remove_all(folder);
  }

  void open(Position last_folded = {}) {
    log.reset();
    auto opened = Log::open(settings, last_folded, clock);
    ASSERT_TRUE(opened.ok()) << opened.failure().issues[0].text();
    log = std::move(*opened);
  }
  // What a crash leaves: the files as they are now, without the stop that the destructor writes.
  void crash(Position last_folded = {}) {
    const std::string copy = folder + "/copy";
    std::filesystem::remove_all(copy);
    std::filesystem::copy(settings.folder, copy);
    log.reset();
    std::filesystem::remove_all(settings.folder);
    std::filesystem::rename(copy, settings.folder);
    open(last_folded);
  }
  Position append(const Texts& entries, bool durable = false) {
    auto position = log->append(entries, durable);
    EXPECT_TRUE(position.ok());
    return position.ok() ? *position : Position{};
  }
  // All that waits, findings of the log itself written as [what].
  Texts waiting(std::size_t entries_max = 1'000'000) {
    auto taken = log->take(entries_max);
    EXPECT_TRUE(taken.ok());
    Texts out;
    if (!taken.ok()) return out;
    for (const auto& entry : taken->entries) {
      const auto finding = decode(entry);
      out.push_back(finding.ok() ? "[" + finding->detail + "]" : entry);
    }
    last_taken = taken->up_to;
    return out;
  }
  Position last_taken;

  std::vector<std::filesystem::path> segments() const {
    std::vector<std::filesystem::path> paths;
    for (const auto& file : std::filesystem::directory_iterator(settings.folder))
      paths.push_back(file.path());
    return paths;
  }
};

void flip(const std::filesystem::path& path, std::size_t at) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekg(static_cast<std::streamoff>(at));
  const char byte = static_cast<char>(file.get() ^ 0x10);
  file.seekp(static_cast<std::streamoff>(at));
  file.put(byte);
}

}  // namespace

TEST_F(AuditLog, GivesWhatWasAppendedInOrder) {
  open();
  EXPECT_EQ(append({"a", "b"}), (Position{1, 3}));
  EXPECT_EQ(append({"c"}), (Position{1, 4}));
  EXPECT_EQ(waiting(), (Texts{"a", "b", "c"}));
  EXPECT_EQ(last_taken, (Position{1, 4}));
}

TEST_F(AuditLog, GivesTheSameAgainUntilItIsFolded) {
  open();
  append({"a"});
  append({"b"});
  EXPECT_EQ(waiting(1), (Texts{"a"}));
  EXPECT_EQ(waiting(1), (Texts{"a"}));
  log->folded(last_taken);
  EXPECT_EQ(waiting(), (Texts{"b"}));
  log->folded(last_taken);
  EXPECT_EQ(waiting(), Texts{});
}

TEST_F(AuditLog, GivesARecordWholeEvenWhereFewerWereAskedFor) {
  open();
  append({"a", "b", "c"});
  append({"d"});
  EXPECT_EQ(waiting(1), (Texts{"a", "b", "c"}));
}

TEST_F(AuditLog, KeepsEveryAnsweredEntryOverACrashOfTheProcess) {
  open();
  append({"a"});
  append({"b", "c"});
  crash();
  EXPECT_EQ(waiting(), (Texts{"a", "b", "c", "[unclean-stop after 1/4]"}));
}

TEST_F(AuditLog, SaysNothingAfterAStopInOrder) {
  open();
  append({"a"});
  open();
  append({"b"});
  EXPECT_EQ(waiting(), (Texts{"a", "b"}));
}

TEST_F(AuditLog, FoldsNothingTwiceWhenACrashFollowsTheCommit) {
  open();
  append({"a", "b"});
  waiting();
  append({"c"});
  crash(last_taken);  // the store has a and b; folded() was never told
  EXPECT_EQ(waiting(), (Texts{"c", "[unclean-stop after 1/4]"}));
}

TEST_F(AuditLog, FoldsEverythingAgainWhenTheCommitFailed) {
  open();
  append({"a", "b"});
  waiting();
  crash();
  EXPECT_EQ(waiting().front(), "a");
}

TEST_F(AuditLog, TellsAnUncleanStopAlsoWhenAllWasFolded) {
  open();
  append({"a"});
  waiting();
  log->folded(last_taken);
  crash(last_taken);
  EXPECT_EQ(waiting(), (Texts{"[unclean-stop after 1/2]"}));
}

TEST_F(AuditLog, GoesOnAfterWhatTheStoreKnowsEvenIfTheLogLostIt) {
  open();
  append({"a"});
  log.reset();
  std::filesystem::remove_all(settings.folder);
  open({7, 40});
  EXPECT_EQ(append({"b"}), (Position{8, 3}));
  EXPECT_EQ(waiting(), (Texts{"[unclean-stop after 7/40]", "b"}));
}

TEST_F(AuditLog, SurvivesACrashAtEveryStepOfEveryRun) {
  settings.segments_max = 100;
  Position stored;
  Texts folded;
  std::set<std::string> appended;
  for (int step = 0; step < 60; ++step) {
    if (!log) open();
    const std::string name = "entry " + std::to_string(step) + std::string(step % 7 * 100, '.');
    append({name});
    appended.insert(name);
    if (step % 3 == 1) {
      for (const auto& entry : waiting(static_cast<std::size_t>(step % 5 + 1))) folded.push_back(entry);
      stored = last_taken;  // the commit
      if (step % 2) log->folded(stored);
    }
    if (step % 4 == 2 || step % 5 == 0) crash(stored);
    if (step % 11 == 10) open(stored);
  }
  open(stored);
  for (const auto& entry : waiting()) folded.push_back(entry);
  std::erase_if(folded, [](const std::string& entry) { return entry.starts_with("[unclean"); });
  EXPECT_EQ(folded.size(), appended.size());
  EXPECT_EQ(std::set<std::string>(folded.begin(), folded.end()), appended);
}

TEST_F(AuditLog, ToleratesATailCutAtEveryByte) {
  open();
  append({"first"});
  const auto before = segments();
  append({"second"});
  std::filesystem::path file;
  std::string whole;
  for (const auto& path : before) {
    std::ifstream in(path, std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(in)), {});
    if (bytes.find("second") != bytes.npos) file = path.filename(), whole = bytes;
  }
  const std::size_t end = whole.find("second") + 6;
  const std::size_t start = whole.rfind("\xa7LKA", end);
  log.reset();
  for (std::size_t cut = start; cut < end; ++cut) {
    std::filesystem::remove_all(settings.folder);
    std::filesystem::create_directories(settings.folder);
    std::string torn = whole;
    std::fill(torn.begin() + static_cast<std::ptrdiff_t>(cut), torn.end(), '\0');
    std::ofstream(std::filesystem::path(settings.folder) / file, std::ios::binary) << torn;
    open();
    ASSERT_EQ(waiting(), (Texts{"first", "[unclean-stop after 1/2]"})) << cut;
    log.reset();
  }
}

TEST_F(AuditLog, FindsAChangeOfEveryByteOfAClosedLog) {
  open();
  append({"first", "second"});
  append({"third"});
  log.reset();
  const auto original = folder + "/original";
  std::filesystem::copy(settings.folder, original);
  for (const auto& path : segments()) {
    std::ifstream in(path, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    const std::size_t end = bytes.rfind("\xa7LKA");
    if (end == bytes.npos) continue;
    for (std::size_t at = 0; at < end + record_head_bytes; ++at) {
      std::filesystem::remove_all(settings.folder);
      std::filesystem::copy(original, settings.folder);
      flip(std::filesystem::path(settings.folder) / path.filename(), at);
      open();
      const auto entries = waiting();
      const auto told = std::find_if(entries.begin(), entries.end(),
                                     [](const auto& text) { return text.starts_with("["); });
      ASSERT_NE(told, entries.end()) << at;
      for (const auto& entry : entries) {
        ASSERT_TRUE(entry == "first" || entry == "second" || entry == "third" || entry[0] == '[') << entry;
      }
      log.reset();
    }
  }
}

TEST_F(AuditLog, SaysBetweenWhatTheDamageLies) {
  open();
  append({"first"});
  append({"second"});
  append({"third"});
  log.reset();
  for (const auto& path : segments()) {
    std::ifstream in(path, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    if (const auto at = bytes.find("second"); at != bytes.npos) flip(path, at);
  }
  open();
  EXPECT_EQ(waiting(), (Texts{"first", "third", "[damaged between 1/2 and 1/4]"}));
}

TEST_F(AuditLog, FindsASegmentTakenAway) {
  open();
  for (int i = 0; i < 12; ++i) append({std::string(1'000, static_cast<char>('a' + i))});
  log.reset();
  std::size_t found = 0;
  for (const auto& path : segments()) {
    std::ifstream in(path, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    if (bytes.find("eeee") != bytes.npos) found += std::filesystem::remove(path);
  }
  ASSERT_EQ(found, 1u);
  open();
  EXPECT_EQ(waiting().back().substr(0, 16), "[damaged between");
}

TEST_F(AuditLog, UsesItsSegmentsAgainOnceTheyAreFolded) {
  open();
  for (int i = 0; i < 200; ++i) {
    const auto text = std::to_string(i) + std::string(900, 'x');
    append({text});
    ASSERT_EQ(waiting(), (Texts{text}));
    log->folded(last_taken);
  }
  EXPECT_LE(segments().size(), 4u);
  append({"last"});
  crash(last_taken);
  EXPECT_EQ(waiting().front(), "last");
}

TEST_F(AuditLog, GoesOnFromItsReserveUntilThatIsSpent) {
  settings.segments_max = 4;
  open();
  Texts accepted;
  base::Outcome<Position> last = Position{};
  while (accepted.size() < 100) {
    const auto text = std::to_string(accepted.size()) + std::string(1'000, 'x');
    last = log->append({text});
    if (!last.ok()) break;
    accepted.push_back(text);
  }
  EXPECT_EQ(accepted.size(), 4u * 3);
  EXPECT_EQ(last.failure().refusal, base::Refusal::unavailable);
  EXPECT_EQ(waiting(), accepted);
  log->folded(last_taken);
  EXPECT_TRUE(log->append({std::string(1'000, 'y')}).ok());
}

TEST_F(AuditLog, KeepsSegmentsReadyInAdvance) {
  open();
  EXPECT_EQ(log->statistics().segments_ready, 2u);
  for (const auto& path : segments()) EXPECT_EQ(std::filesystem::file_size(path), settings.segment_bytes);
}

TEST_F(AuditLog, AnswersADurableAppendAfterTheSync) {
  settings.sync_interval = 24h;  // only a waiter hurries it
  open();
  append({"a"}, true);
  append({"b"});
  EXPECT_TRUE(log->sync().ok());
  EXPECT_TRUE(log->statistics().writable);
}

TEST_F(AuditLog, RefusesAnEntryThatNoSegmentHolds) {
  open();
  EXPECT_FALSE(log->append({std::string(settings.segment_bytes, 'x')}).ok());
  EXPECT_EQ(waiting(), Texts{});
  EXPECT_TRUE(log->append({std::string(settings.segment_bytes - record_head_bytes - 10, 'x')}).ok());
}

TEST_F(AuditLog, SpreadsALongAnswerOverSegments) {
  open();
  Texts many;
  for (int i = 0; i < 100; ++i) many.push_back(std::to_string(i) + std::string(100, 'x'));
  append(many);
  EXPECT_EQ(waiting(), many);
}

TEST_F(AuditLog, TakesNothingForAnAnswerWithoutEntries) {
  open();
  append({});
  EXPECT_EQ(waiting(), Texts{});
}

TEST_F(AuditLog, KeepsWhatManyThreadsAppendWhileItIsFolded) {
  settings.segments_max = 1'000;
  open();
  constexpr int thread_count = 4, each = 300;
  std::vector<std::thread> threads;
  std::atomic<int> running{thread_count};
  for (int number = 0; number < thread_count; ++number) {
    threads.emplace_back([&, number] {
      for (int i = 0; i < each; ++i) {
        const auto name = std::to_string(number) + ":" + std::to_string(i);
        EXPECT_TRUE(log->append({name + "a", name + "b"}, i % 100 == 0).ok());
      }
      --running;
    });
  }
  Texts all;
  for (bool last = false; !last;) {
    last = running == 0;
    const auto entries = waiting(64);
    all.insert(all.end(), entries.begin(), entries.end());
    log->folded(last_taken);
    last = last && entries.empty();
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(all.size(), thread_count * each * 2u);
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), all.size());
  std::map<char, int> next;
  for (std::size_t i = 0; i < all.size(); i += 2) {
    EXPECT_EQ(all[i].substr(0, all[i].size() - 1), all[i + 1].substr(0, all[i + 1].size() - 1));
    EXPECT_EQ(all[i].substr(2), std::to_string(next[all[i][0]]++) + "a");
  }
}
