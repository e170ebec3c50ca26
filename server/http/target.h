// The request target: origin form, or absolute form with its authority dropped.
//
// Standard  RFC 9112 §3.2, RFC 3986 §3.3–§3.4
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace linkki::http {

struct Target {
  std::string path;  // begins with one '/'
  std::string query;
};

// Bytes that a URI cannot hold raw (|, ", UTF-8 …) are percent-encoded. nullopt: not a target (a fragment, a
// broken percent escape, a NUL in the path).
std::optional<Target> parse_target(std::string_view text);

}  // namespace linkki::http
