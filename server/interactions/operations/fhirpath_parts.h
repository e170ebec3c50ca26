// What an expression gave, as parts of a Parameters resource in the shape of the public FHIRPath labs:
//
//   {"name": TYPE, "extension": [{"url": …/resource-path, "valueString": "Patient.name[0].given[1]"}],
//   "valueString": …}
//
// An element of the resource has its path. What no value[x] holds (Patient.contact) has its JSON as text in
// the extension json-value, a resource stands in `resource`, an empty string is the name empty-string alone.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "fhirpath/item.h"

namespace linkki::interactions {

// Where the elements of a resource stand. Cost: one walk over the resource when it is made.
class Places {
 public:
  Places(const fhir::Element& root, const definitions::Definitions& definitions);
  std::string of(const fhir::Element& element) const;  // empty: not of this resource

 private:
  struct Place {
    const Place* parent;
    std::string_view name;
    std::uint32_t index;
  };
  void enter(const fhir::Element& element, const Place* parent, std::string_view name);

  const definitions::Definitions& definitions_;
  std::unordered_map<const void*, Place> places_;
};

class PartWriter {
 public:
  PartWriter(const Places& places, const definitions::Definitions& definitions);
  // Appends a part for each item, separated by commas.
  void print(std::span<const fhirpath::Item> items, std::string& out) const;

 private:
  void print(const fhirpath::Item& item, std::string& out) const;
  void print_element(const fhir::Element& element, std::string& out) const;

  const Places& places_;
  const definitions::Type* parameter_;  // Parameters.parameter: its value[x]
};

}  // namespace linkki::interactions
