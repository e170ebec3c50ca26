#include "definitions/added_resource.h"

#include <algorithm>
#include <array>

#include "base/crypto/hash.h"
#include "base/json/parse.h"
#include "base/json/print.h"
#include "definitions/definitions.h"
#include "definitions/messages.h"

namespace linkki::definitions {
namespace {

// Those with a canonical url, by which they are found.
inline constexpr std::array<std::string_view, 14> definitional{
    "CapabilityStatement", "CodeSystem", "CompartmentDefinition", "ConceptMap",      "GraphDefinition",
    "ImplementationGuide", "Library",    "OperationDefinition",   "SearchParameter", "StructureDefinition",
    "StructureMap",        "ValueSet",   "Questionnaire",         "Measure"};

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

AddedResource::AddedResource(json::Document document) : document_(std::move(document)) {
  const json::Value& root = document_->root;
  type = root.text_of("resourceType");
  id = root.text_of("id");
  url = root.text_of("url");
  version = root.text_of("version");
  printed_ = json::print(root);
  json = printed_;
  digest = crypto::view(crypto::sha256(json));
}

const json::Value& AddedResource::root() const {
  std::call_once(parsed_, [&] {
    if (document_) return;
    auto document = json::parse(std::string(json));
    document_ = document ? *std::move(document) : json::Document();
  });
  return document_->root;
}

base::Outcome<std::shared_ptr<const AddedResource>> read_added(const std::string& json) {
  TRY(auto document, json::parse(json));
  auto added = std::make_shared<AddedResource>(std::move(document));
  if (!is_definitional(added->type)) {
    return unusable(base::error(base::IssueType::not_supported, base::message::definition_type,
                                {std::string(added->type)}));
  }
  std::string type(added->type);
  if (added->url.empty()) {
    return unusable(
        base::error(base::IssueType::required, base::message::definition_url, {type}, type + ".url"));
  }
  return std::shared_ptr<const AddedResource>(std::move(added));
}

}  // namespace linkki::definitions
