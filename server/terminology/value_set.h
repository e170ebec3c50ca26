// A ValueSet resource made ready to be asked: its rules, their lists by code, their filters compiled.
//
// Threads   any; it never changes.
// Lifetime  views and pointers live as long as the ValueSet.
// Standard  https://hl7.org/fhir/R4/valueset.html#compositions
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/json/value.h"
#include "base/outcome.h"
#include "terminology/code_system.h"
#include "terminology/constraint.h"

namespace re2 {
class RE2;
}

namespace linkki::terminology {

struct Filter {
  enum class Operator : std::uint8_t {
    equal,
    is_a,
    descendent_of,
    is_not_a,
    regex,
    in,
    not_in,
    generalizes,
    exists,
    child_of,  // of R5, as the next
    descendent_leaf,
  };
  Operator op = Operator::equal;
  std::string_view property;
  std::string_view value;
  std::vector<std::string_view> values;     // of in and not_in
  std::shared_ptr<const re2::RE2> pattern;  // of regex; the whole text must fit

  std::optional<Constraint> constraint;  // of equal on `constraint`: SNOMED CT's language of sets

  bool holds(const CodeSystem& system, const Concept& one) const;
  // All for which it holds, sorted, where the hierarchy or a set lists them; nullopt: each is to be asked.
  // Errors    unprocessable: as Constraint::concepts
  base::Outcome<std::optional<std::vector<std::uint32_t>>> candidates(const CodeSystem& system) const;
};

// One include or exclude.
struct Rule {
  std::string_view system;
  std::string_view version;                  // of the system; empty: any
  bool lists = false;                        // its concepts are listed
  std::vector<const json::Value*> concepts;  // compose.include.concept, in their order
  std::unordered_map<std::string_view, const json::Value*> by_code;
  std::vector<Filter> filters;
  std::vector<std::string_view> value_sets;  // canonicals, or #id of a contained one
};

class ValueSet {
 public:
  // Errors    unprocessable: a filter without a value, of an unknown operator or with a pattern that RE2
  // refuses
  static base::Outcome<std::shared_ptr<const ValueSet>> make(json::Document document);
  ValueSet(const ValueSet&) = delete;

  const json::Value& resource() const { return document_.root; }
  std::string_view url() const { return resource().text_of("url"); }
  std::string_view version() const { return resource().text_of("version"); }
  std::string canonical() const;  // url|version, or the url alone
  std::span<const Rule> includes() const { return includes_; }
  std::span<const Rule> excludes() const { return excludes_; }
  bool composed() const { return resource().find("compose") != nullptr; }
  bool active_only() const;  // compose.inactive is false
  // Of a set without rules: the stored expansion's entries, flat.
  const std::vector<const json::Value*>& stored() const { return stored_; }
  const ValueSet* contained(std::string_view id) const;
  // From the extension valueset-expansion-parameter; empty: none.
  std::string_view expansion_parameter(std::string_view name) const;
  std::vector<std::string_view> supplements() const;  // that it cannot do without

 private:
  explicit ValueSet(json::Document document) : document_(std::move(document)) {}
  base::Outcome<void> build();
  void store(std::span<json::Value> entries);

  json::Document document_;
  std::vector<Rule> includes_;
  std::vector<Rule> excludes_;
  std::vector<const json::Value*> stored_;
  std::unordered_map<std::string_view, std::shared_ptr<const ValueSet>> contained_;
};

}  // namespace linkki::terminology
