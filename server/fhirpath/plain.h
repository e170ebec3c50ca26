// JSON that no model describes: an element without a type, so that expressions work on any document.
//
// Its properties are its children; `_name` holds id and extensions of `name`, as in FHIR's JSON. Texts,
// numbers and booleans are values of FHIRPath's own types.
#pragma once

#include <optional>
#include <string_view>

#include "fhirpath/item.h"

namespace linkki::fhirpath {

// Text, number or boolean as a value; nullopt: an object, or nothing.
std::optional<Item> plain_value(const fhir::Element& element);
TypeName plain_type(const fhir::Element& element);

// The children of that name, in document order; empty: all. `visit(const fhir::Element&)`.
template <class Visit>
void each_plain_child(const fhir::Element& parent, std::string_view name,
                      const definitions::Definitions& definitions, Visit visit) {
  const bool object = parent.value && parent.value->is_object();
  const json::Value* const holder = object ? parent.value : parent.companion;
  if (!holder) return;
  const auto properties = holder->members();
  for (const json::Member& property : properties) {
    const bool companion = property.name.starts_with('_');
    const std::string_view own = property.name.substr(companion ? 1 : 0);
    if (!name.empty() && own != name && property.name != name) continue;
    if (companion && fhir::children::has_property(properties, own)) continue;
    const json::Value* const extensions =
        companion ? &property.value : fhir::children::find_companion(properties, own);
    fhir::children::each_repeat({}, companion ? nullptr : &property.value, extensions, definitions, visit);
  }
}

}  // namespace linkki::fhirpath
