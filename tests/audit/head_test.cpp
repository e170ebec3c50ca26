#include "audit/head.h"

#include <gtest/gtest.h>

#include "base/crypto/base64.h"

using namespace linkki;
using namespace linkki::audit;
using namespace std::chrono_literals;

namespace {
struct Head : ::testing::Test {
  base::SeededRandom random{1};
  crypto::SigningKey key = crypto::SigningKey::generate(random);
  TreeHead head = sign_head(17, leaf_hash("x"), base::Instant{1'780'000'000'123'456us}, key);
};
}  // namespace

TEST_F(Head, IsVerifiedByItsKeyAlone) {
  EXPECT_TRUE(verify(head, key.verify_key()));
  EXPECT_FALSE(verify(head, crypto::SigningKey::generate(random).verify_key()));
}

TEST_F(Head, ComesBackFromItsRow) {
  const auto again = decode_head(encode(head));
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(print(*again), print(head));
  EXPECT_TRUE(verify(*again, key.verify_key()));
}

TEST_F(Head, IsFoundChangedAtEveryBitOfItsRow) {
  const auto row = encode(head);
  for (std::size_t bit = 0; bit < row.size() * 8; ++bit) {
    auto changed = row;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
    const auto again = decode_head(changed);
    EXPECT_FALSE(again.ok() && verify(*again, key.verify_key())) << bit;
  }
}

TEST_F(Head, IsNotReadFromARowOfAnotherLength) {
  const auto row = encode(head);
  for (std::size_t size = 0; size < row.size(); ++size) EXPECT_FALSE(decode_head(row.substr(0, size)).ok());
  EXPECT_FALSE(decode_head(row + "x").ok());
}

TEST_F(Head, IsSignedAsTheTextThatAWitnessReads) {
  const auto text = print(head);
  EXPECT_TRUE(text.starts_with("linkki tree head\nsize 17\nroot "));
  EXPECT_NE(text.find("\ntime 2026-05-28T20:26:40.123Z\nkey " + key.verify_key().id() + "\nsignature "),
            std::string::npos);
  const auto at = text.find("signature ");
  const auto signature = *crypto::parse_base64(text.substr(at + 10, text.size() - at - 11));
  EXPECT_TRUE(key.verify_key().verify(text.substr(0, at), signature));
}
