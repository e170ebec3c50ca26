#include "interactions/matching.h"

#include "interactions/messages.h"
#include "interactions/reach.h"
#include "interactions/search_bounds.h"
#include "search/parse.h"

namespace linkki::interactions {

using base::IssueType;
using base::Refusal;

base::Outcome<std::vector<repository::Number>> match(const Call& call, const repository::Snapshot& snapshot,
                                                     const std::string& type, const std::string& criteria) {
  const std::vector<std::string> bases = call.bases();
  TRY(auto query,
      search::parse(type, criteria, *call.definitions,
                    {.zone = call.current.settings->fhir.time_zone, .bases = bases, .exactly = true}));
  if (query.clauses.empty()) {
    return base::refuse(Refusal::bad_request,
                        base::error(IssueType::required, base::message::criteria_empty, {type}));
  }
  TRY_VOID(permit_chains(call, query.clauses));
  query.sorts.clear();
  query.includes.clear();
  query.total = search::Total::none;
  const repository::Sight sight(snapshot.reads(), *snapshot.reading().dictionary, call.principal, call.now);
  const repository::find::Settings settings = search_settings(call);
  query.count = settings.page_entries_max;
  TRY(const auto found, repository::find::run(snapshot, query, sight, std::nullopt, call.now, settings));
  std::vector<repository::Number> own;
  for (const repository::Match& one : found.matches) {
    const auto row = snapshot.current(one.number);
    const bool ours = row->header.open || row->header.custodian == sight.organization();
    if (ours && own.size() < 2) own.push_back(one.number);
  }
  return own;
}

base::Failure multiple_matches(const std::string& type) {
  return base::refuse(Refusal::precondition_failed,
                      base::error(IssueType::multiple_matches, base::message::criteria_multiple, {type}));
}

}  // namespace linkki::interactions
