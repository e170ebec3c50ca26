#include "interactions/reach.h"

#include <map>

#include "repository/snapshot.h"

namespace linkki::interactions {

base::Outcome<void> permit_chains(const Call& call, std::vector<search::Clause>& clauses) {
  for (search::Clause& clause : clauses) {
    TRY_VOID(permit_chains(call, clause.parts));
    std::vector<search::Branch> permitted;
    base::Outcome<void> refused;
    for (search::Branch& branch : clause.branches) {
      base::Outcome<void> may = access::permit(call.principal, branch.type, Interaction::search);
      if (may.ok()) may = permit_chains(call, branch.clauses);
      if (may.ok())
        permitted.push_back(std::move(branch));
      else
        refused = std::move(may);
    }
    if (!clause.branches.empty() && permitted.empty()) return refused;
    clause.branches = std::move(permitted);
  }
  return base::done();
}

void drop_unpermitted(const Call& call, const repository::Snapshot& snapshot,
                      std::vector<repository::Match>& includes) {
  std::map<std::string_view, bool> known;
  std::erase_if(includes, [&](const repository::Match& match) {
    const std::string_view type = snapshot.type_name(match.number);
    const auto found = known.find(type);
    if (found != known.end()) return !found->second;
    const bool may = access::permit(call.principal, type, Interaction::search).ok();
    known.emplace(type, may);
    return !may;
  });
}

}  // namespace linkki::interactions
