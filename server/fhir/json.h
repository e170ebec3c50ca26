// A resource of its own: bytes ↔ document with a type.
//
// Printing gives back what was parsed: property order, number text, unknown properties; white space goes.
// Errors    bad_request: what json::parse refuses; not an object; resourceType missing, not a string, unknown
// Lifetime  a Resource lives no longer than its definitions.
// Standard  https://hl7.org/fhir/R4/json.html
#pragma once

#include <string>
#include <string_view>

#include "base/json/value.h"
#include "base/outcome.h"
#include "definitions/definitions.h"
#include "fhir/element.h"

namespace linkki::fhir {

struct Resource {
  json::Document document;
  const definitions::Type* type = nullptr;  // never null once parsed

  std::string_view id() const { return document.root.text_of("id"); }  // empty: none
  Element root() const { return {.value = &document.root, .type = type}; }
};

base::Outcome<Resource> parse_json(std::string bytes, const definitions::Definitions& definitions);
// As parse_json, of a document that is parsed already.
base::Outcome<Resource> type_resource(json::Document document, const definitions::Definitions& definitions);
std::string print_json(const Resource& resource);

}  // namespace linkki::fhir
