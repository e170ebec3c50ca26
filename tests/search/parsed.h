// Searches parsed with R4's own definitions, and their faults as the caller would read them.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "definitions/r4.h"
#include "search/parse.h"

namespace linkki::search {

inline const std::vector<std::string>& own_bases() {
  static const std::vector<std::string> bases = {"https://linkki.example/fhir", "https://alias.example"};
  return bases;
}

inline base::Outcome<Query> parse_search(std::string_view type, std::string_view form, bool lenient = false) {
  return parse(
      type, form, *definitions::r4(),
      {.lenient = lenient, .zone = "Europe/Helsinki", .page_entries_max = 100, .bases = own_bases()});
}

// What a search that is expected to be understood means; a query without anything otherwise.
inline Query parsed(std::string_view type, std::string_view form) {
  auto query = parse_search(type, form);
  if (query.ok()) return *std::move(query);
  for (const base::Issue& issue : query.failure().issues) ADD_FAILURE() << form << ": " << issue.text();
  return {};
}

inline Clause parsed_clause(std::string_view type, std::string_view form) {
  Query query = parsed(type, form);
  if (query.clauses.size() == 1) return query.clauses[0];
  ADD_FAILURE() << form << " has " << query.clauses.size() << " clauses";
  return {nullptr, {}, Modifier::none, {Value{}}};
}

inline Value parsed_value(std::string_view type, std::string_view form) {
  return parsed_clause(type, form).values.at(0);
}

// The faults of a search that is expected to be refused, as "code: argument | argument".
inline std::vector<std::string> faults(std::string_view type, std::string_view form, bool lenient = false) {
  const auto query = parse_search(type, form, lenient);
  if (query.ok()) return {};
  EXPECT_EQ(query.failure().refusal, base::Refusal::bad_request);
  std::vector<std::string> found;
  for (const base::Issue& issue : query.failure().issues) {
    found.push_back(std::string(issue.message->code) + ":");
    for (const base::Argument& argument : issue.arguments) found.back() += " " + argument.text() + " |";
  }
  return found;
}

}  // namespace linkki::search
