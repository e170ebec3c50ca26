// The resources of an unpacked FHIR package that define R4: one JSON file each, by name.
#pragma once

#include <string>
#include <vector>

#include "base/json/value.h"
#include "base/outcome.h"

namespace linkki::definitions {

struct PackageResource {
  std::string type;
  std::string id;
  json::Document document;
};

// Leaves out instances, bundles and the specification's examples of definitional resources. Sorted by file
// name. Errors: those of the JSON, unavailable (folder or file cannot be read).
base::Outcome<std::vector<PackageResource>> read_package(const std::string& folder);

}  // namespace linkki::definitions
