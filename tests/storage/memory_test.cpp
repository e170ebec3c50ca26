// What the engines' contract does not say of the one in memory.
#include "storage/memory/engine.h"

#include <gtest/gtest.h>

namespace linkki::storage {
namespace {

void put(Engine& engine, const std::string& key) {
  const auto write = *engine.begin_write();
  ASSERT_TRUE(write->put(0, key, "value").ok());
  ASSERT_TRUE(write->commit().ok());
}

bool has(Engine& engine, const std::string& key) {
  return (*engine.begin_read())->get(0, key).has_value();
}

TEST(MemoryEngine, CopiesAreApartFromThenOn) {
  const auto first = memory::open({.tables = {{.name = "rows"}}});
  put(*first, "before");
  const auto second = memory::copy(*first);
  put(*first, "of the first");
  put(*second, "of the second");
  EXPECT_TRUE(has(*second, "before"));
  EXPECT_TRUE(has(*second, "of the second"));
  EXPECT_FALSE(has(*second, "of the first"));
  EXPECT_FALSE(has(*first, "of the second"));
}

}  // namespace
}  // namespace linkki::storage
