#include "base/varint.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace linkki::base {
namespace {

TEST(Varint, ComesBack) {
  rc::check([] {
    const auto value = *rc::gen::arbitrary<std::uint64_t>() >> *rc::gen::inRange(0, 64);
    std::string bytes;
    append_varint(bytes, value);
    ByteReader in(bytes);
    RC_ASSERT(in.varint() == value);
    RC_ASSERT(in.ok() && in.left() == 0u);
  });
}

TEST(Varint, TakesNoMoreThanSixtyFourBits) {
  ByteReader in(std::string_view("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", 10));
  EXPECT_EQ(in.varint(), 0u);
  EXPECT_FALSE(in.ok());
}

TEST(ByteReader, GivesNothingMoreAfterItsFirstFault) {
  ByteReader in(
      "\x05"
      "abcdef");
  EXPECT_EQ(in.take(9).size(), 9u);
  EXPECT_FALSE(in.ok());
  EXPECT_EQ(in.byte(), 0);
  EXPECT_EQ(in.varint(), 0u);
  EXPECT_EQ(in.take(1'000'000).size(), 0u);
}

}  // namespace
}  // namespace linkki::base
