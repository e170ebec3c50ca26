// The official examples, where the build unpacked the npm package; definitional resources are left out.
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "conformance/suites.h"

namespace linkki::validation {

// Sorted by name.
inline std::vector<std::filesystem::path> example_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(examples_folder())) {
    const std::string name = entry.path().filename().string();
    const std::string type = name.substr(0, name.find('-'));
    const bool definition = type == "StructureDefinition" || type == "SearchParameter" ||
                            type == "ValueSet" || type == "CodeSystem";
    const bool resource = entry.path().extension() == ".json" && name[0] != '.' && name != "package.json";
    if (resource && !definition) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace linkki::validation
