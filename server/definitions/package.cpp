#include "definitions/package.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>

#include "base/json/parse.h"
#include "definitions/read_file.h"

namespace linkki::definitions {
namespace {

inline constexpr std::array<std::string_view, 8> types{
    "CapabilityStatement", "CodeSystem",      "CompartmentDefinition", "ConceptMap",
    "OperationDefinition", "SearchParameter", "StructureDefinition",   "ValueSet"};

// Examples of how such resources look; they define nothing.
inline constexpr std::array<std::string_view, 12> examples{"CapabilityStatement-example",
                                                           "CapabilityStatement-messagedefinition",
                                                           "CapabilityStatement-phr",
                                                           "CompartmentDefinition-example",
                                                           "ConceptMap-101",
                                                           "ConceptMap-102",
                                                           "ConceptMap-103",
                                                           "ConceptMap-example2",
                                                           "OperationDefinition-example",
                                                           "StructureDefinition-example-composition",
                                                           "StructureDefinition-example-section-library",
                                                           "package"};

bool defines(const std::string& name) {
  auto type = std::string_view(name).substr(0, name.find('-'));
  return std::find(types.begin(), types.end(), type) != types.end() &&
         std::find(examples.begin(), examples.end(), name) == examples.end();
}

}  // namespace

base::Outcome<std::vector<PackageResource>> read_package(const std::string& folder) {
  std::error_code error;
  std::vector<std::filesystem::path> files;
  for (auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".json" && defines(entry.path().stem().string()))
      files.push_back(entry.path());
  }
  if (error) return file_failure(folder, error.message());
  std::sort(files.begin(), files.end());
  std::vector<PackageResource> resources;
  for (const auto& file : files) {
    std::ifstream stream(file, std::ios::binary);
    std::string bytes(std::istreambuf_iterator<char>(stream), {});
    if (!stream) return file_failure(file.string(), "it cannot be read");
    TRY(auto document, json::parse(std::move(bytes)));
    std::string type(document.root.text_of("resourceType")), id(document.root.text_of("id"));
    resources.push_back({std::move(type), std::move(id), std::move(document)});
  }
  return resources;
}

}  // namespace linkki::definitions
