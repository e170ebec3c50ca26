// A FHIR package of loose resources: package.json, .index.json, one file for each resource, examples in a
// folder of their own. The same resources give the same bytes.
//
// What the package is called comes from `wanted`, else from a package.json among the files, else from the
// ImplementationGuide; what it needs from the latter two. Resources that define something become
// package/TYPE-ID.json, all others package/example/TYPE-ID.json.
//
// Errors    unprocessable: package-resource (no JSON, no resource, no id), package-entry-twice (two of a type and id),
//           package-manifest (no name or version), package-snapshot (one cannot be made, with the reason)
#pragma once

#include <functional>
#include <map>
#include <string>

#include "definitions/definitions.h"
#include "definitions/manifest.h"

namespace linkki::definitions {

struct PackageParts {
  std::map<std::string, std::string> files;  // name → JSON
  PackageName wanted;                        // empty: see above
  // Where profiles without a snapshot get one: what they derive from, beside the files. nullptr: they get
  // none.
  const Definitions* known = nullptr;
};

struct BuiltPackage {
  PackageName self;
  std::size_t definitions = 0, examples = 0, snapshots = 0;
  std::string bytes;  // .tgz
};

base::Outcome<BuiltPackage> build_package(const PackageParts& parts);

}  // namespace linkki::definitions
