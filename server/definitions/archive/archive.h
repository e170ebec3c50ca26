// A gzipped tar file, as FHIR packages come, read without ever writing to a file that it names.
//
// Every entry is judged, also those that nobody asks for: a path that is absolute or leads out of the
// archive, a link, a device, a name that stands twice refuse the whole.
//
// Errors    unprocessable: package-archive (no gzip, no tar, damaged, ends early), package-entry-path,
//           package-entry-kind, package-entry-twice, package-entry-bytes, package-bytes, package-entries
// Limits    limits::package_…; memory: one file at a time
// Cost      that of unpacking package_bytes_max at most, whatever the file claims
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/outcome.h"

namespace linkki::definitions {

using Wanted = std::function<bool(std::string_view path)>;
using VisitFile = std::function<base::Outcome<void>(std::string_view path, std::string bytes)>;

// Paths come without "./" and the like, so that one file has one name.
// Visits the wanted files in the order of the archive; the first failure of a visit ends it.
base::Outcome<void> read_archive(std::string_view bytes, const Wanted& wanted, const VisitFile& visit);

}  // namespace linkki::definitions
