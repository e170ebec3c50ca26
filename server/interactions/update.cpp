#include "interactions/update.h"

#include <algorithm>

#include "base/json/parse.h"
#include "base/json/utf8.h"
#include "fhir/meta.h"
#include "fhir/primitive.h"
#include "interactions/body.h"
#include "interactions/create.h"
#include "interactions/http_date.h"
#include "interactions/matching.h"
#include "interactions/messages.h"
#include "interactions/withholding.h"

namespace linkki::interactions {
namespace {

using base::IssueType;
using base::Refusal;

bool may_choose_ids(const Call& call) {
  if (access::is_public(call.route.type)) return true;
  if (call.principal.role == access::Role::tester) return true;
  const auto& roles = call.current.settings->fhir.update_as_create_roles;
  return std::find(roles.begin(), roles.end(), access::code(call.principal.role)) != roles.end();
}

base::Outcome<std::string> id_of_body(const Call& call, const fhir::Resource& resource) {
  const std::string id(resource.id());
  if (!call.route.id.empty() && id.empty()) {
    return base::refuse(Refusal::bad_request,
                        base::error(IssueType::required, base::message::id_missing, {call.route.id},
                                    std::string(resource.type->name) + ".id"));
  }
  if (!call.route.id.empty() && id != call.route.id) {
    return base::refuse(Refusal::bad_request,
                        base::error(IssueType::invalid, base::message::id_mismatch, {id, call.route.id},
                                    std::string(resource.type->name) + ".id"));
  }
  return id;
}

base::Outcome<std::size_t> update_as_create(const Call& call, WriteSet& set, fhir::Resource resource) {
  if (!may_choose_ids(call)) {
    return base::refuse(Refusal::method_not_allowed,
                        base::error(IssueType::not_supported, base::message::update_as_create,
                                    {call.route.type, "GET, HEAD, OPTIONS"}));
  }
  if (!call.if_match.empty()) {
    return base::refuse(
        Refusal::precondition_failed,
        base::error(IssueType::conflict, base::message::version_absent, {json::excerpt(call.if_match)}));
  }
  std::string id(resource.id());
  return create(call, set, std::move(resource), std::move(id));
}

base::Outcome<std::size_t> conditional_update(const Call& call, WriteSet& set, fhir::Resource resource) {
  TRY(const auto matches, match(call, set.snapshot(), call.route.type, call.query));
  if (matches.size() > 1) return multiple_matches(call.route.type);
  if (matches.empty()) {
    Call creating = call;
    creating.if_none_exist = call.query;  // so that two of them do not both create
    if (!resource.id().empty()) return update_as_create(creating, set, std::move(resource));
    return create(creating, set, std::move(resource), {});
  }
  const auto row = set.snapshot().current(matches[0]);
  if (!resource.id().empty() && resource.id() != row->header.id) {
    return base::refuse(Refusal::bad_request,
                        base::error(IssueType::invalid, base::message::id_mismatch,
                                    {std::string(resource.id()), row->header.id}, call.route.type + ".id"));
  }
  fhir::set_id(resource.document, row->header.id);
  return replace(call, set, std::move(resource), matches[0], *row);
}

// What it was labelled before it was deleted, it stays: a label must not be lost by a delete in between.
base::Outcome<std::size_t> revive(const Call& call, WriteSet& set, fhir::Resource resource,
                                  repository::Number number, const repository::Row& row) {
  own_references(call, resource);
  const auto last = set.snapshot().version(number, row.header.version - 1);
  if (last && !last->header.deleted)
    fhir::keep_labels(resource.document, json::parse(set.snapshot().json(*last))->root);
  TRY(auto warnings, check(call, resource));
  return set.put(call, std::move(resource), &row, std::move(warnings));
}

}  // namespace

base::Outcome<void> check_if_match(const Call& call, const repository::Header& header) {
  if (call.if_match.empty()) {
    const auto& demanded = call.current.settings->fhir.if_match_required;
    if (std::find(demanded.begin(), demanded.end(), call.route.type) == demanded.end()) return base::done();
    return base::refuse(
        Refusal::bad_request,
        base::error(IssueType::required, base::message::if_match_required, {call.route.type}));
  }
  if (!are_etags(call.if_match)) {
    return base::refuse(Refusal::bad_request, base::error(IssueType::value, base::message::if_match_malformed,
                                                          {json::excerpt(call.if_match)}));
  }
  if (matches_etag(call.if_match, header.version)) return base::done();
  return base::refuse(Refusal::precondition_failed,
                      base::error(IssueType::conflict, base::message::version_conflict,
                                  {json::excerpt(call.if_match), std::to_string(header.version)}));
}

base::Outcome<std::size_t> update(const Call& call, WriteSet& set) {
  TRY(auto resource, read_body(call));
  return update(call, set, std::move(resource));
}

base::Outcome<std::size_t> update(const Call& call, WriteSet& set, fhir::Resource resource) {
  TRY(const std::string id, id_of_body(call, resource));
  if (call.route.conditional()) return conditional_update(call, set, std::move(resource));
  const repository::Number number = set.snapshot().number(call.route.type, id);
  const auto row = number ? set.snapshot().current(number) : std::nullopt;
  if (!row || !set.sight().sees(number, row->header)) {
    // Those who may choose ids learn that this one is taken, all others nothing.
    if (row && may_choose_ids(call)) {
      return base::refuse(Refusal::conflict,
                          base::error(IssueType::duplicate, base::message::id_taken, {id}));
    }
    return update_as_create(call, set, std::move(resource));
  }
  if (row->header.deleted) return revive(call, set, std::move(resource), number, *row);
  return replace(call, set, std::move(resource), number, *row);
}

base::Outcome<std::size_t> replace(const Call& call, WriteSet& set, fhir::Resource resource,
                                   repository::Number number, const repository::Row& row) {
  TRY_VOID(check_whole(call, set.sight().sees(number, row.header)));
  TRY_VOID(check_if_match(call, row.header));
  const auto stored = json::parse(set.snapshot().json(row));
  ensure(stored.ok());
  own_references(call, resource);
  fhir::keep_labels(resource.document, stored->root);
  if (fhir::same_content(resource.document.root, stored->root)) return set.keep(call, number, row);
  TRY(auto warnings, check(call, resource));
  return set.put(call, std::move(resource), &row, std::move(warnings));
}

}  // namespace linkki::interactions
