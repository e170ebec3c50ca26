#include "audit/entry.h"

#include <gtest/gtest.h>

#include "audit/entries.h"

using namespace linkki;
using namespace linkki::audit;

TEST(Entry, ComesBackFromItsBytes) {
  rc::check([] {
    const auto entry = any_entry();
    const auto again = decode(encode(entry));
    RC_ASSERT(again.ok());
    RC_ASSERT(*again == entry);
  });
}

TEST(Entry, KeepsItsSequenceOutOfItsBytes) {
  base::SeededRandom random(1);
  auto entry = typical_entry(random);
  const auto bytes = encode(entry);
  entry.sequence = 17;
  EXPECT_EQ(encode(entry), bytes);
}

TEST(Entry, TakesFewBytes) {
  base::SeededRandom random(1);
  EXPECT_LE(encode(typical_entry(random)).size(), 180u);
  auto by_system = typical_entry(random);
  by_system.person.clear();
  by_system.person_name.clear();
  EXPECT_LE(encode(by_system).size(), 135u);
}

// Bytes that were written once must be read for ever: this is version 1 as it stands in stores.
TEST(Entry, HasTheBytesOfVersionOne) {
  Entry entry;
  entry.time = base::Instant{std::chrono::microseconds{300}};
  entry.kind = Kind::export_;
  entry.interaction = access::Interaction::search;
  entry.result = Result::minor_failure;
  entry.repeat = true;
  entry.role = access::Role::system;
  entry.type = "Task";
  entry.person = "P/00112233-4455-6677-8899-aabbccddeeff/x";
  entry.basis = "consent";
  entry.patient = std::uint64_t{2} << 48 | 3;
  entry.disclosed = {{std::uint64_t{4} << 48 | 10, 1}, {std::uint64_t{4} << 48 | 9, 2}};
  const std::string expected(
      "\x01\x52\x02\x01"
      "\xac\x02"
      "\xc4\x70"
      "\x05P/\x00\x11\x22\x33\x44\x55\x66\x77\x88\x99\xaa\xbb\xcc\xdd\xee\xff\x02/x"
      "\x08Task"
      "\x07"
      "\x02\x03"
      "\x02\x04\x14\x01\x04\x01\x02",
      8 + 22 + 5 + 1 + 2 + 7);
  EXPECT_EQ(encode(entry), expected);
}

TEST(Entry, IsNotReadFromBytesThatAreCutOrLonger) {
  base::SeededRandom random(1);
  const auto bytes = encode(typical_entry(random));
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(decode(bytes.substr(0, size)).ok()) << size;
  EXPECT_FALSE(decode(bytes + '\0').ok());
}

TEST(Entry, IsReadFromOneEncodingAlone) {
  rc::check([] {
    auto bytes = encode(any_entry());
    bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] ^= static_cast<char>(*rc::gen::inRange(1, 256));
    const auto again = decode(bytes);
    const bool fits = !again.ok() || encode(*again) == bytes;
    RC_ASSERT(fits);
  });
}

TEST(Entry, IsNotReadFromNoise) {
  rc::check([] {
    const auto bytes = *rc::gen::arbitrary<std::string>();
    const auto entry = decode(bytes);
    const bool fits = !entry.ok() || encode(*entry) == bytes;
    RC_ASSERT(fits);
    const auto behind_a_head = decode(std::string("\x01\0\0\0", 4) + bytes);
    const bool headed = !behind_a_head.ok() || behind_a_head->kind == Kind::rest;
    RC_ASSERT(headed);
  });
}

TEST(Entry, RefusesAListThatClaimsToBeLongerThanItsBytes) {
  EXPECT_FALSE(decode(std::string("\x01\0\0\0\0\x80\x80\x01\xff\xff\xff\xff\x0f\x01\x01\x01", 16)).ok());
}
