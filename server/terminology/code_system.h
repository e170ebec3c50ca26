// A CodeSystem resource, laid flat: its concepts in the order of the resource, with their parents and
// children.
//
// A concept's parents are those it is nested in and those that `parent`, `subsumedBy` and `child` properties
// name. Threads   any; it never changes. Lifetime  views and pointers live as long as the CodeSystem.
// Standard  https://hl7.org/fhir/R4/codesystem.html
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/json/value.h"

namespace linkki::terminology {

struct Concept {
  std::string_view code;
  std::string_view display;
  const json::Value* resource = nullptr;  // CodeSystem.concept
  std::vector<std::uint32_t> parents;     // indices into concepts()
  std::vector<std::uint32_t> children;
};

class CodeSystem {
 public:
  explicit CodeSystem(json::Document document);
  CodeSystem(const CodeSystem&) = delete;

  const json::Value& resource() const { return document_.root; }
  std::string_view url() const { return resource().text_of("url"); }
  std::string_view version() const { return resource().text_of("version"); }
  std::string_view language() const { return resource().text_of("language"); }
  std::string canonical() const;  // url|version, or the url alone
  // All its codes are here. Of others a code that is not found may still exist.
  bool complete() const { return resource().text_of("content") == "complete"; }
  bool has_concepts() const { return !concepts_.empty(); }
  bool supplement() const { return resource().text_of("content") == "supplement"; }
  bool case_sensitive() const { return folded_.empty(); }

  const std::vector<Concept>& concepts() const { return concepts_; }
  const Concept* find(
      std::string_view code) const;  // nullptr: not here; letters of either case where it says so
  bool is_a(const Concept& one, std::string_view ancestor) const;  // the ancestor itself is one too
  bool below(const Concept& one, std::string_view ancestor) const;

  // The values of a property as they stand in the concept, without its code.
  std::vector<const json::Value*> values(const Concept& one, std::string_view property) const;
  bool says(const Concept& one, std::string_view property, std::string_view value) const;
  // The code under which this system has one of the standard's properties: "status", "notSelectable" …
  std::string_view name_of(std::string_view standard_property) const;

  std::string_view status(const Concept& one) const;  // empty: none given
  bool inactive(const Concept& one) const;            // retired or inactive; deprecated is still in use
  bool deprecated(const Concept& one) const;          // by its status or by a date
  bool is_abstract(const Concept& one) const;         // to group others, not to be chosen

 private:
  void add(const json::Value& resource, const std::uint32_t* parent);
  void link(std::uint32_t parent, std::uint32_t child);
  void link_by_properties();

  json::Document document_;
  std::vector<Concept> concepts_;
  std::unordered_map<std::string_view, std::uint32_t> by_code_;
  std::unordered_map<std::string, std::uint32_t> folded_;
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
