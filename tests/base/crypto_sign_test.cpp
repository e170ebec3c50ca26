#include <gtest/gtest.h>

#include "base/crypto/hash.h"
#include "base/crypto/sign.h"

using namespace linkki;
using namespace linkki::crypto;

namespace {

std::string from_hex(std::string_view hex) {
  std::string out;
  for (std::size_t i = 0; i < hex.size(); i += 2)
    out += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  return out;
}

struct Vector {
  const char *seed, *key, *message, *signature;
};
// RFC 8032 §7.1, tests 1 and 2.
const Vector vectors[] = {{"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                           "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
                           "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc"
                           "61e39701cf9b46bd25bf5f0595bbe24655141438e7a"
                           "100b"},
                          {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                           "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
                           "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e4"
                           "58f3613d0f11d8c387b2eaeb4302aeeb00d291612bb"
                           "0c00"}};

}  // namespace

TEST(Sign, GivesTheValuesOfItsStandard) {
  for (const auto& vector : vectors) {
    const auto key = SigningKey::from_seed(from_hex(vector.seed));
    EXPECT_EQ(print_hex(key->verify_key().bytes()), vector.key);
    EXPECT_EQ(print_hex(view(key->sign(from_hex(vector.message)))), vector.signature);
    EXPECT_TRUE(VerifyKey::from_bytes(from_hex(vector.key))
                    ->verify(from_hex(vector.message), from_hex(vector.signature)));
  }
}

TEST(Sign, RefusesEveryChangedBitOfMessageOrSignature) {
  base::SeededRandom random(3);
  const auto key = SigningKey::generate(random);
  const std::string message = "size 17";
  const std::string signature(view(key.sign(message)));
  for (std::size_t bit = 0; bit < signature.size() * 8; ++bit) {
    auto changed = signature;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
    EXPECT_FALSE(key.verify_key().verify(message, changed)) << bit;
  }
  EXPECT_FALSE(key.verify_key().verify("size 18", signature));
  EXPECT_FALSE(key.verify_key().verify(message, signature.substr(1)));
  EXPECT_FALSE(key.verify_key().verify(message, ""));
}

TEST(Sign, IsNotVerifiedByAnotherKey) {
  base::SeededRandom random(3);
  const auto one = SigningKey::generate(random);
  const auto other = SigningKey::generate(random);
  EXPECT_FALSE(other.verify_key().verify("m", view(one.sign("m"))));
  EXPECT_NE(one.verify_key().id(), other.verify_key().id());
}

TEST(Sign, KeepsItsKeysAsPem) {
  base::SeededRandom random(3);
  const auto key = SigningKey::generate(random);
  const auto again = SigningKey::from_pem(key.pem());
  ASSERT_TRUE(again);
  const auto verify = VerifyKey::from_pem(key.verify_key().pem());
  ASSERT_TRUE(verify);
  EXPECT_TRUE(verify->verify("m", view(again->sign("m"))));
  EXPECT_EQ(verify->id(), key.verify_key().id());
  EXPECT_EQ(verify->id().size(), 16u);
}

TEST(Sign, RefusesWhatIsNoKeyOfItsKind) {
  EXPECT_FALSE(SigningKey::from_pem("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"));
  EXPECT_FALSE(SigningKey::from_seed("short"));
  EXPECT_FALSE(VerifyKey::from_bytes("short"));
  EXPECT_FALSE(VerifyKey::from_pem(""));
  // A P-256 key, made for this test.
  EXPECT_FALSE(
      VerifyKey::from_pem("-----BEGIN PUBLIC KEY-----\n"
                          "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt\n"
                          "6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q==\n"
                          "-----END PUBLIC KEY-----\n"));
}
