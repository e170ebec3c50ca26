#include "http/tls.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <array>
#include <string_view>

#include "base/crypto/base64.h"
#include "http/messages.h"

namespace linkki::http {

namespace {

constexpr const char* tls_1_2_suites =
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:"
    "ECDHE-RSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256";
constexpr const char* tls_1_3_suites =
    "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256";

base::Failure unusable(const std::string& file) {
  std::array<char, 256> text{};
  ERR_error_string_n(ERR_get_error(), text.data(), text.size());
  ERR_clear_error();
  return base::refuse(base::Refusal::unavailable,
                      base::error(base::IssueType::exception, base::message::http_tls_file,
                                  {file, std::string(text.data())}));
}

// HTTP/1.1 is all we speak: a client that offers only something else learns it in the handshake (RFC 7301
// §3.2).
int choose_protocol(SSL*, const unsigned char** out, unsigned char* out_bytes, const unsigned char* in,
                    unsigned in_bytes, void*) {
  static constexpr unsigned char ours[] = "\x08http/1.1";
  unsigned char* chosen = nullptr;
  if (SSL_select_next_proto(&chosen, out_bytes, ours, sizeof ours - 1, in, in_bytes) !=
      OPENSSL_NPN_NEGOTIATED) {
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  }
  *out = chosen;
  return SSL_TLSEXT_ERR_OK;
}

void harden(SSL_CTX* context, TlsVersion version_min) {
  SSL_CTX_set_min_proto_version(context,
                                version_min == TlsVersion::tls_1_3 ? TLS1_3_VERSION : TLS1_2_VERSION);
  SSL_CTX_set_cipher_list(context, tls_1_2_suites);
  SSL_CTX_set_ciphersuites(context, tls_1_3_suites);
  SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION |
                                   SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_IGNORE_UNEXPECTED_EOF);
  // An idle connection then holds no record buffers: 10 000 of them cost megabytes instead of hundreds.
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_read_ahead(context, 1);
  SSL_CTX_set_num_tickets(context, 1);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  static constexpr unsigned char name[] = "linkki";
  SSL_CTX_set_session_id_context(context, name, sizeof name - 1);
  SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
}

}  // namespace

TlsContext::~TlsContext() {
  SSL_CTX_free(context_);
}

base::Outcome<std::shared_ptr<const TlsContext>> TlsContext::load(const TlsSettings& settings) {
  ERR_clear_error();
  auto made = std::make_shared<const TlsContext>(SSL_CTX_new(TLS_server_method()));
  SSL_CTX* context = made->native();
  ensure(context != nullptr);
  harden(context, settings.version_min);
  if (SSL_CTX_use_certificate_chain_file(context, settings.certificate_file.c_str()) != 1) {
    return unusable(settings.certificate_file);
  }
  if (SSL_CTX_use_PrivateKey_file(context, settings.key_file.c_str(), SSL_FILETYPE_PEM) != 1 ||
      SSL_CTX_check_private_key(context) != 1) {
    return unusable(settings.key_file);
  }
  if (settings.clients == ClientCertificates::none) return made;
  const char* authorities = settings.client_authorities_file.c_str();
  if (SSL_CTX_load_verify_locations(context, authorities, nullptr) != 1) {
    return unusable(settings.client_authorities_file);
  }
  SSL_CTX_set_client_CA_list(context, SSL_load_client_CA_file(authorities));
  SSL_CTX_set_verify(context,
                     settings.clients == ClientCertificates::required
                         ? SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT
                         : SSL_VERIFY_PEER,
                     nullptr);
  return made;
}

std::optional<interactions::ClientCertificate> client_certificate(const SSL* ssl) {
  X509* certificate = SSL_get0_peer_certificate(ssl);
  if (certificate == nullptr || SSL_get_verify_result(ssl) != X509_V_OK) return std::nullopt;
  interactions::ClientCertificate identity;
  BIO* memory = BIO_new(BIO_s_mem());
  X509_NAME_print_ex(memory, X509_get_subject_name(certificate), 0, XN_FLAG_RFC2253);
  char* text = nullptr;
  const long bytes = BIO_get_mem_data(memory, &text);
  identity.subject.assign(text, static_cast<std::size_t>(bytes));
  BIO_free(memory);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned size = 0;
  X509_digest(certificate, EVP_sha256(), digest.data(), &size);
  identity.sha256 = crypto::print_base64url({reinterpret_cast<const char*>(digest.data()), size});
  return identity;
}

base::Outcome<void> TlsContexts::reload(const TlsSettings& settings) {
  if (!enabled()) return base::done();
  TRY(auto fresh, TlsContext::load(settings));
  const std::lock_guard lock(mutex_);
  current_ = std::move(fresh);
  return base::done();
}

std::shared_ptr<const TlsContext> TlsContexts::current() const {
  const std::lock_guard lock(mutex_);
  return current_;
}

}  // namespace linkki::http
