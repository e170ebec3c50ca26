#include "base/random.h"

#include <openssl/rand.h>

#include <array>

#include "base/ensure.h"

namespace linkki::base {

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
  ensure(RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1);
}

void SeededRandom::fill(std::span<std::uint8_t> bytes) {
  const std::lock_guard lock(mutex_);
  for (auto& byte : bytes) byte = static_cast<std::uint8_t>(generator_());
}

std::string uuid(Random& random) {
  std::array<std::uint8_t, 16> bytes;
  random.fill(bytes);
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x40);
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  out.reserve(36);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    out += digits[bytes[i] >> 4];
    out += digits[bytes[i] & 15];
  }
  return out;
}

}  // namespace linkki::base
