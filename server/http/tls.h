// TLS as the server offers it: 1.2 and 1.3, AEAD suites alone, no renegotiation, no compression.
//
// Threads   a context is immutable once loaded and may be shared; reload() swaps in a new one for new
// connections,
//           connections under way keep the one they began with.
#pragma once

#include <memory>
#include <mutex>
#include <optional>

#include "base/outcome.h"
#include "http/settings.h"
#include "interactions/exchange.h"

struct ssl_ctx_st;
struct ssl_st;

namespace linkki::http {

class TlsContext {
 public:
  // Errors: unavailable, saying which file cannot be used; the detail from OpenSSL is an argument.
  static base::Outcome<std::shared_ptr<const TlsContext>> load(const TlsSettings& settings);
  explicit TlsContext(ssl_ctx_st* context) : context_(context) {}
  ~TlsContext();
  TlsContext(const TlsContext&) = delete;
  TlsContext& operator=(const TlsContext&) = delete;

  ssl_ctx_st* native() const { return context_; }

 private:
  ssl_ctx_st* context_;
};

// The certificate that the client proved to hold; nullopt: none.
std::optional<interactions::ClientCertificate> client_certificate(const ssl_st* ssl);

// The current context, swapped by a reload.
class TlsContexts {
 public:
  explicit TlsContexts(bool enabled) : enabled_(enabled) {}
  // On failure the old context stays.
  base::Outcome<void> reload(const TlsSettings& settings);
  std::shared_ptr<const TlsContext> current() const;
  bool enabled() const { return enabled_; }

 private:
  const bool enabled_;
  mutable std::mutex mutex_;
  std::shared_ptr<const TlsContext> current_;
};

}  // namespace linkki::http
