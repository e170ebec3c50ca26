// The index in the order of a sort: key by key, with the resources that have it.
//
// A parameter's values may lie in several facets (dates in `day` and `span`); they are merged. A resource
// with several values comes up at each: the first time at the one it is sorted by.
// Cost      a look-up for each facet and key; the numbers of a key are read in blocks
// Lifetime  ends before its snapshot
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "repository/candidates.h"

namespace linkki::repository {

class Walk {
 public:
  struct Step {
    std::string key;
    candidates::Numbers numbers;  // in order
  };

  // From that key on, itself included; nullopt: from the beginning (down: from the end).
  Walk(const storage::Reads& reads, const std::vector<FacetCode>& facets, bool down,
       const std::optional<std::string>& from);
  std::optional<Step> next();

  // Whether the facets lie in the index at all, and not only with each resource's values.
  static bool possible(const std::vector<FacetCode>& facets);

 private:
  struct Lane {
    std::string facet;  // the facet's code, which its keys begin with
    std::unique_ptr<storage::Cursor> cursor;
    bool open = false;
    std::string_view key() const { return cursor->key().substr(facet.size()); }
  };
  void place(Lane& lane, const std::optional<std::string>& from) const;
  void check(Lane& lane, bool found) const;
  void take(Lane& lane, candidates::Numbers& numbers) const;

  const bool down_;
  std::vector<Lane> lanes_;
};

}  // namespace linkki::repository
