#include "interactions/erase.h"

#include "interactions/matching.h"
#include "interactions/messages.h"
#include "interactions/update.h"
#include "interactions/withholding.h"

namespace linkki::interactions {
namespace {

using base::IssueType;
using base::Refusal;

base::Outcome<repository::Number> target(const Call& call, const repository::Snapshot& snapshot) {
  if (!call.route.conditional()) return snapshot.number(call.route.type, call.route.id);
  TRY(const auto matches, match(call, snapshot, call.route.type, call.query));
  if (matches.size() > 1) return multiple_matches(call.route.type);
  return matches.empty() ? repository::Number{0} : matches[0];
}

}  // namespace

base::Outcome<std::size_t> erase(const Call& call, WriteSet& set) {
  TRY(const auto number, target(call, set.snapshot()));
  const auto row = number ? set.snapshot().current(number) : std::nullopt;
  const access::Sight seen = row ? set.sight().sees(number, row->header) : access::Sight{};
  if (!seen || row->header.deleted) return set.nothing(call);
  TRY_VOID(check_whole(call, seen));
  if (!call.if_match.empty()) TRY_VOID(check_if_match(call, row->header));
  const bool of_case = call.route.type == "Consent" && row->header.case_id;  // withdrawn, not deleted
  if (row->header.governed || of_case) {
    return base::refuse(Refusal::conflict, base::error(IssueType::business_rule,
                                                       base::message::governed_delete, {call.route.type}));
  }
  return set.remove(call, number, *row);
}

}  // namespace linkki::interactions
