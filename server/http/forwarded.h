// Who the client is, where a proxy that ends TLS says it with X-Forwarded-For.
//
// Threads   pure functions
#pragma once

#include <string>
#include <vector>

#include "interactions/exchange.h"

namespace linkki::http {

// `address` itself, unless it is a trusted proxy's: then the last address in the fields that no trusted proxy
// has.
std::string forwarded_peer(const interactions::Headers& fields, const std::string& address,
                           const std::vector<std::string>& trusted);

}  // namespace linkki::http
