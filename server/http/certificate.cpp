#include "http/certificate.h"

#include <openssl/pem.h>
#include <openssl/x509.h>

#include <cstdio>
#include <ctime>
#include <memory>

#include "http/messages.h"

namespace linkki::http {

base::Outcome<base::Instant> certificate_end(const std::string& file) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> bytes(BIO_new_file(file.c_str(), "r"), BIO_free);
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(
      bytes ? PEM_read_bio_X509(bytes.get(), nullptr, nullptr, nullptr) : nullptr, X509_free);
  std::tm end{};
  if (!certificate || ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &end) != 1) {
    return base::refuse(base::Refusal::unavailable,
                        base::error(base::IssueType::exception, base::message::http_tls_file,
                                    {file, "it holds no certificate"}));
  }
  return base::Instant{std::chrono::seconds{timegm(&end)}};
}

}  // namespace linkki::http
