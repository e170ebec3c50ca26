// Until when a certificate holds, for those who look ahead.
#pragma once

#include <string>

#include "base/clock.h"
#include "base/outcome.h"

namespace linkki::http {

// Of the first certificate of a PEM file. Errors: unavailable with http_tls_file
base::Outcome<base::Instant> certificate_end(const std::string& file);

}  // namespace linkki::http
