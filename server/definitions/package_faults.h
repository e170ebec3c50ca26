// What speaks against a package: what it contradicts, and what it needs and is not there.
#pragma once

#include <vector>

#include "base/issue.h"
#include "definitions/package_store.h"

namespace linkki::definitions {

// Errors: package-conflict, a canonical|version that another package, the package itself or `below` (R4's own
// and ours) has with another content; narrative, id and meta do not count. Warnings: package-dependency.
// Of each no more than limits::issues_max are told.
// Cost: that of comparing what has a canonical|version in common.
base::Outcome<std::vector<base::Issue>> faults_of(const Package& package,
                                                  const std::vector<InstalledPackage>& installed,
                                                  const Definitions& below);

// Warnings: package-dependency, for each that the package needs and that is not among these.
std::vector<base::Issue> missing(const Manifest& manifest, const std::vector<InstalledPackage>& installed);

}  // namespace linkki::definitions
