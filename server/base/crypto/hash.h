// Hashes: SHA-256 for what must be proved, a keyed 128-bit hash for keys that outsiders choose.
//
// Cost      sha256 about 0.5 µs + 2 ns a byte; KeyedHash about 0.2 µs
// Threads   every function may be called from any thread.
// Standard  FIPS 180-4; SipHash-2-4-128 (Aumasson, Bernstein)
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace linkki::crypto {

using Sha256 = std::array<std::uint8_t, 32>;
using Hash128 = std::array<std::uint8_t, 16>;

Sha256 sha256(std::string_view bytes);
Sha256 sha256(std::initializer_list<std::string_view> parts);  // of the parts one after the other

// Who does not know the key cannot choose two inputs with one hash, nor tell from a hash what was hashed.
class KeyedHash {
 public:
  using Key = std::array<std::uint8_t, 16>;

  explicit KeyedHash(const Key& key) : key_(key) {}
  Hash128 operator()(std::string_view bytes) const;

 private:
  Key key_;
};

template <std::size_t size>
std::string_view view(const std::array<std::uint8_t, size>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), size};
}

std::string print_hex(std::string_view bytes);  // lower case

}  // namespace linkki::crypto
