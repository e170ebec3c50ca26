#include "fhir/xml/names.h"

#include "fhir/xml/limits.h"

namespace linkki::fhir::xml {

Name split(std::string_view name) {
  const std::size_t colon = name.find(':');
  if (colon == name.npos) return {{}, name};
  return {name.substr(0, colon), name.substr(colon + 1)};
}

bool is_declaration(std::string_view attribute) {
  return attribute == "xmlns" || attribute.starts_with("xmlns:");
}

Namespaces::Scope::Scope(Namespaces& namespaces, pugi::xml_node element)
    : namespaces_(namespaces), mark_(namespaces.bound_.size()) {
  for (const pugi::xml_attribute attribute : element.attributes()) {
    const std::string_view name = attribute.name();
    if (!is_declaration(name) || namespaces.bound_.size() == limits::xml_prefixes_max) continue;
    namespaces.bound_.emplace_back(name == "xmlns" ? std::string_view{} : split(name).local,
                                   attribute.value());
  }
}

std::string_view Namespaces::find(std::string_view prefix) const {
  for (auto bound = bound_.rbegin(); bound != bound_.rend(); ++bound) {
    if (bound->first == prefix) return bound->second;
  }
  return {};
}

}  // namespace linkki::fhir::xml
