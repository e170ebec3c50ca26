// Any bytes as the head of a request: found whole or in pieces alike, and what is read of it can be sent on.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/ensure.h"
#include "http/head.h"
#include "http/target.h"

using namespace linkki;
using namespace linkki::http;

namespace {

bool is_printable(std::string_view text) {
  for (const char c : text) {
    if (c <= 0x20 || c >= 0x7f) return false;
  }
  return true;
}

// Where the head ends must not depend on how its bytes arrive.
HeadEnd find_in_pieces(std::string_view bytes, std::size_t piece) {
  HeadEnd end;
  std::size_t scanned = 0;
  for (std::size_t size = 0; size < bytes.size() && end.state == HeadEnd::State::incomplete;) {
    size = std::min(size + piece, bytes.size());
    end = find_head_end(bytes.substr(0, size), scanned);
    scanned = size;
  }
  return end;
}

void check_target(std::string_view text) {
  const auto target = parse_target(text);
  if (!target) return;
  ensure(target->path.starts_with('/') && is_printable(target->path) && is_printable(target->query));
  const auto again = parse_target(target->path + (target->query.empty() ? "" : "?" + target->query));
  ensure(again && again->path == target->path && again->query == target->query);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_target(bytes);
  const ServerSettings settings;
  const HeadEnd end = find_head_end(bytes, 0);
  const HeadEnd pieces = find_in_pieces(bytes, size % 7 + 1);
  ensure(bytes.empty() || (pieces.state == end.state && pieces.size == end.size));
  if (end.state != HeadEnd::State::complete) return 0;
  const auto parsed = parse_head(bytes.substr(0, end.size), settings);
  if (const auto* fault = std::get_if<Fault>(&parsed)) {
    ensure(fault->status >= 400 && fault->message != nullptr);
    return 0;
  }
  const Head& head = std::get<Head>(parsed);
  ensure(!(head.chunked && head.content_length > 0));
  ensure(head.path.starts_with('/') && is_printable(head.path) && is_printable(head.query));
  for (const auto& [name, value] : head.fields) {
    ensure(is_printable(name) && !name.empty());
    ensure(value.find_first_of(std::string_view("\r\n\0", 3)) == value.npos);
  }
  return 0;
}
