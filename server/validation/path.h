// Where an element stands, as a chain on the stack of the walk; printed only when an issue needs it.
//
// Prints the simple subset of FHIRPath that OperationOutcome.issue.expression asks for: names and [n].
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "fhir/element.h"

namespace linkki::validation {

struct Path {
  const Path* parent = nullptr;
  std::string_view name;
  std::uint32_t index = fhir::Element::no_index;

  std::string print() const;  // Patient.contact[0].name.given[1]
};

}  // namespace linkki::validation
