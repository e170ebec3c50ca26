#include <gtest/gtest.h>

#include <thread>

#include "base/crypto/hash.h"

using namespace linkki::crypto;

namespace {
std::string hex_sha256(std::string_view bytes) {
  return print_hex(view(sha256(bytes)));
}

KeyedHash::Key counting_key() {
  KeyedHash::Key key;
  for (std::size_t i = 0; i < key.size(); ++i) key[i] = static_cast<std::uint8_t>(i);
  return key;
}
}  // namespace

TEST(Sha256, GivesTheValuesOfItsStandard) {
  EXPECT_EQ(hex_sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex_sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex_sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(hex_sha256(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, OfPartsIsThatOfTheWhole) {
  EXPECT_EQ(sha256({"ab", "", "c"}), sha256("abc"));
  EXPECT_NE(sha256({"ab"}), sha256("abc"));
}

// The values that come with the reference implementation: key 00…0f, message 00, 01, … of that length.
TEST(KeyedHash, GivesTheReferenceValues) {
  const KeyedHash hash(counting_key());
  EXPECT_EQ(print_hex(view(hash(""))), "a3817f04ba25a8e66df67214c7550293");
  EXPECT_EQ(print_hex(view(hash(std::string_view("\0", 1)))), "da87c1d86b99af44347659119b22fc45");
  EXPECT_EQ(print_hex(view(hash(std::string_view("\0\1", 2)))), "8177228da4a45dc7fca38bdef60affe4");
}

TEST(KeyedHash, DependsOnItsKeyAlsoWhenSeveralAreInUse) {
  const KeyedHash one(counting_key());
  const KeyedHash other(KeyedHash::Key{1});
  const auto of_one = one("code");
  EXPECT_NE(of_one, other("code"));
  EXPECT_EQ(of_one, one("code"));
}

TEST(KeyedHash, IsTheSameOnEveryThread) {
  const KeyedHash hash(counting_key());
  const auto expected = hash("Patient/1");
  std::array<Hash128, 4> found{};
  std::vector<std::thread> threads;
  for (auto& value : found)
    threads.emplace_back([&] {
      for (int i = 0; i < 1000; ++i) value = hash("Patient/1");
    });
  for (auto& thread : threads) thread.join();
  for (const auto& value : found) EXPECT_EQ(value, expected);
}
