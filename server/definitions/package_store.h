// The packages that a data folder has: what lies in its folder packages/.
//
// Layout    NAME#VERSION/package.json      as it was published
//           NAME#VERSION/resources.ndjson  its definitional resources, one a line
//           NAME#VERSION/index.json        {"sha256": of the resources, "left_out": N, "resources":
//                                          [[type, id, url, version, offset, bytes], …]}
//           NAME#VERSION/checksum          of these three, so that damage is told and not served
//           .new-…, .old-…                 one that is being added or removed
// A folder is written once and never changed; what a server has mapped of it lives on when the folder goes.
// No file is named by what a package says but the folder, whose name is checked (manifest.h).
//
// Threads   any, and any process: whoever reads waits for whoever changes, and the other way round (flock)
// Errors    unavailable with package-unusable (the folder cannot be read or written, or is damaged)
// Cost      load() about a millisecond a package: resources are mapped, and parsed when they are first asked for
#pragma once

#include <functional>
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
  // As load(), but read from the names of the folders alone, so that what is damaged is among them.
  base::Outcome<std::vector<PackageName>> names() const;
  // `judge` sees what is installed, while nobody else can add or remove; it may refuse, and change the
  // package. False: the very same was there.
  // Errors    those of `judge`; unprocessable: package-installed (with another content)
  using Judge = std::function<base::Outcome<void>(const std::vector<InstalledPackage>& installed)>;
  base::Outcome<bool> add(const Package& package, const Judge& judge) const;
  // Also what is damaged. Errors    not_found: package-unknown
  base::Outcome<void> remove(const PackageName& package) const;
  // Whole packages alone; nothing where there is no folder.
  base::Outcome<void> copy_to(const std::string& folder) const;

 private:
  std::string folder_of(const PackageName& package) const { return folder_ + "/" + package.label(); }

  std::string folder_;
};

// What they define, in the order in which a Registry wants it.
Added resources_of(const std::vector<InstalledPackage>& packages);

}  // namespace linkki::definitions
