// A file in memory, read-only; pages come from the file system's cache and count as nobody's private memory.
#pragma once

#include <string>
#include <string_view>

#include "base/outcome.h"

namespace linkki::definitions {

class Mapping {
 public:
  // Errors: unavailable (not there, not readable, empty).
  static base::Outcome<Mapping> open(const std::string& file);
  Mapping(Mapping&& other) noexcept : bytes_(other.bytes_) { other.bytes_ = {}; }
  Mapping& operator=(Mapping&&) = delete;
  ~Mapping();
  std::string_view bytes() const { return bytes_; }

 private:
  explicit Mapping(std::string_view bytes) : bytes_(bytes) {}
  std::string_view bytes_;
};

}  // namespace linkki::definitions
