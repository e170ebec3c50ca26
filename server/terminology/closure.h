// A closure table: concepts that a client has told of, each with the version of the table that brought it.
//
// The client keeps which of them subsumes which; news() tells it what is new. That is not stored but asked of
// the code systems, so that a table lives on when they are loaded anew; a client that wants the whole anew
// empties it.
//
// Threads   one
// Limits    limits::closure_concepts_max, limits::closure_entries_max
// Standard  https://hl7.org/fhir/R4/terminology-service.html#closure
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/outcome.h"
#include "terminology/catalogue.h"
#include "terminology/evaluation.h"

namespace linkki::terminology {

class Closure {
 public:
  // An empty one. Versions rise, also of a table that is emptied: it begins with the next.
  Closure(std::string name, std::uint32_t begin) : name_(std::move(name)), begin_(begin), version_(begin) {}
  // Of what print() wrote; nullopt: it is something else.
  static std::optional<Closure> read(const json::Value& concept_map);
  // As ConceptMap with the id "table": a group for each version and code system, without targets.
  std::string print() const;

  const std::string& name() const { return name_; }
  std::uint32_t version() const { return version_; }
  // Of those that are not in it yet a new version is made.
  // Errors: unprocessable: a code or its system is not here, too many
  base::Outcome<void> add(const Catalogue& catalogue, const std::vector<Code>& codes);
  // The version before the youngest of these came; of none that it has the present one.
  std::uint32_t before(const Catalogue& catalogue, const std::vector<Code>& codes) const;

  // A ConceptMap: for each concept those of the table that subsume it, as far as a concept of a version after
  // `since` takes part. Errors: unprocessable: too many entries, or no such version
  base::Outcome<std::string> news(const Catalogue& catalogue, std::int64_t since, base::Instant now) const;

 private:
  struct Entry {
    std::string system, code;
    std::uint32_t version = 0;
  };
  const Entry* find(const Code& code) const;

  std::string name_;
  std::uint32_t begin_ = 0;
  std::uint32_t version_ = 0;
  std::vector<Entry> entries_;  // by version
};

}  // namespace linkki::terminology
