#include "definitions/snapshot/element.h"

#include <algorithm>

namespace linkki::definitions {
namespace {

constexpr std::string_view core = "http://hl7.org/fhir/StructureDefinition/";

bool same_type(std::string_view code, std::string_view capitalized) {
  return !code.empty() && code.size() == capitalized.size() && code.substr(1) == capitalized.substr(1) &&
         (code[0] == capitalized[0] || code[0] - 'a' + 'A' == capitalized[0]);
}

}  // namespace

std::string canonical_of(std::string_view type) {
  if (type.starts_with("http://hl7.org/fhirpath/")) type = "Element";
  return type.find(':') == type.npos ? std::string(core).append(type) : std::string(type);
}

std::span<const json::Value> types_of(const json::Value& element) {
  const json::Value* const types = element.find("type");
  return types ? types->items() : std::span<json::Value>{};
}

std::string_view profile_of(const json::Value& type) {
  const json::Value* const profiles = type.find("profile");
  return profiles && profiles->items().size() == 1 ? profiles->items().front().text() : std::string_view{};
}

const json::Value* type_called(std::string_view name, const ElementNode& choice) {
  std::string_view stem = choice.name;
  if (!stem.ends_with("[x]")) return nullptr;
  stem.remove_suffix(3);
  if (!name.starts_with(stem)) return nullptr;
  const auto types = types_of(choice.element);
  const auto at = std::find_if(types.begin(), types.end(), [&](const json::Value& type) {
    return same_type(type.text_of("code"), name.substr(stem.size()));
  });
  return at == types.end() ? nullptr : &*at;
}

bool is_closed(const json::Value& element) {
  const json::Value* const slicing = element.find("slicing");
  return slicing && slicing->text_of("rules") == "closed";
}

bool is_extension(const ElementNode& node) {
  return node.name == "extension" || node.name == "modifierExtension";
}

std::string inside_of(const json::Value& type) {
  const std::string_view profile = type.text_of("code") == "Reference" ? "" : profile_of(type);
  return profile.empty() ? canonical_of(type.text_of("code")) : std::string(profile);
}

}  // namespace linkki::definitions
