// Integers in as few bytes as they need: seven bits a byte, lowest first; the top bit says that more follow
// (LEB128).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace linkki::base {

void append_varint(std::string& out, std::uint64_t value);

// Reads from the front of bytes that may be damaged. After the first thing that does not fit, ok() is false
// and all further reads give 0 or nothing.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : left_(bytes) {}

  std::uint64_t varint();
  std::uint64_t varint(std::uint64_t max);  // more than `max` does not fit
  std::uint8_t byte() { return static_cast<std::uint8_t>(take(1)[0]); }
  std::string_view take(std::uint64_t size);  // as many bytes as asked for (of nulls, if they do not fit)

  bool ok() const { return ok_; }
  std::size_t left() const { return left_.size(); }
  void fail() {
    ok_ = false;
    left_ = {};
  }

 private:
  std::string_view left_;
  bool ok_ = true;
};

}  // namespace linkki::base
