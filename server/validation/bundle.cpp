#include "validation/bundle.h"

#include "fhir/reference.h"
#include "validation/messages.h"

namespace linkki::validation {
namespace {

using base::IssueType;
namespace message = base::message;

// In these an entry is found by its fullUrl; in others it is a request or its answer.
bool needs_full_url(std::string_view bundle_type) {
  return bundle_type == "document" || bundle_type == "message" || bundle_type == "collection" ||
         bundle_type == "searchset";
}

// What was found is somewhere, so that it has an id.
void check_found(const json::Value& resource, const Path& path, Report& report) {
  if (!resource.text_of("id").empty() || resource.text_of("resourceType") == "OperationOutcome") return;
  const Path at{&path, "resource"};
  report.error(IssueType::invariant, message::validation_search_id, {}, Path{&at, "id"});
}

void check_entry(const json::Value& entry, bool needed, const definitions::Definitions& definitions,
                 const Path& path, Report& report) {
  const json::Value* const resource = entry.find("resource");
  const std::string_view url = entry.text_of("fullUrl");
  const Path at{&path, "fullUrl"};
  if (!resource || resource->text_of("resourceType") == "OperationOutcome") return;
  if (url.empty()) {
    if (needed) report.error(IssueType::required, message::validation_full_url_missing, {}, at);
    return;
  }
  if (url.find(':') == std::string_view::npos) {
    return report.error(IssueType::value, message::validation_full_url_relative, {}, at);
  }
  const auto parsed = fhir::parse_reference(url, definitions);
  const bool restful = parsed.kind == fhir::ReferenceKind::absolute && !parsed.type.empty();
  if (!restful) return;
  if (parsed.type != resource->text_of("resourceType") || parsed.id != resource->text_of("id")) {
    report.error(IssueType::invalid, message::validation_full_url_other, {}, at);
  }
}

}  // namespace

void check_bundle(const fhir::Element& bundle, const definitions::Definitions& definitions, const Path& path,
                  Report& report) {
  const json::Value* const entries = bundle.value->find("entry");
  if (!entries) return;
  const bool found = bundle.value->text_of("type") == "searchset";
  const bool needed = needs_full_url(bundle.value->text_of("type"));
  for (std::uint32_t i = 0; i < entries->items().size() && !report.full(); ++i) {
    const Path at{&path, "entry", i};
    check_entry(entries->items()[i], needed, definitions, at, report);
    const json::Value* const resource = entries->items()[i].find("resource");
    if (found && resource) check_found(*resource, at, report);
  }
}

}  // namespace linkki::validation
