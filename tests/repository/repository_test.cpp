// One store over its life: made, opened again, brought up, kept on disk.
#include "repository/repository.h"

#include "base/messages.h"
#include "repository/fixture.h"
#include "repository/meta.h"
#include "repository/migration.h"
#include "repository/upkeep.h"
#include "storage/folder.h"
#include "storage/lmdb/engine.h"

namespace linkki::repository {
namespace {

TEST(Repository, FindsEverythingAgainWhenItIsOpenedAgain) {
  const auto engine = memory_engine();
  {
    Store store(engine);
    store.put(patient("1", R"("name":[{"family":"Berg"}])"));
  }
  Store store(engine);
  EXPECT_EQ(store.found("Patient?family=berg"), "1");
  EXPECT_EQ(store.put(patient("1")).results[0].version, 2u);
  EXPECT_TRUE(store.repository->stale_parameters().empty());
}

TEST(Repository, KeepsWhatItWritesOnDisk) {
  const storage::Folder folder;
  const auto open = [&]() -> std::shared_ptr<storage::Engine> {
    return *storage::lmdb::open({.folder = folder / "store", .tables = table_specs()});
  };
  {
    Store store(open());
    store.put(patient("1", R"("name":[{"family":"Berg"}])"));
    store.put(patient("1", R"("name":[{"family":"Virtanen"}])"));
    store.put(patient("2"));
    store.remove("Patient", "2");
  }
  Store store(open());
  EXPECT_EQ(store.found("Patient?family=virtanen"), "1");
  EXPECT_EQ(store.found("Patient?family=berg"), "");
  EXPECT_EQ(store.search("Patient").total, 1u);
}

TEST(Repository, OpensOnAnEngineWithConflicts) {
  const auto engine = memory_engine(50, 3);
  Store store(engine);
  EXPECT_EQ(meta::number(store.snapshot().reads(), "format"), format);
}

TEST(Repository, SealsWithAKeyThatTheStoreKeeps) {
  const auto engine = memory_engine();
  Store first(engine);
  Store second(engine);
  const std::string sealed = first.repository->seal().seal("page", "context");
  EXPECT_EQ(second.repository->seal().open(sealed, "context"), "page");
}

class Migrate : public testing::Test {
 protected:
  Migrate() { set_format(1); }
  void set_format(std::uint64_t at) {
    ASSERT_TRUE(in_transaction(*engine, [&](storage::WriteTransaction& write) {
                  return meta::set_number(write, "format", at);
                }).ok());
  }
  std::string noted() const { return meta::text(**engine->begin_read(), "steps").value_or(""); }
  std::uint64_t now_at() const { return meta::number(**engine->begin_read(), "format"); }
  // Notes its number; a step that ran twice would be seen.
  static Migration step(std::uint32_t from) {
    return {from, [from](storage::WriteTransaction& write) {
              return meta::set_text(write, "steps",
                                    meta::text(write, "steps").value_or("") + std::to_string(from));
            }};
  }

  std::shared_ptr<storage::Engine> engine = memory_engine(50, 2);
};

TEST_F(Migrate, RunsEachStepOnce) {
  const std::vector steps{step(2), step(1), step(3)};
  EXPECT_TRUE(migrate(*engine, steps, 4).ok());
  EXPECT_EQ(noted(), "123");
  EXPECT_EQ(now_at(), 4u);
  EXPECT_TRUE(migrate(*engine, steps, 4).ok());
  EXPECT_EQ(noted(), "123");
}

TEST_F(Migrate, RefusesANewerStore) {
  set_format(5);
  const auto refused = migrate(*engine, {step(1)}, 4);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.failure().refusal, base::Refusal::unavailable);
  EXPECT_EQ(now_at(), 5u);
}

TEST_F(Migrate, RefusesAStoreThatNoStepLeadsOnFrom) {
  EXPECT_FALSE(migrate(*engine, {step(1)}, 3).ok());
  EXPECT_EQ(noted(), "1");
  EXPECT_EQ(now_at(), 2u);
}

TEST_F(Migrate, LeavesTheStoreAtTheStepThatFailed) {
  const Migration failing{2, [](storage::WriteTransaction& write) -> base::Outcome<void> {
                            TRY_VOID(meta::set_text(write, "steps", "half"));
                            return base::refuse(
                                base::Refusal::storage_full,
                                base::error(base::IssueType::no_store, base::message::unavailable));
                          }};
  EXPECT_EQ(migrate(*engine, {step(1), failing}, 3).failure().refusal, base::Refusal::storage_full);
  EXPECT_EQ(noted(), "1");
  EXPECT_EQ(now_at(), 2u);
}

}  // namespace
}  // namespace linkki::repository
