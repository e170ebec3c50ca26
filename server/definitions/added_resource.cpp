#include "definitions/added_resource.h"

#include <algorithm>
#include <array>

#include "base/json/parse.h"
#include "base/json/print.h"
#include "definitions/definitions.h"
#include "definitions/messages.h"

namespace linkki::definitions {
namespace {

// Those with a canonical url, by which they are found.
inline constexpr std::array<std::string_view, 13> definitional{
    "CapabilityStatement", "CodeSystem", "CompartmentDefinition", "ConceptMap",      "GraphDefinition",
    "ImplementationGuide", "Library",    "OperationDefinition",   "SearchParameter", "StructureDefinition",
    "StructureMap",        "ValueSet",   "Questionnaire"};

base::Failure unusable(base::Issue issue) {
  return base::refuse(base::Refusal::unprocessable, std::move(issue));
}

}  // namespace

std::span<const std::string_view> definitional_types() {
  return definitional;
}

bool is_definitional(std::string_view type) {
  return std::find(definitional.begin(), definitional.end(), type) != definitional.end();
}

base::Outcome<std::shared_ptr<const AddedResource>> read_added(const std::string& json) {
  TRY(auto document, json::parse(json));
  auto added = std::make_shared<AddedResource>();
  added->document = std::move(document);
  auto& root = added->document.root;
  added->type = root.text_of("resourceType");
  added->id = root.text_of("id");
  added->url = root.text_of("url");
  added->version = root.text_of("version");
  if (!is_definitional(added->type)) {
    return unusable(base::error(base::IssueType::not_supported, base::message::definition_type,
                                {std::string(added->type)}));
  }
  std::string type(added->type);
  if (added->url.empty()) {
    return unusable(
        base::error(base::IssueType::required, base::message::definition_url, {type}, type + ".url"));
  }
  added->json = json::print(root);
  return std::shared_ptr<const AddedResource>(std::move(added));
}

}  // namespace linkki::definitions
