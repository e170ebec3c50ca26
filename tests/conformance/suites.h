// Files of others that tests read and that are never copied here: R4's examples, which the build fetches, and
// test suites in a folder that LINKKI_SHARED names, else ../shared.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace linkki {

inline std::filesystem::path shared_folder() {
  const char* const named = std::getenv("LINKKI_SHARED");
  return named ? std::filesystem::path(named) : std::filesystem::path(LINKKI_SOURCE_DIR) / "../shared";
}

// One of the conformance suites; it need not exist.
inline std::filesystem::path conformance(const std::string& name) {
  return shared_folder() / "data/conformance" / name;
}

// The npm package of R4, examples and definitions, where the build unpacked it.
inline std::filesystem::path examples_folder() {
  return std::filesystem::path(LINKKI_SOURCE_DIR) / "build/npm/node_modules/hl7.fhir.r4.examples";
}

// At once: byte by byte it would take longer than to parse it, for tests are not optimized.
inline std::string read_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  std::string bytes(in ? static_cast<std::size_t>(in.tellg()) : 0, '\0');
  in.seekg(0).read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return bytes;
}

}  // namespace linkki
