// What R4 demands of a resource: its elements and their types, cardinality, primitives, choices, bindings,
// element constraints, references to what it contains, extensions as they are defined; and what the profiles
// demand that it names in meta.profile, or that the caller names. What is not loaded here, a profile, the
// definition of an extension, a value set, is a warning; only an unknown modifier extension is an error.
//
// Threads   any.
// Limits    limits::issues_max issues; the nesting that the JSON reader allows.
// Standard  https://hl7.org/fhir/R4/validation.html
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/issue.h"
#include "base/outcome.h"
#include "base/settings.h"
#include "definitions/definitions.h"
#include "fhir/element.h"

namespace linkki::terminology {
class Catalogue;
class Terminology;
}  // namespace linkki::terminology

namespace linkki::validation {

// Whether an issue is a fault of R4's structure: no broken constraint or rule in words, no code outside its
// set, no answer that its Questionnaire does not take, nothing that only a profile or the definition of an
// extension demands.
bool is_structural(const base::Issue& issue);

class Validator {
 public:
  // Compiles the constraints once. Errors: unavailable (a constraint of R4 itself does not compile).
  static base::Outcome<std::shared_ptr<const Validator>> make(
      std::shared_ptr<const definitions::Definitions> definitions);
  // Codes of official releases are known, too.
  static base::Outcome<std::shared_ptr<const Validator>> make(
      std::shared_ptr<const terminology::Catalogue> catalogue);
  // One that goes with the definitions and releases: what is added to them is looked up from the next
  // resource on. It compiles again when they have changed. `terminology` outlives it.
  static base::Outcome<std::shared_ptr<const Validator>> follow(const terminology::Terminology& terminology);
  virtual ~Validator() = default;
  // Errors and warnings in document order; no error = valid. Asks no other resource.
  std::vector<base::Issue> validate(const fhir::Element& resource) const { return validate(resource, {}); }
  // Against these profiles (canonicals) too. `by_type`: a profile for each resource of a type, those within
  // Bundles and Parameters as well.
  virtual std::vector<base::Issue> validate(const fhir::Element& resource,
                                            std::span<const std::string> profiles,
                                            const base::Mapping& by_type = {}) const = 0;
};

}  // namespace linkki::validation
