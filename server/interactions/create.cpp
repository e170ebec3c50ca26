#include "interactions/create.h"

#include "fhir/meta.h"
#include "fhir/reference.h"
#include "interactions/body.h"
#include "interactions/matching.h"
#include "interactions/messages.h"
#include "interactions/submission.h"

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
  return submit(call, set, std::move(resource));
}

base::Outcome<std::size_t> submit(const Call& call, WriteSet& set, fhir::Resource resource) {
  const std::string placer = placer_of(call.parts.workflow, resource.document.root);
  if (placer.empty() || call.principal.organization.empty())
    return create(call, set, std::move(resource), {});
  own_references(call, resource);
  Submitted entry = submitted(resource.document.root, "ServiceRequest");
  if (const auto first = FirstSubmission::find(call, set.snapshot(), placer)) {
    TRY_VOID(first->check_same({entry}));
    const std::string location = first->location("ServiceRequest", 0);
    const auto stored = fhir::parse_reference(location, *call.definitions);
    const Number number = set.snapshot().number(stored.type, stored.id);
    return set.keep(call, number, *set.snapshot().current(number));
  }
  const std::string id = base::uuid(call.parts.random);
  entry.location = "ServiceRequest/" + id + "/_history/1";
  TRY(const std::size_t step, create(call, set, std::move(resource), id));
  if (!set.find({set.snapshot().type("ServiceRequest"), id})) return step;  // If-None-Exist kept another one
  set.require(not_yet_submitted(call, set.snapshot(), placer));
  set.submit(make_submission(call, set.snapshot(), placer, {entry}));
  return step;
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
