// A FHIR package, as it is published: NAME.tgz with package/package.json and one JSON file for each resource.
//
// Errors    those of the archive (archive/archive.h) and of the manifest; package-none; package-resource (a file
//           that is no JSON)
// Limits    limits::package_…
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "definitions/added_resource.h"
#include "definitions/manifest.h"

namespace linkki::definitions {

struct Package {
  Manifest manifest;
  std::string manifest_json;
  // The definitional resources of the folder package/, by file name. What lies in folders below it (examples)
  // and what defines nothing is left out.
  std::vector<std::shared_ptr<const AddedResource>> resources;
  std::size_t left_out = 0;
};

base::Outcome<Package> read_package_archive(std::string_view bytes);

}  // namespace linkki::definitions
