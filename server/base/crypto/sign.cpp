#include "base/crypto/sign.h"

#include <openssl/evp.h>
#include <openssl/pem.h>

#include "base/crypto/hash.h"
#include "base/ensure.h"

namespace linkki::crypto {
namespace {

constexpr std::size_t key_bytes = 32;

struct Free {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  void operator()(BIO* bio) const { BIO_free(bio); }
};
using Context = std::unique_ptr<EVP_MD_CTX, Free>;
using Bio = std::unique_ptr<BIO, Free>;

const std::uint8_t* octets(std::string_view bytes) {
  return reinterpret_cast<const std::uint8_t*>(bytes.data());
}

// nullptr unless it is an Ed25519 key.
std::shared_ptr<EVP_PKEY> ed25519(EVP_PKEY* key) {
  std::shared_ptr<EVP_PKEY> held(key, EVP_PKEY_free);
  return key && EVP_PKEY_get_id(key) == EVP_PKEY_ED25519 ? held : nullptr;
}

Bio readable(std::string_view pem) {
  return Bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
}

// Without it OpenSSL would ask for the passphrase on the terminal.
int no_passphrase(char*, int, int, void*) {
  return -1;
}

std::string printed(BIO* bio) {
  char* text = nullptr;
  const auto size = BIO_get_mem_data(bio, &text);
  return {text, static_cast<std::size_t>(size)};
}

}  // namespace

std::optional<VerifyKey> VerifyKey::from_bytes(std::string_view bytes) {
  if (bytes.size() != key_bytes) return std::nullopt;
  auto key = ed25519(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, octets(bytes), bytes.size()));
  return key ? std::optional(VerifyKey(std::move(key))) : std::nullopt;
}

std::optional<VerifyKey> VerifyKey::from_pem(std::string_view pem) {
  auto key = ed25519(PEM_read_bio_PUBKEY(readable(pem).get(), nullptr, no_passphrase, nullptr));
  return key ? std::optional(VerifyKey(std::move(key))) : std::nullopt;
}

bool VerifyKey::verify(std::string_view message, std::string_view signature) const {
  const Context context(EVP_MD_CTX_new());
  ensure(context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1);
  return EVP_DigestVerify(context.get(), octets(signature), signature.size(), octets(message),
                          message.size()) == 1;
}

std::string VerifyKey::bytes() const {
  std::string out(key_bytes, '\0');
  std::size_t size = out.size();
  ensure(EVP_PKEY_get_raw_public_key(key_.get(), reinterpret_cast<std::uint8_t*>(out.data()), &size) == 1);
  return out;
}

std::string VerifyKey::pem() const {
  const Bio bio(BIO_new(BIO_s_mem()));
  ensure(bio && PEM_write_bio_PUBKEY(bio.get(), key_.get()) == 1);
  return printed(bio.get());
}

std::string VerifyKey::id() const {
  return print_hex(view(sha256(bytes())).substr(0, 8));
}

SigningKey SigningKey::generate(base::Random& random) {
  std::array<std::uint8_t, key_bytes> seed;
  random.fill(seed);
  return *from_seed(view(seed));
}

std::optional<SigningKey> SigningKey::from_seed(std::string_view seed) {
  if (seed.size() != key_bytes) return std::nullopt;
  auto key = ed25519(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, octets(seed), seed.size()));
  ensure(key != nullptr);
  return SigningKey(std::move(key));
}

std::optional<SigningKey> SigningKey::from_pem(std::string_view pem) {
  auto key = ed25519(PEM_read_bio_PrivateKey(readable(pem).get(), nullptr, no_passphrase, nullptr));
  return key ? std::optional(SigningKey(std::move(key))) : std::nullopt;
}

Signature SigningKey::sign(std::string_view message) const {
  const Context context(EVP_MD_CTX_new());
  Signature signature;
  std::size_t size = signature.size();
  ensure(context && EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1);
  ensure(EVP_DigestSign(context.get(), signature.data(), &size, octets(message), message.size()) == 1);
  return signature;
}

VerifyKey SigningKey::verify_key() const {
  std::array<std::uint8_t, key_bytes> bytes;
  std::size_t size = bytes.size();
  ensure(EVP_PKEY_get_raw_public_key(key_.get(), bytes.data(), &size) == 1);
  return *VerifyKey::from_bytes(view(bytes));
}

std::string SigningKey::pem() const {
  const Bio bio(BIO_new(BIO_s_mem()));
  ensure(bio && PEM_write_bio_PrivateKey(bio.get(), key_.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
  return printed(bio.get());
}

}  // namespace linkki::crypto
