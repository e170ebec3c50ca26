// Randomness from outside; ids and salts come through here so that tests can repeat them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <random>
#include <span>
#include <string>

namespace linkki::base {

// Threads   every function may be called from any thread.
class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

// The operating system's generator, through OpenSSL.
class SystemRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> bytes) override;
};

// The same bytes for the same seed; for tests alone.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : generator_(seed) {}
  void fill(std::span<std::uint8_t> bytes) override;

 private:
  std::mutex mutex_;
  std::mt19937_64 generator_;
};

// A version 4 UUID in lower case, RFC 9562.
std::string uuid(Random& random);

}  // namespace linkki::base
