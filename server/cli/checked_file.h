// The resources of a file, each with what validation finds in it.
//
// A file whose name ends in .ndjson holds one resource a line, any other holds one resource, in XML where its
// name ends in .xml; a Bundle is checked with all its entries.
// Errors    not_found with file_unreadable. What is no resource is an issue of that file, not a failure.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/issue.h"
#include "base/outcome.h"
#include "validation/validator.h"

namespace linkki::cli {

struct Checked {
  std::string place;  // the file, with :LINE where it has one resource a line
  std::vector<base::Issue> issues;

  std::size_t count(base::Severity severity) const;
  bool valid() const { return count(base::Severity::fatal) + count(base::Severity::error) == 0; }
};

// `told` hears of each resource, in the order of the file.
base::Outcome<void> check_file(const std::string& path, const definitions::Definitions& definitions,
                               const validation::Validator& validator,
                               const std::function<void(const Checked& checked)>& told);

}  // namespace linkki::cli
