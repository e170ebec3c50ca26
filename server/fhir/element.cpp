#include "fhir/element.h"

namespace linkki::fhir {
namespace {

const definitions::Type* find_resource_type(const json::Value& resource,
                                            const definitions::Definitions& definitions) {
  const definitions::Type* const type = definitions.find_type(resource.text_of("resourceType"));
  const bool usable = type && type->kind == definitions::TypeKind::resource && !type->abstract_type;
  return usable ? type : nullptr;
}

}  // namespace

const definitions::Type* children::concrete_type(const definitions::Type* declared, const json::Value* value,
                                                 const definitions::Definitions& definitions) {
  if (!value || !declared || declared->kind != definitions::TypeKind::resource) return declared;
  const definitions::Type* const own = find_resource_type(*value, definitions);
  return own ? own : declared;
}

Element root(const json::Value& resource, const definitions::Definitions& definitions) {
  return {.value = &resource, .type = find_resource_type(resource, definitions)};
}

}  // namespace linkki::fhir
