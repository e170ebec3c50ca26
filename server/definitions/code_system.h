// A CodeSystem resource laid flat: concepts with their parents, for filters.
//
// A concept's parents are those it is nested in and those that `parent`, `subsumedBy` and `child`
// properties name.
// Standard  https://hl7.org/fhir/R4/codesystem.html
#pragma once

#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/json/value.h"

namespace linkki::definitions {

class CodeSystem {
 public:
  struct Concept {
    std::string_view code;
    std::string_view display;
    const json::Value* resource = nullptr;  // CodeSystem.concept
    std::vector<std::string_view> parents;
  };

  // Views and pointers stay with the resource.
  explicit CodeSystem(const json::Value& resource);

  bool complete() const { return complete_; }  // all its codes are here
  const std::vector<Concept>& concepts() const { return concepts_; }
  const Concept* find(std::string_view code) const;
  // The codes below an ancestor, without itself.
  std::unordered_set<std::string_view> descendants(std::string_view ancestor) const;
  // The texts of a property's values.
  static std::vector<std::string_view> property(const Concept& concept_, std::string_view name);

 private:
  void add(const json::Value& concept_, std::string_view parent);
  void link();

  std::vector<Concept> concepts_;
  std::unordered_map<std::string_view, std::size_t> by_code_;
  std::unordered_multimap<std::string_view, std::string_view> children_;
  bool complete_ = false;
};

}  // namespace linkki::definitions
