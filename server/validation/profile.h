// What a profile adds to a type, as a tree of its elements: nothing is in it that R4 demands anyway.
//
// An element is checked against its node, and one that is in a slice against the slice's node too, so that a
// slice holds only what it says itself.
//
// Threads   immutable once linked.
// Lifetime  views point into the StructureDefinitions, which the Profiles keep.
// Standard  https://hl7.org/fhir/R4/profiling.html, https://hl7.org/fhir/R4/elementdefinition.html
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json/value.h"
#include "definitions/definitions.h"
#include "fhirpath/expression.h"

namespace linkki::validation {

struct Profile;

// A canonical that a profile names: one of R4's types, a profile, or (both nullptr) nothing that is loaded.
struct ProfileLink {
  std::string_view canonical;
  const definitions::Type* type = nullptr;
  const Profile* profile = nullptr;

  bool loaded() const { return type || profile; }
};

enum Aggregation : std::uint8_t { contained = 1, referenced = 2, bundled = 4 };

struct TypeOption {
  std::string_view name;              // "Quantity"
  std::vector<ProfileLink> profiles;  // the value conforms to one of them; empty: any
  std::vector<ProfileLink> targets;   // of references and canonicals; empty: any
  std::uint8_t aggregation = 0;       // 0: any
};

struct ProfileRule {
  std::string_view key;
  std::string_view human;
  bool error = true;
  fhirpath::Expression expression;
};

struct Step {
  enum class Kind : std::uint8_t { child, extension, resolve, of_type };
  Kind kind;
  std::string text;  // name, url, name of a type
};

struct Discriminator {
  enum class Kind : std::uint8_t { value, exists, type, profile };  // pattern is value
  Kind kind;
  std::vector<Step> steps;  // empty: $this
};

struct Slicing {
  enum class Rules : std::uint8_t { open, closed, open_at_end };
  std::vector<Discriminator> discriminators;
  Rules rules = Rules::open;
  bool ordered = false;
};

struct Node {
  std::string_view name;   // "value" of value[x]; the root's is that of the type
  std::string label;       // "Patient.identifier:national", for messages
  std::string_view slice;  // its name; empty: none
  std::optional<std::uint32_t> min, max;
  std::vector<TypeOption> types;  // empty: as the type has it
  const json::Value* fixed = nullptr;
  const json::Value* pattern = nullptr;
  const json::Value* min_value = nullptr;
  const json::Value* max_value = nullptr;
  std::optional<std::uint32_t> min_length, max_length;
  definitions::Binding binding;
  std::vector<definitions::Binding> further;         // that hold besides
  bool must_have_value = false;                      // of a primitive: an extension is not enough
  std::vector<std::string_view> value_alternatives;  // urls of the extensions that are
  std::vector<std::string_view> languages;           // of a narrative's sections; see narrative_language.h
  std::vector<ProfileRule> rules;
  std::string_view content_reference;  // label of the node whose children these are
  const Node* same_as = nullptr;
  std::optional<Slicing> slicing;
  std::vector<Node> slices;
  std::vector<Node> children;

  const definitions::Type* type = nullptr;           // where it is one type
  const definitions::Element* definition = nullptr;  // nullptr: not known
};

// Where an extension may stand: ElementDefinition paths, urls of extensions, FHIRPath.
struct ExtensionContext {
  enum class Kind : std::uint8_t { element, extension, fhirpath };
  Kind kind;
  std::string_view expression;
  std::optional<fhirpath::Expression> path;  // of FHIRPath; nullopt: it does not compile, so it is not asked
};

struct Profile {
  std::string_view url;
  std::string_view version;
  const definitions::Type* type = nullptr;  // that it is for
  Node root;
  std::vector<ExtensionContext> contexts;
  bool modifier = false;  // of an extension
  json::Document document;
};

}  // namespace linkki::validation
