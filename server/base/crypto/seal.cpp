#include "base/crypto/seal.h"

#include <openssl/evp.h>

#include <algorithm>
#include <memory>

#include "base/bytes.h"
#include "base/crypto/base64.h"
#include "base/crypto/hash.h"
#include "base/ensure.h"

namespace linkki::crypto {
namespace {

constexpr std::size_t id_bytes = 4;
constexpr std::size_t nonce_bytes = std::tuple_size_v<Nonce>;
constexpr std::size_t tag_bytes = 16;
constexpr std::size_t plain_bytes_max = 1u << 30;  // OpenSSL counts in int

struct Free {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

EVP_CIPHER_CTX* cipher_context(const SealKey& key, const Nonce& nonce, bool encrypting) {
  static const EVP_CIPHER* const algorithm = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
  thread_local const std::unique_ptr<EVP_CIPHER_CTX, Free> context(EVP_CIPHER_CTX_new());
  ensure(algorithm && context);
  ensure(EVP_CipherInit_ex2(context.get(), algorithm, key.key.data(), nonce.data(), encrypting, nullptr) ==
         1);
  return context.get();
}

// Feeds bytes through; out = nullptr: associated data. Returns false only when a tag does not fit.
void update(EVP_CIPHER_CTX* context, std::string_view in, char* out) {
  int written = 0;
  ensure(EVP_CipherUpdate(context, reinterpret_cast<std::uint8_t*>(out), &written,
                          reinterpret_cast<const std::uint8_t*>(in.data()),
                          static_cast<int>(in.size())) == 1);
}

bool finish(EVP_CIPHER_CTX* context) {
  std::uint8_t nothing[16];
  int written = 0;
  return EVP_CipherFinal_ex(context, nothing, &written) == 1;
}

std::string authenticated(std::string_view id, std::string_view context) {
  return std::string(id).append(context);
}

}  // namespace

std::string encrypt(const SealKey& key, const Nonce& nonce, std::string_view associated,
                    std::string_view plain) {
  ensure(plain.size() <= plain_bytes_max && associated.size() <= plain_bytes_max);
  EVP_CIPHER_CTX* const context = cipher_context(key, nonce, true);
  std::string out(plain.size() + tag_bytes, '\0');
  update(context, associated, nullptr);
  update(context, plain, out.data());
  ensure(finish(context));
  ensure(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, tag_bytes, out.data() + plain.size()) == 1);
  return out;
}

std::optional<std::string> decrypt(const SealKey& key, const Nonce& nonce, std::string_view associated,
                                   std::string_view ciphertext) {
  if (ciphertext.size() < tag_bytes || ciphertext.size() > plain_bytes_max) return std::nullopt;
  std::string tag(ciphertext.substr(ciphertext.size() - tag_bytes));
  ciphertext.remove_suffix(tag_bytes);
  EVP_CIPHER_CTX* const context = cipher_context(key, nonce, false);
  std::string out(ciphertext.size(), '\0');
  update(context, associated, nullptr);
  update(context, ciphertext, out.data());
  ensure(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, tag_bytes, tag.data()) == 1);
  return finish(context) ? std::optional(std::move(out)) : std::nullopt;
}

SealKey generate_seal_key(std::uint32_t id, base::Random& random) {
  SealKey key{id, {}};
  random.fill(key.key);
  return key;
}

Seal::Seal(std::vector<SealKey> keys, base::Random& random) : keys_(std::move(keys)), random_(random) {
  ensure(!keys_.empty());
}

std::string Seal::seal(std::string_view plain, std::string_view context) const {
  std::string token;
  base::append_big_endian(token, keys_.front().id);
  Nonce nonce;
  random_.fill(nonce);
  const std::string sealed = encrypt(keys_.front(), nonce, authenticated(token, context), plain);
  return print_base64url(token.append(view(nonce)).append(sealed));
}

std::optional<std::string> Seal::open(std::string_view token, std::string_view context) const {
  const auto bytes = parse_base64url(token);
  if (!bytes || bytes->size() < id_bytes + nonce_bytes + tag_bytes) return std::nullopt;
  const auto id = base::read_big_endian<std::uint32_t>(*bytes);
  const auto key = std::find_if(keys_.begin(), keys_.end(), [&](const SealKey& k) { return k.id == id; });
  if (key == keys_.end()) return std::nullopt;
  Nonce nonce;
  std::copy_n(bytes->begin() + id_bytes, nonce_bytes, nonce.begin());
  const std::string_view whole = *bytes;
  return decrypt(*key, nonce, authenticated(whole.substr(0, id_bytes), context),
                 whole.substr(id_bytes + nonce_bytes));
}

}  // namespace linkki::crypto
