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
  std::string code;          // token, quantity: the code (boolean: true/false); identifier: its value
  std::string text;          // token: display or text; quantity: its unit; string, uri: as it stands
  std::string folded;        // string: folded (fold.h)
  std::string kind_system;   // token: where kind is set, the value says only that `code` is an identifier of
  std::string kind;          //        this type
  std::string type, id;      // reference to a resource here: Patient, 1
  std::string url;           // reference: any other URL or urn; canonical, without |version
  std::string version;       // reference, uri: of the target, where it is said
  base::Instant low, high;   // date: [low, high); open ends are Instant::min() and max()
  std::string decimal;       // number, quantity: digits as they stand
  bool range = false;        // number, quantity: from `decimal` to `decimal_high`; an empty one is open
  std::string decimal_high;  //
  double latitude = 0, longitude = 0;  // special: a place on the earth, in degrees
  std::vector<IndexValue> components;  // composite: of one element, a value for each component
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
  // All values of all parameters, in no particular order.
  virtual base::Outcome<std::vector<Indexed>> extract(const fhir::Element& resource) const = 0;
};

}  // namespace linkki::search
