// Files → a gzipped tar file whose bytes depend on names and contents alone: no time, no owner, no order of a
// disk.
#pragma once

#include <map>
#include <string>

namespace linkki::definitions {

std::string write_archive(const std::map<std::string, std::string>& files);  // path → content

}  // namespace linkki::definitions
