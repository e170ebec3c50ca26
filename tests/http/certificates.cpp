#include "http/certificates.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <memory>

#include "base/crypto/base64.h"
#include "base/crypto/hash.h"

namespace linkki::http::testing {

namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

void extend(X509* certificate, int kind, const char* value) {
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value);
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

Certificate make(const std::string& name, EVP_PKEY* key, X509* issuer, EVP_PKEY* issuer_key, long serial) {
  Certificate made(X509_new(), X509_free);
  X509_set_version(made.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(made.get()), serial);
  X509_gmtime_adj(X509_getm_notBefore(made.get()), -3'600);
  X509_gmtime_adj(X509_getm_notAfter(made.get()), 86'400);
  X509_set_pubkey(made.get(), key);
  X509_NAME* subject = X509_get_subject_name(made.get());
  X509_NAME_add_entry_by_txt(subject, "O", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>("Region"),
                             -1, -1, 0);
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  X509_set_issuer_name(made.get(), issuer ? X509_get_subject_name(issuer) : subject);
  extend(made.get(), NID_basic_constraints, issuer ? "CA:FALSE" : "critical,CA:TRUE");
  if (issuer) extend(made.get(), NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1");
  X509_sign(made.get(), issuer_key, EVP_sha256());
  return made;
}

Identity write(const std::string& folder, const std::string& name, X509* certificate, EVP_PKEY* key) {
  Identity identity{folder + "/" + name + ".pem", folder + "/" + name + ".key", {}};
  std::FILE* file = std::fopen(identity.certificate_file.c_str(), "w");
  PEM_write_X509(file, certificate);
  std::fclose(file);
  file = std::fopen(identity.key_file.c_str(), "w");
  PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
  std::fclose(file);
  unsigned char* bytes = nullptr;
  const int size = i2d_X509(certificate, &bytes);
  const auto digest =
      crypto::sha256(std::string_view(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)));
  identity.sha256 = crypto::print_base64url(crypto::view(digest));
  OPENSSL_free(bytes);
  return identity;
}

template <class Read>
auto read(const std::string& file, Read read_pem) {
  std::FILE* from = std::fopen(file.c_str(), "r");
  auto* value = read_pem(from, nullptr, nullptr, nullptr);
  std::fclose(from);
  return value;
}

}  // namespace

Authority::Authority(std::string folder) : folder_(std::move(folder)) {
  const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  const Certificate certificate = make("authority", key.get(), nullptr, key.get(), 1);
  own_ = write(folder_, "authority", certificate.get(), key.get());
}

Identity Authority::issue(const std::string& name) {
  const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  const Key issuer_key(read(own_.key_file, PEM_read_PrivateKey), EVP_PKEY_free);
  const Certificate issuer(read(own_.certificate_file, PEM_read_X509), X509_free);
  static long serial = 1;
  const Certificate certificate = make(name, key.get(), issuer.get(), issuer_key.get(), ++serial);
  return write(folder_, name, certificate.get(), key.get());
}

}  // namespace linkki::http::testing
