// A code system: its concepts, numbered from 0 in its own order, with their names, properties and hierarchy.
//
// Two kinds: listed_code_system.h is made of a CodeSystem resource, release.h maps the file that an official
// release (SNOMED CT, LOINC) was made into.
// Threads   any; it never changes.
// Lifetime  views and pointers live as long as the CodeSystem.
// Standard  https://hl7.org/fhir/R4/codesystem.html
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json/value.h"

namespace linkki::terminology {

struct Concept {
  std::uint32_t index = 0;
  std::string_view code;
  std::string_view display;
};

struct Designation {
  std::string_view language;  // empty: not said
  std::string_view text;
  struct {
    std::string_view system, code, display;
  } use;
  const json::Value* resource = nullptr;  // CodeSystem.concept.designation; nullptr: of a release
};

struct Property {
  std::string_view code;
  std::string_view type;                  // "valueCode"
  std::string_view text;                  // of a Coding its code
  const json::Value* resource = nullptr;  // the value in a CodeSystem resource; nullptr: of a release
};

class CodeSystem {
 public:
  virtual ~CodeSystem() = default;

  virtual const json::Value& resource() const = 0;  // of a release: without its concepts
  std::string_view url() const { return resource().text_of("url"); }
  std::string_view version() const { return resource().text_of("version"); }
  std::string_view language() const { return resource().text_of("language"); }
  std::string canonical() const;  // url|version, or the url alone
  // All its codes are here. Of others a code that is not found may still exist.
  bool complete() const { return resource().text_of("content") == "complete"; }
  bool supplement() const {  // also one that names what it adds to and says that it is complete
    return resource().text_of("content") == "supplement" || resource().find("supplements");
  }

  virtual std::uint32_t size() const = 0;
  bool has_concepts() const { return size() > 0; }
  virtual Concept at(std::uint32_t index) const = 0;
  // nullopt: not here; letters of either case where the system says so.
  virtual std::optional<Concept> find(std::string_view code) const = 0;

  virtual std::span<const std::uint32_t> parents(std::uint32_t index) const = 0;
  virtual std::span<const std::uint32_t> children(std::uint32_t index) const = 0;
  bool is_a(const Concept& one, std::string_view ancestor) const;  // the ancestor itself is one too
  bool below(const Concept& one, std::string_view ancestor) const;
  // All that are above, or below, each once; in no order. The hierarchy may have circles and many ways.
  std::vector<std::uint32_t> ancestors(std::uint32_t index) const;
  std::vector<std::uint32_t> descendants(std::uint32_t index) const;
  // The concepts of a reference set of the release, sorted; nullopt: there is none of that name.
  virtual std::optional<std::span<const std::uint32_t>> members(std::string_view) const { return {}; }

  virtual std::string_view definition(const Concept& one) const = 0;
  virtual void each_designation(const Concept& one,
                                const std::function<void(const Designation&)>& visit) const = 0;
  virtual void each_property(const Concept& one, const std::function<void(const Property&)>& visit) const = 0;
  std::vector<Property> values(const Concept& one, std::string_view property) const;
  bool says(const Concept& one, std::string_view property, std::string_view value) const;
  // The code under which this system has one of the standard's properties: "status", "notSelectable" …
  std::string_view name_of(std::string_view standard_property) const;

  virtual std::string_view status(const Concept& one) const = 0;  // empty: none given
  virtual bool inactive(const Concept& one) const;                // deprecated is still in use
  virtual bool deprecated(const Concept& one) const;              // by its status or by a date
  virtual bool is_abstract(const Concept& one) const;             // to group others, not to be chosen
};

// The members of an array, none where it is absent.
std::span<json::Value> items(const json::Value& object, std::string_view name);
// The value of an extension with this url; nullptr: there is none.
const json::Value* extension(const json::Value& element, std::string_view url);
// ASCII letters in lower case.
std::string fold(std::string_view text);

inline constexpr std::string_view standards_status =
    "http://hl7.org/fhir/StructureDefinition/structuredefinition-standards-status";

}  // namespace linkki::terminology
