#include "base/crypto/hash.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>

#include <memory>

#include "base/ensure.h"

namespace linkki::crypto {
namespace {

// OpenSSL can only fail here for want of memory or of the algorithm itself: both end the process.
struct Free {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};

const std::uint8_t* octets(std::string_view bytes) {
  return reinterpret_cast<const std::uint8_t*>(bytes.data());
}

EVP_MD_CTX* digest_context() {
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  thread_local const std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
  ensure(algorithm && context && EVP_DigestInit_ex2(context.get(), algorithm, nullptr) == 1);
  return context.get();
}

EVP_MAC_CTX* siphash_context() {
  static EVP_MAC* const algorithm = EVP_MAC_fetch(nullptr, "SIPHASH", nullptr);
  thread_local const std::unique_ptr<EVP_MAC_CTX, Free> context = [] {
    std::unique_ptr<EVP_MAC_CTX, Free> made(EVP_MAC_CTX_new(algorithm));
    std::size_t bytes = std::tuple_size_v<Hash128>;
    const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_size_t(OSSL_MAC_PARAM_SIZE, &bytes),
                                     OSSL_PARAM_construct_end()};
    ensure(made && EVP_MAC_CTX_set_params(made.get(), parameters) == 1);
    return made;
  }();
  return context.get();
}

}  // namespace

Sha256 sha256(std::string_view bytes) {
  return sha256({bytes});
}

Sha256 sha256(std::initializer_list<std::string_view> parts) {
  EVP_MD_CTX* const context = digest_context();
  for (const auto part : parts) ensure(EVP_DigestUpdate(context, part.data(), part.size()) == 1);
  Sha256 hash;
  ensure(EVP_DigestFinal_ex(context, hash.data(), nullptr) == 1);
  return hash;
}

Hash128 KeyedHash::operator()(std::string_view bytes) const {
  EVP_MAC_CTX* const context = siphash_context();
  Hash128 hash;
  std::size_t written = 0;
  ensure(EVP_MAC_init(context, key_.data(), key_.size(), nullptr) == 1);
  ensure(EVP_MAC_update(context, octets(bytes), bytes.size()) == 1);
  ensure(EVP_MAC_final(context, hash.data(), &written, hash.size()) == 1 && written == hash.size());
  return hash;
}

std::string print_hex(std::string_view bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    out += digits[static_cast<std::uint8_t>(c) >> 4];
    out += digits[static_cast<std::uint8_t>(c) & 15];
  }
  return out;
}

}  // namespace linkki::crypto
