// References and other links: what their texts mean, where they stand in a resource, and their rewriting.
//
// Standard  https://hl7.org/fhir/R4/references.html, https://hl7.org/fhir/R4/http.html#trules
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/json/value.h"
#include "definitions/definitions.h"
#include "fhir/element.h"

namespace linkki::fhir {

enum class ReferenceKind : std::uint8_t {
  relative,     // Patient/1, Patient/1/_history/2
  absolute,     // http://host/fhir/Patient/1: ends like a relative one
  conditional,  // Patient?identifier=…
  fragment,     // #contained; # alone is the container
  uuid,         // urn:uuid:…
  oid,          // urn:oid:…
  other,        // any other URI, or no URI at all
};

// Views into the text that was parsed; empty: not there.
struct Reference {
  ReferenceKind kind = ReferenceKind::other;
  std::string_view base;  // absolute: before the type, without its last '/'
  std::string_view type;  // a resource type of the definitions
  std::string_view id;
  std::string_view version;
  std::string_view query;     // conditional: behind '?'
  std::string_view fragment;  // behind '#'
};

Reference parse_reference(std::string_view text, const definitions::Definitions& definitions);

// The base URLs under which this server is known, the public one first, none ending in '/'.
using Bases = std::span<const std::string>;

// An absolute reference to a resource of ours as a relative one; every other text as it is.
std::string_view make_relative(std::string_view text, Bases bases,
                               const definitions::Definitions& definitions);

enum class LinkKind : std::uint8_t {
  reference,  // Reference.reference
  uri,        // an element of type uri, url, oid or uuid; never a canonical
  narrative,  // an XHTML text, which may hold href and src
};

struct Link {
  LinkKind kind;
  Element element;  // the primitive itself
  Element parent;   // of a reference: the Reference, with its `type` and `identifier`
};

// Every link of a resource, also in what it contains and in the entries of a Bundle, in document order.
void each_link(const Element& root, const definitions::Definitions& definitions,
               const std::function<void(const Link&)>& visit);

// What each text becomes: fullUrls, conditional references → "Patient/1".
using Rewrites = std::unordered_map<std::string, std::string>;

struct Rewriting {
  const Rewrites& texts;
  std::string_view base;  // that of the entry's own fullUrl, which relative references stand on
  Bases own_bases;        // absolute references to these become relative
};

// Rewrites references, uris and narrative links; canonicals never. A version is matched with or without, a
// fragment stays.
void rewrite_links(json::Document& resource, const Rewriting& rewriting,
                   const definitions::Definitions& definitions);

// The base of a RESTful fullUrl: http://host/fhir of http://host/fhir/Patient/1; empty for others.
std::string_view base_of(std::string_view full_url, const definitions::Definitions& definitions);

}  // namespace linkki::fhir
