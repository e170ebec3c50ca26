// Sealed tokens: text that only this server can read and nobody can change, such as paging links.
//
// Token     base64url( key id(4) nonce(12) ciphertext tag(16) ), AES-256-GCM; the key id is authenticated too
// Context   what the token is for and for whom; not in the token, and it must be given again to open it
// Threads   any.
// Limits    a key may seal 2^32 tokens (random nonces, NIST SP 800-38D §8.3); rotate before
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"

namespace linkki::crypto {

struct SealKey {
  std::uint32_t id = 0;
  std::array<std::uint8_t, 32> key{};
};
SealKey generate_seal_key(std::uint32_t id, base::Random& random);

class Seal {
 public:
  // The first key seals, every key opens. Pre: at least one key. `random` outlives the seal.
  Seal(std::vector<SealKey> keys, base::Random& random);

  std::string seal(std::string_view plain, std::string_view context) const;
  // nullopt: changed, cut, of another context, or of a key that is gone.
  std::optional<std::string> open(std::string_view token, std::string_view context) const;

 private:
  std::vector<SealKey> keys_;
  base::Random& random_;
};

// AES-256-GCM itself: ciphertext followed by its tag of 16 bytes. A nonce is never used twice with one key.
using Nonce = std::array<std::uint8_t, 12>;
std::string encrypt(const SealKey& key, const Nonce& nonce, std::string_view associated,
                    std::string_view plain);
std::optional<std::string> decrypt(const SealKey& key, const Nonce& nonce, std::string_view associated,
                                   std::string_view ciphertext);

}  // namespace linkki::crypto
