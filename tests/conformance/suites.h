// The folder of others' test suites, which are never copied here: what LINKKI_SHARED names, else ../shared.
#pragma once

#include <cstdlib>
#include <filesystem>
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

}  // namespace linkki
