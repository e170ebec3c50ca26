// Searches answered without an index, a plan or a key: the values of each resource are held, one after the
// other, against what is asked, as R4 describes it. What it shares with the engine is the parser of searches
// and what is extracted from a resource, which have tests of their own.
//
// Not told: the order by quantities (their kinds have none), distances, `_include`, pages.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "repository/fixture.h"
#include "search/codes.h"
#include "search/index.h"
#include "search/query.h"

namespace linkki::repository {

class Oracle {
 public:
  explicit Oracle(const Store& store, std::shared_ptr<const search::Codes> codes = nullptr);
  ~Oracle();

  // A resource as it stands in the store now; deleted ones are seen by nobody.
  void note(const std::string& type, const std::string& id);

  // The ids of what the organization finds, in order; `near_metres` where a place is asked without a
  // distance.
  std::vector<std::string> find(const search::Query& query, const std::string& organization = "a") const;
  // The values of every resource that there is, of a type and parameter.
  using Values = std::vector<search::IndexValue>;
  const Values& values(const std::string& type, std::string_view parameter, const std::string& id) const;

  static constexpr double near_metres = 50'000;

 private:
  struct Thing;
  class Asking;

  const Store& store_;
  const std::shared_ptr<const search::Codes> codes_;
  std::map<std::string, std::map<std::string, Thing>> things_;  // by type and id
};

}  // namespace linkki::repository
