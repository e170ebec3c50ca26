// Any bytes as a package: refused or read, never more. Half of them are taken as the tar file within, packed
// here, since few mutations get through gzip.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/ensure.h"
#include "definitions/package_reader.h"

namespace {

// Stored blocks: a header, each block with its length and its complement, and a checksum that nobody asks
// for.
std::string pack(std::string_view bytes) {
  std::string packed("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10);
  do {
    const auto size = std::min<std::size_t>(bytes.size(), 0xffff);
    packed += size == bytes.size() ? '\x01' : '\0';
    for (const std::size_t number : {size, ~size}) {
      packed += static_cast<char>(number & 0xff);
      packed += static_cast<char>(number >> 8 & 0xff);
    }
    packed += bytes.substr(0, size);
    bytes.remove_prefix(size);
  } while (!bytes.empty());
  return packed + std::string(8, '\0');
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  const auto package =
      linkki::definitions::read_package_archive(data[0] % 2 ? std::string(bytes) : pack(bytes));
  ensure(package.ok() ? !package->manifest.self.name.empty() : !package.failure().issues.empty());
  return 0;
}
