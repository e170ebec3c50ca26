// What an evaluation needs from outside: definitions, the time, the resource around the focus, and the
// answers that only a store, a terminology or a validator can give.
//
// The class itself answers from what is at hand: contained resources and the entries of a Bundle,
// enumerable value sets, core types. Derive to answer more.
// Threads   one evaluation calls it from its own thread; share one only if what you override may be shared.
// Lifetime  elements that resolve() answers must outlive the evaluation's result.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "base/clock.h"
#include "base/outcome.h"
#include "fhirpath/item.h"

namespace linkki::fhirpath {

class Environment {
 public:
  explicit Environment(const definitions::Definitions& known, base::Instant time = {})
      : definitions(known), now(time) {}
  virtual ~Environment() = default;

  const definitions::Definitions& definitions;
  base::Instant now;
  std::optional<fhir::Element> resource;       // %resource; nullopt: the focus itself
  std::optional<fhir::Element> root_resource;  // %rootResource; nullopt: as %resource
  // True: names that the type does not have, and `as` on several items, are failures. The expressions of R4's
  // own search parameters and constraints need false.
  bool strict = false;

  // The target of a reference's text that stands within `root` (%rootResource); nullopt: not to be found.
  virtual base::Outcome<std::optional<fhir::Element>> resolve(std::string_view reference,
                                                              const fhir::Element& root) const;
  // Whether a code, Coding or CodeableConcept is in a value set; nullopt: cannot be told.
  virtual base::Outcome<std::optional<bool>> member_of(const Item& item, std::string_view value_set) const;
  // Whether code `wide` is `narrow` or means more (code, Coding, CodeableConcept); nullopt: cannot be told.
  virtual base::Outcome<std::optional<bool>> subsumes(const Item& wide, const Item& narrow) const;
  // nullopt: the profile is not known.
  virtual base::Outcome<std::optional<bool>> conforms_to(const fhir::Element& element,
                                                         std::string_view profile) const;
  // Whether an element is in a profile's slice of that name; nullopt: the profile or slice is not known.
  virtual base::Outcome<std::optional<bool>> in_slice(const fhir::Element& element, std::string_view profile,
                                                      std::string_view slice) const;
  // A variable besides the standard ones; nullptr: there is none.
  virtual const Collection* variable(std::string_view name) const;
  virtual void trace(std::string_view name, std::span<const Item> items) const;
};

}  // namespace linkki::fhirpath
