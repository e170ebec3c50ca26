#include "interactions/body.h"

#include <algorithm>

#include "base/json/utf8.h"
#include "fhir/meta.h"
#include "fhir/reference.h"
#include "fhir/xml.h"
#include "interactions/binary.h"
#include "interactions/messages.h"
#include "repository/adopted.h"
#include "search/definition.h"

namespace linkki::interactions {

using base::IssueType;
using base::Refusal;

namespace {

// fhir.validation = "warn": what is no fault of R4's structure is kept and told.
void soften(std::vector<base::Issue>& issues) {
  for (auto& issue : issues) {
    const bool soft = !validation::is_structural(issue);
    if (soft && issue.severity == base::Severity::error) issue.severity = base::Severity::warning;
  }
}

}  // namespace

base::Outcome<fhir::Resource> read_body(const Call& call) {
  if (call.route.type == "Binary") return read_binary(call);
  TRY(auto resource, parse_body(call, call.body));
  if (!call.route.type.empty() && resource.type->name != call.route.type) {
    return base::refuse(Refusal::bad_request,
                        base::error(IssueType::invalid, base::message::body_resource_type,
                                    {std::string(resource.type->name), call.route.type}, "resourceType"));
  }
  return resource;
}

base::Outcome<fhir::Resource> parse_body(const Call& call, std::string bytes) {
  const auto format = body_format(call.content_type);
  if (!format) {
    return base::refuse(Refusal::unsupported_media_type,
                        base::error(IssueType::not_supported, base::message::body_type,
                                    {json::excerpt(call.content_type), std::string(fhir_types)}));
  }
  return *format == Format::xml ? fhir::parse_xml(std::move(bytes), *call.definitions)
                                : fhir::parse_json(std::move(bytes), *call.definitions);
}

std::vector<base::Issue> judge(const Call& call, const fhir::Element& resource,
                               std::vector<std::string> profiles) {
  const base::Settings& settings = *call.current.settings;
  std::vector<base::Issue> issues =
      call.validator->validate(resource, profiles, settings.fhir.profile_by_type);
  if (settings.validation_of(resource.type->name) == base::ValidationPolicy::warn) soften(issues);
  return issues;
}

base::Outcome<std::vector<base::Issue>> check(const Call& call, const fhir::Resource& resource) {
  if (fhir::is_subsetted(resource.document.root)) {
    return base::refuse(Refusal::unprocessable,
                        base::error(IssueType::business_rule, base::message::body_subsetted, {},
                                    std::string(resource.type->name) + ".meta.tag"));
  }
  std::vector<base::Issue> issues = judge(call, resource.root(), {});
  const bool valid = std::none_of(issues.begin(), issues.end(), [](const base::Issue& issue) {
    return issue.severity == base::Severity::error || issue.severity == base::Severity::fatal;
  });
  if (!valid) return base::refuse(Refusal::unprocessable, std::move(issues));
  if (resource.type->name == "SearchParameter" && repository::Adopted::wants(resource.document.root)) {
    TRY_VOID(search::check_definition(resource.document.root, *call.definitions));
  }
  return issues;
}

void own_references(const Call& call, fhir::Resource& resource) {
  const std::vector<std::string> bases = call.bases();
  const fhir::Rewrites none;
  fhir::rewrite_links(resource.document, {none, {}, bases}, *call.definitions);
}

}  // namespace linkki::interactions
