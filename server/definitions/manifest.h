// What a FHIR package says of itself: package.json.
//
// Standard  https://hl7.org/fhir/packages.html, https://confluence.hl7.org/display/FHIR/NPM+Package+Specification
#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <vector>

#include "base/json/value.h"
#include "base/outcome.h"

namespace linkki::definitions {

struct PackageName {
  std::string name;
  std::string version;
  std::string label() const { return name + "#" + version; }
  auto operator<=>(const PackageName&) const = default;
};

struct Manifest {
  PackageName self;
  std::string description;
  std::string fhir_version;               // 4.0.1
  std::vector<PackageName> dependencies;  // versions as written: 1.2.3, 1.2.x, latest
};

// Whether a package may be called so: both become the name of a folder.
bool is_package_name(const PackageName& package);

// Errors: unprocessable with package-manifest, or package-fhir-version (not 4.0, or not told)
base::Outcome<Manifest> read_manifest(const json::Value& root);

// Whether a version is the one that a dependency asks for: itself, or of its pattern (1.2.x, latest, dev).
bool satisfies(std::string_view version, std::string_view wanted);

// Whether every R4 server has it: R4's own definitions, under any of the names they are published by.
bool is_built_in(const PackageName& package);

}  // namespace linkki::definitions
