// The parts of one operation of a FHIRPath Patch: what it says, by name.
// Lifetime   views into the Parameters resource that holds the patch
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "definitions/definitions.h"
#include "fhir/element.h"

namespace linkki::fhirpath {

// What a part gives: a value with its type, or parts, which name the elements of a value without one.
struct Given {
  const json::Value* value = nullptr;
  const json::Value* companion = nullptr;
  std::string_view type;  // empty: parts, or nothing
  const json::Value* parts = nullptr;
};

Given given_of(const fhir::Element& part, const definitions::Definitions& definitions);

class PatchParts {
 public:
  // `operation`: the parameter whose parts these are.
  PatchParts(const fhir::Element& operation, const definitions::Definitions& definitions);

  Given given(std::string_view name) const;                        // empty: there is no such part
  std::string_view text(std::string_view name) const;              // empty: none, or no primitive
  std::optional<std::size_t> number(std::string_view name) const;  // nullopt: none, or no digits alone

 private:
  const definitions::Definitions& definitions_;
  std::vector<fhir::Element> parts_;
};

}  // namespace linkki::fhirpath
