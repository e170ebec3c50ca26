// The releases that are loaded: every file of one folder whose name ends in .codes.
//
// Threads   any; it never changes
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"
#include "terminology/release.h"

namespace linkki::terminology {

class Releases {
 public:
  // A folder that is not there has none. Errors: unavailable: the folder cannot be read; as Release::open
  static base::Outcome<std::shared_ptr<const Releases>> open(const std::string& folder);

  // "url", "url|version"; of SNOMED CT the version may be that of the edition alone. Without a version the
  // latest: of SNOMED CT by the date, of others 2.10 comes after 2.9.
  std::shared_ptr<const CodeSystem> find(std::string_view canonical) const;
  const std::vector<std::shared_ptr<const Release>>& all() const { return all_; }

 private:
  std::vector<std::shared_ptr<const Release>> all_;  // the latest version first
};

// What a file of a release is called in its folder: letters and digits of url and version.
std::string release_file_name(std::string_view url, std::string_view version);

}  // namespace linkki::terminology
