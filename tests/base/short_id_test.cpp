#include "base/short_id.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/random.h"

namespace linkki::base {
namespace {

TEST(ShortId, OfAUuidHas17Bytes) {
  EXPECT_EQ(shorten_id("6f0d1c1e-5d0a-4c58-9a52-0c6f1d0b7a01"),
            std::string("\0\x6f\x0d\x1c\x1e\x5d\x0a\x4c\x58\x9a\x52\x0c\x6f\x1d\x0b\x7a\x01", 17));
}

TEST(ShortId, OfAnythingElseIsTheIdItself) {
  for (const char* id :
       {"vaasa-tasapaino", "1", "6F0D1C1E-5D0A-4C58-9A52-0C6F1D0B7A01", "6f0d1c1e-5d0a-4c58-9a52-0c6f1d0b7a0",
        "6f0d1c1e.5d0a-4c58-9a52-0c6f1d0b7a01", "6f0d1c1e-5d0a-4c58-9a52-0c6f1d0b7a0g"}) {
    EXPECT_EQ(shorten_id(id), id);
    EXPECT_EQ(restore_id(id), id);
  }
}

TEST(ShortId, ComesBack) {
  rc::check([](std::uint64_t seed) {
    SeededRandom random(seed);
    const std::string id = uuid(random);
    RC_ASSERT(shorten_id(id).size() == 17u);
    RC_ASSERT(restore_id(shorten_id(id)) == id);
  });
}

}  // namespace
}  // namespace linkki::base
