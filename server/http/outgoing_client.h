// Calls to other servers: HTTP/1.1 over TLS 1.2 or 1.3, one connection a call.
//
// Whom we call must prove with a certificate that it is the host of the URL; believed are the authorities of
// this machine and the one of the settings. Redirects are not followed: a token would go where nobody sent
// it.
//
// Threads   send() from any thread, on which it also does its input and output
// Errors    as base/outgoing.h says: outgoing_url (bad_request); outgoing_unreachable, outgoing_untrusted,
//           outgoing_late, outgoing_answer, http_tls_file (all unavailable)
#pragma once

#include <memory>
#include <string>

#include "base/outgoing.h"

namespace linkki::http {

class OutgoingClient final : public base::Outgoing {
 public:
  // `authority_file`: PEM, trusted beside the authorities of this machine; empty: none.
  static base::Outcome<std::unique_ptr<OutgoingClient>> make(const std::string& authority_file = {});
  ~OutgoingClient() override;

  base::Outcome<base::OutgoingAnswer> send(const base::OutgoingRequest& request) override;

 private:
  struct Trust;
  explicit OutgoingClient(std::unique_ptr<Trust> trust);
  std::unique_ptr<Trust> trust_;
};

}  // namespace linkki::http
