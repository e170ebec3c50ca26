#include "base/varint.h"

namespace linkki::base {

void append_varint(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
  out += static_cast<char>(value);
}

std::uint64_t ByteReader::varint() {
  std::uint64_t value = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    const auto next = byte();
    if (shift == 63 && next > 1) break;
    value |= static_cast<std::uint64_t>(next & 0x7f) << shift;
    if (next < 0x80) return ok_ ? value : 0;
  }
  fail();
  return 0;
}

std::uint64_t ByteReader::varint(std::uint64_t max) {
  const auto value = varint();
  if (value <= max) return value;
  fail();
  return 0;
}

std::string_view ByteReader::take(std::uint64_t size) {
  static constexpr char nulls[16] = {};
  if (size <= left_.size()) {
    const auto taken = left_.substr(0, size);
    left_.remove_prefix(size);
    return taken;
  }
  fail();
  return {nulls, size <= sizeof nulls ? size : 0};
}

}  // namespace linkki::base
