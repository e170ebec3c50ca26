#include <gtest/gtest.h>

#include <set>

#include "base/crypto/base64.h"
#include "base/crypto/hash.h"
#include "base/crypto/seal.h"

using namespace linkki;
using namespace linkki::crypto;

namespace {

std::string from_hex(std::string_view hex) {
  std::string out;
  for (std::size_t i = 0; i < hex.size(); i += 2)
    out += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  return out;
}

struct Sealed : ::testing::Test {
  base::SeededRandom random{7};
  SealKey old_key = generate_seal_key(1, random);
  SealKey new_key = generate_seal_key(2, random);
  Seal seal{{new_key, old_key}, random};
};

}  // namespace

// The Galois/Counter Mode of Operation, McGrew and Viega, test case 16.
TEST(Encrypt, GivesTheValuesOfItsStandard) {
  SealKey key;
  const auto bytes = from_hex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
  std::copy(bytes.begin(), bytes.end(), key.key.begin());
  Nonce nonce;
  const auto iv = from_hex("cafebabefacedbaddecaf888");
  std::copy(iv.begin(), iv.end(), nonce.begin());
  const auto associated = from_hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
  const auto plain = from_hex(
      "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525"
      "b16aedf5aa0de657ba637b39");
  const auto sealed = encrypt(key, nonce, associated, plain);
  EXPECT_EQ(print_hex(sealed),
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b10568288"
            "38c5f61e6393ba7a0abcc9f662"
            "76fc6ece0f4e1768cddf8853bb2d551b");
  EXPECT_EQ(decrypt(key, nonce, associated, sealed), plain);
}

TEST_F(Sealed, OpensWhatItSealed) {
  for (const std::string plain : {"", "x", "Virtanen|1980-01-31"}) {
    EXPECT_EQ(seal.open(seal.seal(plain, "page"), "page"), plain);
  }
}

TEST_F(Sealed, NeverGivesTheSameTokenTwice) {
  std::set<std::string> tokens;
  for (int i = 0; i < 100; ++i) tokens.insert(seal.seal("same", "page"));
  EXPECT_EQ(tokens.size(), 100u);
}

TEST_F(Sealed, ShowsNothingOfItsContent) {
  const auto token = parse_base64url(seal.seal("Virtanen", "page"));
  EXPECT_EQ(token->find("Virtanen"), std::string::npos);
}

TEST_F(Sealed, RefusesEverySingleChangedBit) {
  const auto bytes = *parse_base64url(seal.seal("Virtanen", "page"));
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    auto changed = bytes;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
    EXPECT_EQ(seal.open(print_base64url(changed), "page"), std::nullopt) << bit;
  }
}

TEST_F(Sealed, RefusesEveryCutTokenAndWhatIsNoToken) {
  const auto token = seal.seal("Virtanen", "page");
  for (std::size_t size = 0; size < token.size(); ++size)
    EXPECT_EQ(seal.open(token.substr(0, size), "page"), std::nullopt);
  EXPECT_EQ(seal.open("not base64 at all!", "page"), std::nullopt);
  EXPECT_EQ(seal.open(token + "AAAA", "page"), std::nullopt);
}

TEST_F(Sealed, RefusesATokenOfAnotherContext) {
  EXPECT_EQ(seal.open(seal.seal("x", "page of one"), "page of another"), std::nullopt);
}

TEST_F(Sealed, OpensTokensOfAnOldKeyAndSealsWithTheNewOne) {
  const Seal before({old_key}, random);
  const Seal after({new_key}, random);
  EXPECT_EQ(seal.open(before.seal("x", "page"), "page"), "x");
  EXPECT_EQ(before.open(seal.seal("x", "page"), "page"), std::nullopt);
  EXPECT_EQ(after.open(seal.seal("x", "page"), "page"), "x");
}
