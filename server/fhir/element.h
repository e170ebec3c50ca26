// One element of a resource: a place in the JSON document together with its type.
//
// The tree is not built: an Element is a cursor over the document that knows its definition, so that parsing
// costs nothing beyond JSON. FHIRPath, validation and printing walk these.
//
// Threads   as json::Document.
// Lifetime  an Element ends with its document and its definitions.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/json/value.h"
#include "definitions/definitions.h"

namespace linkki::fhir {

struct Element {
  static constexpr std::uint32_t no_index = UINT32_MAX;

  const json::Value* value = nullptr;      // the JSON value; nullptr: a primitive that has only extensions
  const json::Value* companion = nullptr;  // the `_name` object of a primitive (id, extension); nullptr: none
  const definitions::Type* type = nullptr;           // its concrete type; a contained resource has its own
  const definitions::Element* definition = nullptr;  // nullptr: the root of a resource
  std::uint32_t index = no_index;                    // its place in a JSON array; no_index: it stands in none

  bool primitive() const { return type && type->kind == definitions::TypeKind::primitive; }
  bool has_value() const { return value && !value->is_null(); }
  std::string_view text() const { return value ? value->text() : std::string_view{}; }
};

// The root element of a resource; type nullptr when resourceType is missing, unknown or abstract.
Element root(const json::Value& resource, const definitions::Definitions& definitions);

// The children with a FHIRPath name ("value" finds valueQuantity), in document order; repeated ones one by
// one. `visit(const Element&)`. Unknown properties are passed over: validation reports them. Children of a
// primitive are its id and extensions. A resource within has the type that it names, or the abstract one
// where it names none of ours. Cost: a walk over the parent's properties.
template <class Visit>
void each_child(const Element& parent, std::string_view name, const definitions::Definitions& definitions,
                Visit&& visit);
// All children, in document order; resourceType is none.
template <class Visit>
void each_child(const Element& parent, const definitions::Definitions& definitions, Visit&& visit);

}  // namespace linkki::fhir

#include "fhir/element_children.h"
