#include "audit/block.h"

#include <gtest/gtest.h>

#include "audit/entries.h"
#include "base/limits.h"

using namespace linkki;
using namespace linkki::audit;

namespace {
std::vector<std::string> typical(std::size_t count) {
  base::SeededRandom random(1);
  std::vector<std::string> entries;
  for (std::size_t i = 0; i < count; ++i)
    entries.push_back(encode(typical_entry(random, 1'780'000'000 + static_cast<int>(i))));
  return entries;
}
}  // namespace

TEST(Block, GivesItsEntriesBack) {
  rc::check([] {
    const auto count = *rc::gen::inRange<std::size_t>(1, block_entries_max + 1);
    std::vector<std::string> entries;
    for (std::size_t i = 0; i < count; ++i) entries.push_back(*rc::gen::arbitrary<std::string>());
    RC_ASSERT(*decode_block(encode_block(entries)) == entries);
  });
}

TEST(Block, HoldsOneEntryOfAnySizeAllowed) {
  const std::vector<std::string> entries = {std::string(limits::audit_entry_bytes_max, 'x')};
  EXPECT_EQ(*decode_block(encode_block(entries)), entries);
}

TEST(Block, ShrinksItsEntries) {
  const auto entries = typical(block_entries_max);
  EXPECT_LE(encode_block(entries).size() / entries.size(), 110u);
}

TEST(Block, IsFoundChangedAtEveryByte) {
  const auto block = encode_block(typical(5));
  for (std::size_t at = 0; at < block.size(); ++at) {
    for (const char change : {'\x01', '\x80'}) {
      auto changed = block;
      changed[at] = static_cast<char>(changed[at] ^ change);
      const auto entries = decode_block(changed);
      // A bit of the frame's head that zstd does not use may change; then the content is still what it was.
      EXPECT_TRUE(!entries.ok() || *entries == typical(5)) << at;
    }
  }
}

TEST(Block, IsNotReadWhenCut) {
  const auto block = encode_block(typical(5));
  for (std::size_t size = 0; size < block.size(); ++size)
    EXPECT_FALSE(decode_block(block.substr(0, size)).ok()) << size;
}

TEST(Block, IsNotReadFromNoise) {
  rc::check([] { RC_ASSERT(!decode_block("\x01" + *rc::gen::arbitrary<std::string>()).ok()); });
}
