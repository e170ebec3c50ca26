// X-Request-Id: the client's own where it is well-formed, else one of ours.
//
// Standard  https://hl7.org/fhir/R4/http.html#custom
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/random.h"

namespace linkki::http {

inline constexpr std::size_t request_id_characters_max = 128;

// 1–128 of letters, digits, '-', '.', '_', '~': safe in a header, a log line and a URL.
bool is_request_id(std::string_view text);

// Ids that no other process has given out: 64 random bits, then a count. Not secret.
// Threads   one object, one thread.
class RequestIds {
 public:
  explicit RequestIds(base::Random& random);
  std::string next();

 private:
  std::string prefix_;
  std::uint64_t count_ = 0;
};

}  // namespace linkki::http
