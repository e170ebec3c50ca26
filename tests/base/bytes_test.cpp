#include "base/bytes.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <limits>

namespace linkki::base {
namespace {

template <class Integer>
std::string bytes_of(Integer value) {
  std::string out;
  append_big_endian(out, value);
  return out;
}

TEST(BigEndian, PutsTheHighestByteFirst) {
  EXPECT_EQ(bytes_of<std::uint32_t>(0x01020304), "\x01\x02\x03\x04");
  EXPECT_EQ(bytes_of<std::uint16_t>(0xff00), std::string("\xff\x00", 2));
  EXPECT_EQ(bytes_of<std::uint8_t>(7), "\x07");
}

TEST(BigEndian, AppendsToWhatIsThere) {
  std::string out = "key";
  append_big_endian<std::uint16_t>(out, 0x4142);
  EXPECT_EQ(out, "keyAB");
}

TEST(BigEndian, ReadsBackEveryNumber) {
  EXPECT_TRUE(rc::check([](std::uint64_t value) {
    RC_ASSERT(read_big_endian<std::uint64_t>(bytes_of(value)) == value);
    const auto narrow = static_cast<std::uint32_t>(value);
    RC_ASSERT(read_big_endian<std::uint32_t>("xx" + bytes_of(narrow), 2) == narrow);
  }));
  EXPECT_EQ(read_big_endian<std::uint64_t>(bytes_of(std::numeric_limits<std::uint64_t>::max())),
            std::numeric_limits<std::uint64_t>::max());
}

TEST(BigEndian, OrdersBytesAsNumbers) {
  EXPECT_TRUE(
      rc::check([](std::uint64_t a, std::uint64_t b) { RC_ASSERT((bytes_of(a) < bytes_of(b)) == (a < b)); }));
}

TEST(BigEndianDeathTest, ReadingBeyondTheEndIsABug) {
  EXPECT_DEATH(static_cast<void>(read_big_endian<std::uint32_t>("abc")), "does not hold");
  EXPECT_DEATH(static_cast<void>(read_big_endian<std::uint8_t>("abc", 3)), "does not hold");
}

}  // namespace
}  // namespace linkki::base
