// Big-endian integers in keys and rows: the order of the bytes is the order of the numbers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/ensure.h"

namespace linkki::base {

template <class Integer>
void append_big_endian(std::string& out, Integer value) {
  for (int shift = static_cast<int>(sizeof(Integer) - 1) * 8; shift >= 0; shift -= 8) {
    out += static_cast<char>(static_cast<std::uint64_t>(value) >> shift & 0xff);
  }
}

// Pre: at + sizeof(Integer) <= bytes.size().
template <class Integer>
Integer read_big_endian(std::string_view bytes, std::size_t at = 0) {
  ensure(at + sizeof(Integer) <= bytes.size());
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < sizeof(Integer); ++i) {
    value = value << 8 | static_cast<std::uint8_t>(bytes[at + i]);
  }
  return static_cast<Integer>(value);
}

}  // namespace linkki::base
