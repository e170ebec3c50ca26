#include "fhir/json.h"

#include <utility>

#include "base/json/parse.h"
#include "base/json/print.h"
#include "base/json/utf8.h"
#include "fhir/messages.h"

namespace linkki::fhir {
namespace {

base::Failure refuse(const base::Message& message, std::vector<std::string> arguments = {}) {
  return base::refuse(base::Refusal::bad_request,
                      base::error(base::IssueType::structure, message, std::move(arguments)));
}

}  // namespace

base::Outcome<Resource> type_resource(json::Document document, const definitions::Definitions& definitions) {
  const json::Value& root = document.root;
  if (!root.is_object()) return refuse(base::message::resource_not_an_object);
  const json::Value* const type = root.find("resourceType");
  if (!type) return refuse(base::message::resource_type_missing);
  if (!type->is_string()) return refuse(base::message::resource_type_not_a_string);
  const Element element = fhir::root(root, definitions);
  if (!element.type) return refuse(base::message::resource_type_unknown, {json::excerpt(type->text())});
  return Resource{std::move(document), element.type};
}

base::Outcome<Resource> parse_json(std::string bytes, const definitions::Definitions& definitions) {
  TRY(json::Document document, json::parse(std::move(bytes)));
  return type_resource(std::move(document), definitions);
}

std::string print_json(const Resource& resource) {
  return json::print(resource.document.root);
}

}  // namespace linkki::fhir
