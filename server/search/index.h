// A resource → what it can be found by: the values of each of its search parameters, extracted by FHIRPath.
//
// Expressions are compiled once per Definitions (Extractor::make) and shared by all threads. What the store
// does with a value (hashing, ordering) is the repository's matter; here texts are as the resource has them,
// strings already folded.
//
// Cost      tens of µs for a ServiceRequest
// Limits    limits::index_values_per_resource_max; a resource with more is refused (too-costly)
// Standard  https://hl7.org/fhir/R4/search.html, "Search Parameter Types"
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/outcome.h"
#include "definitions/definitions.h"
#include "fhir/element.h"

namespace linkki::search {

// Which members are set depends on the parameter's type.
struct IndexValue {
  std::string system;        // token, quantity; identifier of a reference; empty: none
  std::string code;          // token: the code (boolean: true/false); identifier: its value
  std::string text;          // token: display or text; string, uri: as it stands in the resource
  std::string folded;        // string: folded (fold.h)
  std::string type, id;      // reference to a resource here: Patient, 1
  std::string url;           // reference: any other URL or urn; canonical, without |version
  base::Instant low, high;   // date: [low, high); open ends are Instant::min() and max()
  std::string decimal;       // number, quantity: digits as they stand; of a Range its low end
  std::string decimal_high;  // of a Range its high end; empty: `decimal` is all there is
};

struct Indexed {
  const definitions::SearchParameter* parameter = nullptr;
  IndexValue value;
};

class Extractor {
 public:
  // Compiles every parameter of every type; `zone` is for dates without one.
  static base::Outcome<std::shared_ptr<const Extractor>> make(
      std::shared_ptr<const definitions::Definitions> definitions, std::string_view zone);
  virtual ~Extractor() = default;
  // All values of all parameters, in no particular order; quantity and composite values may be among them.
  virtual base::Outcome<std::vector<Indexed>> extract(const fhir::Element& resource) const = 0;
};

}  // namespace linkki::search
