// Ed25519 signatures (RFC 8032), for tree heads.
//
// Keys are kept as PEM (PKCS#8 private, SubjectPublicKeyInfo public), so that openssl can check a signature.
// Threads   any
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"

struct evp_pkey_st;

namespace linkki::crypto {

using Signature = std::array<std::uint8_t, 64>;

class VerifyKey {
 public:
  // nullopt: not such a key.
  static std::optional<VerifyKey> from_bytes(std::string_view bytes);  // 32
  static std::optional<VerifyKey> from_pem(std::string_view pem);

  bool verify(std::string_view message, std::string_view signature) const;
  std::string bytes() const;
  std::string pem() const;
  // The first 8 bytes of the key's SHA-256 in hexadecimal: names the key in what it signed.
  std::string id() const;

 private:
  friend class SigningKey;
  explicit VerifyKey(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}
  std::shared_ptr<evp_pkey_st> key_;
};

class SigningKey {
 public:
  static SigningKey generate(base::Random& random);
  static std::optional<SigningKey> from_seed(std::string_view seed);  // 32 bytes
  static std::optional<SigningKey> from_pem(std::string_view pem);    // unencrypted

  Signature sign(std::string_view message) const;
  VerifyKey verify_key() const;
  std::string pem() const;

 private:
  explicit SigningKey(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}
  std::shared_ptr<evp_pkey_st> key_;
};

}  // namespace linkki::crypto
