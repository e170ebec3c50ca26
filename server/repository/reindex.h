// Builds the index rows of a type again, after a search parameter came or changed: a job in bounded steps,
// which goes on where it was after a restart. Until it is done nothing is found by the parameter (Conditions
// refuses it).
//
// job       "reindex/" type name → fingerprint(8) last number(8) resources done(8)
//           The fingerprint is that of Facets: another one than now's, and the job begins anew.
// Beside it Writes go on: what is written meanwhile has the new rows already, and a step leaves it as it is.
// Limits    step_resources_max resources in one commit, some 10 ms
// Threads   one at a time; a Step is prepared on any thread and applied in the write queue
#pragma once

#include <string>
#include <vector>

#include "repository/index_rows.h"
#include "repository/snapshot.h"

namespace linkki::repository::reindex {

inline constexpr std::size_t step_resources_max = 100;

class Step {
 public:
  // The next resources of the type, by what `now` reads with.
  static Step prepare(const Snapshot& now, const std::string& type);
  // Writes their rows and how far the job is; after the last resource there is no job any more.
  base::Outcome<void> apply(storage::WriteTransaction& write) const;
  bool last() const { return last_; }
  // Resources with more values than a resource may have: they keep the rows they had.
  std::size_t passed_over() const { return passed_over_; }

 private:
  struct Resource {
    Number number = 0;
    std::uint32_t version = 0;
    base::Instant time;
    Rows rows;
  };
  base::Outcome<void> replace(storage::WriteTransaction& write, const Resource& resource) const;

  std::string job_;
  std::string state_;  // after this step
  FacetCode updated_ = 0, added_ = 0;
  std::vector<Resource> resources_;
  bool last_ = false;
  std::size_t passed_over_ = 0;
};

struct Progress {
  std::string type;
  std::uint64_t done = 0;
};
// The jobs under way.
std::vector<Progress> progress(const storage::Reads& reads);

}  // namespace linkki::repository::reindex
