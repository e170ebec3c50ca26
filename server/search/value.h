// One alternative of a parameter → Value, by the parameter's type.
//
// Errors    bad_request: search-value, with the parameter, what it needs and the character in its whole value
// Standard  https://hl7.org/fhir/R4/search.html#ptypes
#pragma once

#include "base/outcome.h"
#include "definitions/definitions.h"
#include "fhir/reference.h"
#include "search/escape.h"
#include "search/query.h"

namespace linkki::search {

// The parameter that values are read for. Lifetime: of what it points to.
struct Subject {
  std::string_view name;   // as in the URL, with its modifier
  std::string_view whole;  // its decoded value, which parts are parts of
  const definitions::SearchParameter* parameter = nullptr;
  Modifier modifier = Modifier::none;
  std::string_view type = {};  // of the modifier :Type
};

// What was expected of `subject` at a byte of its whole value.
base::Issue misfit(const Subject& subject, base::Argument expected, std::size_t at);

class ValueParser {
 public:
  ValueParser(const definitions::Definitions& definitions, fhir::Bases bases, std::string_view zone)
      : definitions_(definitions), bases_(bases), zone_(zone) {}

  // Pre: the part is not empty and has no bad escape; the modifier is one that the parameter's type takes.
  base::Outcome<Value> parse(const Subject& subject, Part part) const;

 private:
  base::Outcome<Value> parse_composite(const Subject& subject, Part part) const;
  base::Outcome<Value> parse_value_set(const Subject& subject, Part part) const;
  base::Outcome<Value> parse_reference(const Subject& subject, Part part) const;
  base::Outcome<Value> parse_date(const Subject& subject, Part part) const;

  const definitions::Definitions& definitions_;
  const fhir::Bases bases_;
  const std::string_view zone_;
};

}  // namespace linkki::search
