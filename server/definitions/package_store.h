// The packages that a data folder has: what lies in its folder packages/.
//
// Layout    NAME#VERSION/package.json      as it was published
//           NAME#VERSION/resources.ndjson  its definitional resources, one a line
//           NAME#VERSION/index.json        {"sha256": of the resources, "left_out": N, "resources":
//                                          [[type, id, url, version, offset, bytes], …]}
//           .new-…                         one that is being added; renamed when it is complete
// A folder is written once and never changed, so a server may read while another process adds or removes;
// what it has mapped lives on when the folder goes. No file is named by what a package says but the folder,
// whose name is checked (manifest.h).
//
// Threads   load() from any; add() and remove() wait for each other, between processes too
// Errors    unavailable with package-unusable (the folder cannot be read or written, or is damaged)
// Cost      load() about a millisecond a package: resources are mapped, and parsed when they are first asked for
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "definitions/definitions.h"
#include "definitions/package_reader.h"

namespace linkki::definitions {

struct InstalledPackage {
  Manifest manifest;
  std::string digest;  // sha256 of its resources, hex
  std::size_t left_out = 0;
  Added resources;
};

class PackageStore {
 public:
  explicit PackageStore(std::string folder) : folder_(std::move(folder)) {}

  // By name, the versions of one from the earliest to the latest. No folder: none.
  base::Outcome<std::vector<InstalledPackage>> load() const;
  // Errors    unprocessable: package-installed (with another content; the same again is no fault)
  base::Outcome<void> add(const Package& package) const;
  // Errors    not_found: package-unknown
  base::Outcome<void> remove(const PackageName& package) const;

 private:
  std::string folder_of(const PackageName& package) const { return folder_ + "/" + package.label(); }

  std::string folder_;
};

// What they define, in the order in which a Registry wants it.
Added resources_of(const std::vector<InstalledPackage>& packages);

}  // namespace linkki::definitions
