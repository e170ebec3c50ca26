// Files that several tests read.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace linkki::fhirpath {

inline std::string read_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The npm package of the R4 examples, where the build unpacked it.
inline std::filesystem::path examples_folder() {
  return std::filesystem::path(LINKKI_SOURCE_DIR) / "build/npm/node_modules/hl7.fhir.r4.examples";
}

}  // namespace linkki::fhirpath
