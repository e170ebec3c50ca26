// What R4 demands of a resource: its elements and their types, cardinality, primitives, choices, required
// bindings to value sets that can be counted out, element constraints, references to what it contains.
//
// Threads   any.
// Limits    limits::issues_max issues; the nesting that the JSON reader allows.
// Standard  https://hl7.org/fhir/R4/validation.html
#pragma once

#include <memory>
#include <vector>

#include "base/issue.h"
#include "base/outcome.h"
#include "definitions/definitions.h"
#include "fhir/element.h"

namespace linkki::validation {

class Validator {
 public:
  // Compiles the constraints once. Errors: unavailable (a constraint of R4 itself does not compile).
  static base::Outcome<std::shared_ptr<const Validator>> make(
      std::shared_ptr<const definitions::Definitions> definitions);
  // One that goes with the definitions: what is added to them is looked up from the next resource on. It
  // compiles again when they have changed. `registry` outlives it.
  static base::Outcome<std::shared_ptr<const Validator>> follow(const definitions::Registry& registry);
  virtual ~Validator() = default;
  // Errors and warnings in document order; no error = valid. Asks no other resource.
  virtual std::vector<base::Issue> validate(const fhir::Element& resource) const = 0;
};

}  // namespace linkki::validation
