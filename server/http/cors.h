// Cross-origin requests of browsers, by configuration: no origin is allowed unless it is listed.
//
// Credentials (cookies) are never allowed: callers carry bearer tokens.
// Standard  https://fetch.spec.whatwg.org/#http-cors-protocol
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/answer.h"
#include "http/head.h"
#include "http/settings.h"

namespace linkki::http {

// Appends the fields that let a page of `origin` read the answer; nothing for an origin that is not allowed.
void append_cors(std::string& fields, const CorsSettings& settings, std::string_view origin);

// The answer to a preflight; nullopt: an OPTIONS request for the service.
std::optional<Answer> answer_preflight(const CorsSettings& settings, const Head& head);

}  // namespace linkki::http
