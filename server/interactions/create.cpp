#include "interactions/create.h"

#include "fhir/meta.h"
#include "interactions/body.h"
#include "interactions/matching.h"

namespace linkki::interactions {
namespace {

using repository::Number;
using repository::Snapshot;

// Two requests with the same criteria must not both create: judged again where no other can come between.
void require_no_match(const Call& call, WriteSet& set) {
  set.require([call, reading = set.snapshot().reading()](const storage::Reads& reads) -> base::Outcome<void> {
    const Snapshot inside(reads, reading);
    TRY(const auto matches, match(call, inside, call.route.type, call.if_none_exist));
    if (matches.empty()) return base::done();
    return base::refuse(
        base::Refusal::conflict,
        base::error(base::IssueType::duplicate, base::message::criteria_raced, {call.route.type}));
  });
}

}  // namespace

base::Outcome<std::size_t> create(const Call& call, WriteSet& set) {
  TRY(auto resource, read_body(call));
  return create(call, set, std::move(resource), {});
}

base::Outcome<std::size_t> create(const Call& call, WriteSet& set, fhir::Resource resource, std::string id) {
  if (!call.if_none_exist.empty()) {
    TRY(const auto matches, match(call, set.snapshot(), call.route.type, call.if_none_exist));
    if (matches.size() > 1) return multiple_matches(call.route.type);
    if (matches.size() == 1) return set.keep(call, matches[0], *set.snapshot().current(matches[0]));
    require_no_match(call, set);
  }
  fhir::set_id(resource.document, id.empty() ? base::uuid(call.parts.random) : id);
  own_references(call, resource);
  TRY(auto warnings, check(call, resource));
  return set.put(call, std::move(resource), nullptr, std::move(warnings));
}

}  // namespace linkki::interactions
