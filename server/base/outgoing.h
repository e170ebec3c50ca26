// The port for calls to other servers; http implements it, tests script it.
//
// Threads   send() from any thread; it blocks up to time_max, so never from an I/O thread
// Errors    unavailable (no connection, no trust, no answer in time); an answer of any status is a value
// Limits    answer_bytes_max: a longer answer is a failure; redirects are not followed
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/outcome.h"

namespace linkki::base {

struct OutgoingRequest {
  std::string method;  // "POST"
  std::string url;     // absolute, https
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::chrono::milliseconds time_max{30'000};
  std::size_t answer_bytes_max = 16 << 20;
};

struct OutgoingAnswer {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};

class Outgoing {
 public:
  virtual ~Outgoing() = default;
  virtual Outcome<OutgoingAnswer> send(const OutgoingRequest& request) = 0;
};

}  // namespace linkki::base
