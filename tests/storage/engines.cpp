#include "storage/engines.h"

#include <gtest/gtest.h>

#include "base/bytes.h"
#include "storage/faulty/engine.h"
#include "storage/lmdb/engine.h"
#include "storage/memory/engine.h"

namespace linkki::storage {

std::vector<TableSpec> tables() {
  return {{"plain", 0}, {"numbers", number_bytes}};
}

std::vector<Kind> kinds() {
  return {
      {"Lmdb",
       [](const Folder& folder) {
         return std::move(lmdb::open({.folder = folder.path(), .tables = tables()})).value();
       }},
      {"Memory", [](const Folder&) { return memory::open({.tables = tables()}); }},
      {"MemoryWithConflicts",
       [](const Folder&) { return memory::open({.tables = tables(), .conflict_percent = 40, .seed = 7}); }},
      {"FaultyWithoutFaults",
       [](const Folder&) {
         return faulty::open(memory::open({.tables = tables()}), std::make_shared<faulty::Faults>());
       }},
  };
}

base::Outcome<void> write(Engine& engine, const Work& work) {
  for (int attempt = 0; attempt < 100; ++attempt) {
    TRY(auto transaction, engine.begin_write());
    TRY_VOID(work(*transaction));
    TRY(const Commit commit, transaction->commit());
    if (commit == Commit::done) return base::done();
  }
  return refuse(base::Refusal::conflict, std::vector<base::Issue>{});
}

void put(Engine& engine, TableId table, const std::string& key, const std::string& value) {
  ASSERT_TRUE(write(engine, [&](WriteTransaction& t) { return t.put(table, key, value); }));
}

std::optional<std::string> get(Engine& engine, TableId table, const std::string& key) {
  const auto read = std::move(engine.begin_read()).value();
  const auto value = read->get(table, key);
  return value ? std::optional(std::string(*value)) : std::nullopt;
}

std::string number(std::uint64_t value) {
  std::string bytes;
  base::append_big_endian(bytes, value);
  return bytes;
}

Pairs all(const Reads& reads, TableId table) {
  Pairs found;
  const auto cursor = reads.cursor(table);
  for (bool on = cursor->first(); on; on = cursor->next()) found.emplace_back(cursor->key(), cursor->value());
  return found;
}

Pairs all(Engine& engine, TableId table) {
  return all(*std::move(engine.begin_read()).value(), table);
}

}  // namespace linkki::storage
