// The body of a request: framing removed, gzip decoded, both within their limits while the bytes arrive.
//
// Errors    413 over body_bytes_max or inflation_max, 400 for broken framing or broken gzip
// Threads   belongs to one connection.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/chunk_decoder.h"
#include "http/content_coding.h"
#include "http/fault.h"
#include "http/head.h"
#include "http/settings.h"

namespace linkki::http {

class BodyReader {
 public:
  // Pre: head.has_body(). A Content-Length over the limit is a fault at once (declared_fault).
  BodyReader(const Head& head, const ServerSettings& settings);

  std::optional<Fault> declared_fault() const;
  // Takes from the front of `in` until it is empty or the body is complete.
  std::optional<Fault> take(std::string_view& in);

  bool complete() const { return complete_; }
  std::uint64_t received() const { return received_; }  // coded bytes, for the pace
  std::size_t size() const { return body_.size(); }
  std::string release() { return std::move(body_); }

 private:
  std::optional<Fault> add(std::string_view data);
  std::optional<Fault> finish();
  Fault too_large() const;

  const ServerSettings& settings_;
  std::optional<ChunkDecoder> chunks_;
  std::optional<Inflater> inflater_;
  bool inflated_ = false;   // the gzip stream has ended
  std::uint64_t left_ = 0;  // of Content-Length
  std::uint64_t received_ = 0;
  bool complete_ = false;
  std::string body_;
};

}  // namespace linkki::http
