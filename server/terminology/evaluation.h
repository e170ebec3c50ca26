// Asking value sets: whether a code belongs, and which codes there are.
//
// A set is asked by its rules, so that what cannot be counted out can still be decided: a code that a rule
// lists, a code that is below another one. What is not loaded leaves a third answer, and is named in met().
// Threads   one evaluation, one thread. What it hands out lives as long as it does.
// Errors    unprocessable: value sets that import one another in a circle or more than
// limits::value_set_imports_max
//           deep, a filter that cannot be used
// Standard  https://hl7.org/fhir/R4/valueset.html#compositions
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/outcome.h"
#include "terminology/catalogue.h"

namespace linkki::terminology {

enum class Membership : std::uint8_t { no, yes, unknown };

// As the system of a code: whichever the set takes it from.
inline constexpr std::string_view any_system = "*";

struct Code {
  std::string_view system;
  std::string_view code;
  std::string_view version;  // of the system; empty: not said
  bool operator==(const Code&) const = default;
};

struct Member {
  std::string_view system;
  std::string_view code;
  std::string_view display;
  const CodeSystem* code_system = nullptr;  // nullptr: not loaded
  std::optional<Concept> concept_;          // nullopt: not in what is loaded
  const json::Value* listed = nullptr;      // ValueSet.compose.include.concept
  // Not a group to choose from and not deprecated, or listed by name all the same.
  bool for_ui() const;
};

// Which version of a code system is meant, as a request may say: system|version each.
struct Versions {
  std::vector<std::string> used_by_default;  // system-version
  std::vector<std::string> checked;          // check-system-version
  std::vector<std::string> forced;           // force-system-version
  std::vector<std::string> left_out;         // exclude-system
};

// What was met on the way, each once, in the order it was.
struct Met {
  std::vector<const CodeSystem*> systems;
  std::vector<const ValueSet*> imports;
  std::vector<std::string> unknown_systems;
  std::vector<std::string> unknown_sets;
  bool incomplete = false;  // a code system here is only a part of the real one
};

class Evaluation {
 public:
  explicit Evaluation(const Catalogue& catalogue, Versions versions = {})
      : catalogue_(catalogue), versions_(std::move(versions)) {}

  // Whether the set's rules take the code in; that it wants active codes alone is not looked at here.
  base::Outcome<Membership> contains(const ValueSet& set, const Code& code);
  // All codes of the set, each once, in the order of its rules.
  // Errors    also not_found (a code system or value set is not here), too-costly
  // (limits::expansion_codes_max)
  base::Outcome<std::vector<Member>> members(const ValueSet& set);
  // Of those the ones that are `wanted`: the others cost no memory.
  using Wanted = std::function<bool(const Member&)>;
  base::Outcome<std::vector<Member>> members(const ValueSet& set, const Wanted& wanted);

  const Met& met() const { return met_; }
  // The system as the set's rule, the request or the code has it; nullptr: not here.
  const CodeSystem* system(std::string_view url, std::string_view version);
  // The entry of the compose that lists the code; nullptr: none does.
  static const json::Value* listed(const ValueSet& set, const Code& code);

 private:
  struct Step;  // a set being looked at; guards against circles
  base::Outcome<const ValueSet*> import(std::string_view canonical);
  base::Outcome<Membership> rules_contain(const ValueSet& set, const Code& code);
  base::Outcome<Membership> rule_contains(const Rule& rule, const Code& code);
  base::Outcome<Membership> system_part_contains(const Rule& rule, const Code& code);
  base::Outcome<bool> holds(const Filter& filter, const CodeSystem& system, const Concept& one);
  base::Outcome<Membership> import_contains(std::string_view canonical, const Code& code);

  base::Outcome<std::vector<Member>> rules_members(const ValueSet& set, const Wanted& wanted);
  base::Outcome<std::vector<Member>> rule_members(const Rule& rule, const Wanted& wanted);
  base::Outcome<std::vector<Member>> system_members(const Rule& rule, const Wanted& wanted);
  base::Outcome<std::vector<Member>> import_members(std::string_view canonical, const Wanted& wanted);
  base::Outcome<bool> excluded(const ValueSet& set, const Member& member);
  base::Outcome<void> enter(const ValueSet& set);

  const Catalogue& catalogue_;
  Versions versions_;
  Met met_;
  std::vector<const ValueSet*> path_;
  std::vector<std::shared_ptr<const void>> held_;
  std::unordered_map<std::string, const CodeSystem*> systems_;
  bool counting_ = false;  // codes are counted out: many are asked of the same filters
  std::map<std::pair<const Filter*, const CodeSystem*>, std::vector<std::uint32_t>> counted_;  // each sorted
};

// For a message: whole, unless it is longer than limits::canonical_shown_bytes_max.
std::string shown(std::string_view canonical);
base::Failure unknown_set(std::string_view canonical);
base::Failure set_needed();  // the request names none
base::Failure unknown_system(std::string_view canonical);

}  // namespace linkki::terminology
