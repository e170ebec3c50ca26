#include "interactions/patch.h"

#include "base/json/parse.h"
#include "base/json/utf8.h"
#include "fhir/json_patch.h"
#include "fhir/xml.h"
#include "fhirpath/patch.h"
#include "interactions/matching.h"
#include "interactions/messages.h"
#include "interactions/read.h"
#include "interactions/update.h"
#include "interactions/withholding.h"

namespace linkki::interactions {
namespace {

using base::IssueType;
using base::Refusal;
using repository::Number;
using repository::Row;

base::Outcome<Number> target(const Call& call, const repository::Snapshot& snapshot) {
  if (!call.route.conditional()) return snapshot.number(call.route.type, call.route.id);
  TRY(const auto matches, match(call, snapshot, call.route.type, call.query));
  if (matches.size() > 1) return multiple_matches(call.route.type);
  if (matches.size() == 1) return matches[0];
  return base::refuse(Refusal::not_found,
                      base::error(IssueType::not_found, base::message::criteria_none, {call.route.type}));
}

base::Outcome<void> check_identity(const Call& call, const fhir::Resource& patched, const Row& row) {
  if (patched.type->name == call.route.type && patched.id() == row.header.id) return base::done();
  return base::refuse(Refusal::bad_request,
                      base::error(IssueType::invalid, base::message::patch_identity,
                                  {call.route.type, row.header.id}, call.route.type + ".id"));
}

}  // namespace

base::Outcome<void> check_patch_type(std::string_view content_type) {
  const std::string type = media_type(content_type);
  if (type == json_patch_type || type == fhirpath_patch_type || type == fhirpath_patch_type_xml)
    return base::done();
  return base::refuse(Refusal::unsupported_media_type,
                      base::error(IssueType::not_supported, base::message::patch_type,
                                  {json::excerpt(content_type), std::string(patch_types)}));
}

base::Outcome<json::Document> read_operations(const Call& call) {
  if (media_type(call.content_type) != fhirpath_patch_type_xml) return json::parse(call.body);
  TRY(auto parameters, fhir::parse_xml(call.body, *call.definitions));
  return std::move(parameters.document);
}

base::Outcome<std::size_t> patch(const Call& call, WriteSet& set) {
  TRY_VOID(check_patch_type(call.content_type));
  TRY(const json::Document operations, read_operations(call));
  TRY(const Number number, target(call, set.snapshot()));
  const auto row = number ? set.snapshot().current(number) : std::nullopt;
  if (!row || !set.sight().sees(number, row->header)) return not_found(call.route);
  if (row->header.deleted) return deleted(call.route, row->header.version);
  // Before the patch: one that does not fit would tell what is there.
  TRY_VOID(check_whole(call, set.sight().sees(number, row->header)));
  // Before the patch, which may not fit another version.
  TRY_VOID(check_if_match(call, row->header));
  TRY(auto document, json::parse(set.snapshot().json(*row)));
  TRY_VOID(media_type(call.content_type) == json_patch_type
               ? fhir::apply_json_patch(document, operations.root)
               : fhirpath::apply_patch(document, operations.root, *call.definitions));
  TRY(auto resource, fhir::type_resource(std::move(document), *call.definitions));
  TRY_VOID(check_identity(call, resource, *row));
  return replace(call, set, std::move(resource), number, *row);
}

}  // namespace linkki::interactions
