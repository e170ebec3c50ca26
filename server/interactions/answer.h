// What an interaction says, before it becomes an HTTP answer or the response of a bundle entry.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/outcome.h"
#include "interactions/call.h"
#include "interactions/exchange.h"

namespace linkki::interactions {

struct Answer {
  int status = 200;
  bool shaped = false;        // a Bundle whose resources are cut already: only pretty printing is left
  std::string json;           // a resource, compact; empty: none
  std::uint32_t version = 0;  // 0: no ETag, but for:
  std::string etag;           // of what has no version; whole
  std::optional<base::Instant> modified;
  std::string location;                 // "Patient/1/_history/2"; empty: none
  std::vector<base::Issue> issues;      // warnings and information that go with it
  Headers headers;                      // more of them
  std::optional<std::string> raw_type;  // Binary as it is: json holds its bytes, this is their media type
};

// Content-Type, ETag, Last-Modified, Location, and the body as the caller prefers it.
Response respond(const Call& call, Answer answer);
// The OperationOutcome of a failure; with WWW-Authenticate and Allow where due. Without a call: in JSON.
Response respond(const Call& call, const base::Failure& failure);
Response respond(const base::Failure& failure, base::Language language);
// Of an OperationOutcome: Content-Language, and Vary.
void append_language(Headers& headers, base::Language language);
// Of a body that holds texts which depend on it.
void append_vary_by_language(Headers& headers);

// The parts of a resource that the caller asks for (_summary, _elements), as JSON; pretty where that is
// asked.
std::string shape(const Call& call, std::string json);

// W/"3" → 3, "3" too; nullopt: not one of our ETags.
std::optional<std::uint32_t> parse_etag(std::string_view text);
std::string print_etag(std::uint32_t version);

}  // namespace linkki::interactions
