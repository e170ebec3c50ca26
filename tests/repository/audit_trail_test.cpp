#include "repository/audit_trail.h"

#include <gtest/gtest.h>

#include <future>

#include "audit/entries.h"
#include "storage/folder.h"
#include "storage/memory/engine.h"

namespace linkki::repository {
namespace {

// A trail with its log and store; a second one over the same is what a restart makes.
struct Trail {
  Trail(storage::Engine& engine, const std::string& folder) : engine(engine) {
    const auto reads = *engine.begin_read();
    if (!trail.open({.folder = folder, .segment_bytes = 65'536, .segments_ready = 1}, *reads, hash, clock)
             .ok())
      std::abort();
    queue = std::make_unique<WriteQueue>(engine, clock, trail);
  }
  // A commit that changes nothing: it folds what waits.
  void fold() {
    EXPECT_TRUE(queue->submit_and_wait([]() -> base::Outcome<Prepared> { return Prepared{}; }).ok());
  }
  void write(const std::string& person) {
    Prepared wanted;
    wanted.audit.push_back({entry(person), {}, {}});
    EXPECT_TRUE(queue->submit_and_wait([&]() -> base::Outcome<Prepared> { return wanted; }).ok());
  }
  void read(const std::string& person, bool durable = false) {
    EXPECT_TRUE(trail.append_read({entry(person)}, durable).ok());
  }
  static audit::Entry entry(const std::string& person) {
    audit::Entry entry;
    entry.person = person;
    return entry;
  }
  // The persons of all entries in the store, the log's own left out.
  std::string stored() const {
    std::string persons;
    const auto visited =
        AuditStore::each(**engine.begin_read(), 0, [&](std::uint64_t, std::string_view bytes) {
          persons += audit::decode(bytes)->person;
          return true;
        });
    EXPECT_TRUE(visited.ok());
    return persons;
  }

  storage::Engine& engine;
  base::FakeClock clock{base::Instant{std::chrono::seconds{1'780'000'000}}};
  std::shared_ptr<const FacetHash> hash = std::make_shared<FacetHash>(crypto::KeyedHash::Key{});
  AuditTrail trail;
  std::unique_ptr<WriteQueue> queue;
};

class AuditTrails : public testing::Test {
 protected:
  storage::Folder folder;
  std::unique_ptr<storage::Engine> engine = storage::memory::open({.tables = table_specs()});
  std::string log = folder / "log";
};

TEST_F(AuditTrails, FoldReadsBeforeTheWriteOfTheSameCommit) {
  Trail trail(*engine, log);
  trail.read("a");
  trail.read("b", true);
  EXPECT_EQ(trail.stored(), "");
  EXPECT_TRUE(trail.trail.waiting());
  trail.write("c");
  EXPECT_EQ(trail.stored(), "abc");
  EXPECT_FALSE(trail.trail.waiting());
  trail.fold();
  EXPECT_EQ(trail.stored(), "abc");
}

TEST_F(AuditTrails, FoldOnceWhatWaitedThroughARestart) {
  {
    Trail trail(*engine, log);
    trail.read("a");
    trail.fold();
    trail.read("b");
  }
  {
    Trail trail(*engine, log);
    EXPECT_EQ(trail.stored(), "a");
    trail.read("c");
    trail.fold();
    EXPECT_EQ(trail.stored(), "abc");
  }
  Trail trail(*engine, log);
  trail.fold();
  EXPECT_EQ(trail.stored(), "abc");
}

TEST_F(AuditTrails, FoldOnceOnAnEngineWithConflicts) {
  const auto conflicting =
      storage::memory::open({.tables = table_specs(), .conflict_percent = 60, .seed = 4});
  Trail trail(*conflicting, log);
  trail.read("a");
  std::promise<bool> done;
  trail.queue->run([](storage::WriteTransaction&) { return base::done(); },
                   [&](base::Outcome<void> outcome) { done.set_value(outcome.ok()); });
  EXPECT_TRUE(done.get_future().get());
  trail.write("b");
  EXPECT_EQ(trail.stored(), "ab");
}

}  // namespace
}  // namespace linkki::repository
