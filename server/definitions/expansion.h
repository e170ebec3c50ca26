// Counting out value sets: which codes belong, as far as the loaded definitions tell.
//
// A set is enumerable when each of its rules is: a list of concepts always; a whole code system or a filter
// over it when the system is loaded and complete; another value set when that is. Filters: is-a,
// descendent-of, is-not-a, in, not-in and = on concept, parent or a property. One rule that is not makes the
// whole set not enumerable.
//
// Standard  https://hl7.org/fhir/R4/valueset.html#compositions
#pragma once

#include <string_view>

#include "base/json/value.h"
#include "definitions/code_system.h"
#include "definitions/content.h"

namespace linkki::definitions {

// What may be looked up while counting out. nullptr: not loaded.
class Terminology {
 public:
  virtual ~Terminology() = default;
  virtual const CodeSystem* find_code_system(std::string_view canonical) = 0;
  virtual const ValueSet* find_value_set(std::string_view canonical) = 0;
};

// The row of a ValueSet resource, its codes sorted and each once. Strings are laid in the content.
ValueSet expand(const json::Value& resource, Terminology& terminology, Content& content);

}  // namespace linkki::definitions
