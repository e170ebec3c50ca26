// What the layer http tells a caller; see base/message.h.
#pragma once

#include "base/message.h"

namespace linkki::base::message {

inline constexpr Message http_answer_field{
    "http-answer-field", "The answer could not be put into a header. The operator's log says more."};
inline constexpr Message http_chunk{"http-chunk", "The chunked body is broken."};
inline constexpr Message http_content_encoding{"http-content-encoding",
                                               "A body may be sent plain or with Content-Encoding gzip."};
inline constexpr Message http_expectation{"http-expectation",
                                          "The only expectation that can be met is 100-continue."};
inline constexpr Message http_fields{"http-fields", "The request has more than {0} header fields."};
inline constexpr Message http_gzip{"http-gzip", "The body is not one complete gzip stream."};
inline constexpr Message http_header{"http-header", "The header of the request is larger than {0} bytes."};
inline constexpr Message http_listen{"http-listen", "Cannot listen on {0} port {1}: {2}."};
inline constexpr Message http_malformed{"http-malformed",
                                        "This is not an HTTP request that can be served: {0}."};
inline constexpr Message http_method{"http-method", "The method {0} is not served here."};
inline constexpr Message http_overload{
    "http-overload",
    "The server has more to do than it can take on. Try again after the time in Retry-After."};
inline constexpr Message http_rate{
    "http-rate", "Too many requests from this client. Try again after the time in Retry-After."};
inline constexpr Message http_slow_request{"http-slow-request", "The request did not arrive in time."};
inline constexpr Message http_target{
    "http-target",
    "The target of the request is longer than {0} bytes; a search may be sent as POST to _search."};
inline constexpr Message http_timeout{
    "http-timeout",
    "The answer was not ready in time. Whether something was stored can be seen by reading it."};
inline constexpr Message http_tls_file{"http-tls-file", "The file {0} cannot be used for TLS: {1}."};
inline constexpr Message http_version{"http-version", "This server speaks HTTP/1.1 and HTTP/1.0."};
inline constexpr Message outgoing_answer{"outgoing-answer", "The answer of {0} cannot be taken: {1}."};
inline constexpr Message outgoing_late{"outgoing-late", "{0} did not answer within {1} ms."};
inline constexpr Message outgoing_unreachable{"outgoing-unreachable", "{0} cannot be reached: {1}."};
inline constexpr Message outgoing_untrusted{"outgoing-untrusted",
                                            "The certificate of {0} is not trusted: {1}."};
inline constexpr Message outgoing_url{"outgoing-url", "'{0}' is not the https URL of a server."};

}  // namespace linkki::base::message
