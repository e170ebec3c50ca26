#include "repository/audit_store.h"

#include <gtest/gtest.h>

#include "audit/block.h"
#include "audit/entries.h"
#include "audit/tiles.h"
#include "repository/upkeep.h"
#include "storage/memory/engine.h"

namespace linkki::repository {
namespace {

using Sequences = std::vector<std::uint64_t>;

class AuditRows : public testing::Test {
 protected:
  void append(const std::vector<audit::Entry>& entries) {
    std::vector<std::string> encoded;
    for (const auto& entry : entries) {
      encoded.push_back(audit::encode(entry));
      all.push_back(encoded.back());
    }
    ASSERT_TRUE(in_transaction(*engine, [&](storage::WriteTransaction& write) {
                  return store.append(write, encoded);
                }).ok());
  }
  std::vector<audit::Entry> some(std::size_t count) {
    std::vector<audit::Entry> entries;
    for (std::size_t i = 0; i < count; ++i) entries.push_back(audit::typical_entry(random));
    return entries;
  }
  void expect_all() {
    const auto reads = *engine->begin_read();
    std::vector<std::string> found;
    const auto visited = AuditStore::each(*reads, 0, [&](std::uint64_t sequence, std::string_view entry) {
      EXPECT_EQ(sequence, found.size());
      found.emplace_back(entry);
      return true;
    });
    EXPECT_TRUE(visited.ok());
    EXPECT_EQ(found, all);
    EXPECT_EQ(AuditStore::size(*reads), all.size());
    std::vector<audit::Hash> leaves;
    for (const auto& entry : all) leaves.push_back(audit::leaf_hash(entry));
    EXPECT_EQ(*audit::root(AuditTiles(*reads), all.size()), audit::naive_root(leaves.data(), leaves.size()));
  }
  std::uint64_t blocks() const { return (*engine->begin_read())->entries(id(Table::audit_block)); }

  base::SeededRandom random{3};
  FacetHash hash{crypto::KeyedHash::Key{}};
  AuditStore store{hash};
  std::unique_ptr<storage::Engine> engine = storage::memory::open({.tables = table_specs()});
  std::vector<std::string> all;
};

TEST_F(AuditRows, AreTheEntriesHoweverTheyWereAppended) {
  for (const std::size_t count : {1u, 0u, 3u, 127u, 1u, 128u, 129u, 300u, 1u}) append(some(count));
  expect_all();
  EXPECT_EQ(blocks(), (all.size() + audit::block_entries_max - 1) / audit::block_entries_max);
}

TEST_F(AuditRows, AreEmptyAtFirst) {
  expect_all();
  EXPECT_FALSE(AuditStore::get(**engine->begin_read(), 0).ok());
}

TEST_F(AuditRows, StayReadableWhenEntriesAreLarge) {
  std::vector<audit::Entry> large = some(6);
  for (auto& entry : large) {
    entry.query.resize(400'000);
    random.fill({reinterpret_cast<std::uint8_t*>(entry.query.data()), entry.query.size()});
  }
  append(large);
  append(some(2));
  expect_all();
}

TEST_F(AuditRows, AreGotOneByOne) {
  auto entries = some(200);
  append(entries);
  const auto reads = *engine->begin_read();
  for (const std::uint64_t sequence : {0u, 1u, 127u, 128u, 199u}) {
    entries[sequence].sequence = sequence;
    EXPECT_EQ(*AuditStore::get(*reads, sequence), entries[sequence]);
  }
  EXPECT_FALSE(AuditStore::get(*reads, 200).ok());
}

TEST_F(AuditRows, AreVisitedFromTheMiddleUntilEnough) {
  append(some(300));
  Sequences visited;
  ASSERT_TRUE(AuditStore::each(**engine->begin_read(), 127, [&](std::uint64_t sequence, std::string_view) {
                visited.push_back(sequence);
                return visited.size() < 3;
              }).ok());
  EXPECT_EQ(visited, (Sequences{127, 128, 129}));
}

TEST_F(AuditRows, AreFoundByPatientAgentResourceAndDay) {
  auto entries = some(4);
  entries[0].patient = 5;
  entries[0].disclosed = {{5, 1}, {7, 1}, {7, 2}};
  entries[1].patient = 6;
  entries[1].disclosed = {{7, 3}};
  entries[1].person = "Practitioner/x";
  entries[2].patient = 0;
  entries[2].organization = "Organization/y";
  entries[2].disclosed = {};
  entries[3].patient = 5;
  entries[3].disclosed = {};
  for (int i = 0; i < 4; ++i)
    entries[static_cast<std::size_t>(i)].time = base::Instant{std::chrono::days{i - 1}};
  append(entries);
  const auto reads = *engine->begin_read();
  EXPECT_EQ(store.by_patient(*reads, 5), (Sequences{0, 3}));
  EXPECT_EQ(store.by_patient(*reads, 9), Sequences{});
  EXPECT_EQ(store.by_entity(*reads, 7), (Sequences{0, 1}));
  EXPECT_EQ(store.by_entity(*reads, 5), (Sequences{0, 3}));
  EXPECT_EQ(store.by_agent(*reads, "Practitioner/x"), Sequences{1});
  EXPECT_EQ(store.by_agent(*reads, "Organization/y"), Sequences{2});
  EXPECT_EQ(store.by_agent(*reads, "Organization/vaasa"), (Sequences{0, 1, 3}));
  EXPECT_EQ(store.by_days(*reads, -1, 1), (Sequences{0, 1}));
  EXPECT_EQ(store.by_days(*reads, 2, 3), Sequences{3});
  EXPECT_EQ(store.by_days(*reads, 2, 2), Sequences{});
}

}  // namespace
}  // namespace linkki::repository
