// What is asked of every instance of a type, worked out once: constraints compiled, required elements listed.
//
// ele-1, ext-1, ref-1 and dom-3 are not among the compiled ones: the walk looks at them itself, since the
// first three would be asked of nearly every element, and the last is dear.
//
// Threads   immutable once compiled.
// Lifetime  ends with the definitions.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "base/outcome.h"
#include "definitions/definitions.h"
#include "fhirpath/expression.h"
#include "validation/prose.h"

namespace linkki::validation {

struct Rule {
  const definitions::Constraint* constraint;
  fhirpath::Expression expression;
  bool repeats;  // asks the same as the rule before: txt-2 and txt-1
};

struct TypeRules {
  const definitions::Type* type = nullptr;
  std::vector<Rule> of_type;
  std::vector<std::vector<Rule>> of_element;  // by its place among the type's elements
  std::vector<std::uint16_t> required;        // places of elements with min > 0
  Prose prose = nullptr;                      // nullptr: R4 says nothing more of the type
  bool extension = false;
  bool reference = false;
};

class Rules {
 public:
  // Errors: unavailable (a constraint does not compile).
  static base::Outcome<Rules> compile(const definitions::Definitions& definitions);
  const TypeRules* find(const definitions::Type* type) const;  // nullptr: reached from no resource

 private:
  std::unordered_map<const definitions::Type*, TypeRules> types_;
};

}  // namespace linkki::validation
