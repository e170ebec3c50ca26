// The issues found so far, in document order and bounded.
//
// A silent report keeps none: it only tells whether there was an error, and is full with the first.
// Limits  limits::validation_warnings_max; errors up to the rest of limits::issues_max. Warnings, which
//         information counts among, never displace errors.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/issue.h"
#include "validation/path.h"

namespace linkki::validation {

class Report {
 public:
  using Arguments = base::Arguments;

  Report() = default;
  static Report silent() {
    Report report;
    report.silent_ = true;
    return report;
  }

  void error(base::IssueType type, const base::Message& message, Arguments arguments, const Path& path);
  void warning(base::IssueType type, const base::Message& message, Arguments arguments, const Path& path);
  void information(base::IssueType type, const base::Message& message, Arguments arguments, const Path& path);

  bool full() const;  // of errors: looking on is idle
  bool clean() const { return errors_ == 0; }
  std::vector<base::Issue> take() { return std::move(issues_); }

 private:
  std::vector<base::Issue> issues_;
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
  bool silent_ = false;
};

// A text of the caller as a message may show it: cut between characters, to 64 bytes.
std::string shorten(std::string_view text);

}  // namespace linkki::validation
