// `_filter`: its grammar, what its operators mean, and where its faults are.
#include "search/filter.h"

#include <gmock/gmock.h>

#include "search/parsed.h"

namespace linkki::search {
namespace {

using definitions::SearchType;
using testing::ElementsAre;
using testing::HasSubstr;
using Kind = Clause::Kind;

std::string encoded(std::string_view text) {
  return print_form({{"_filter", std::string(text)}});
}

std::string shape(const Clause& clause) {
  const auto joined = [](const auto& clauses, const std::string& mark) {
    std::string text;
    for (const Clause& one : clauses) text += (text.empty() ? "" : mark) + shape(one);
    return "(" + text + ")";
  };
  switch (clause.kind) {
    case Kind::test: return clause.code;
    case Kind::all: return joined(clause.parts, "&");
    case Kind::any: return joined(clause.parts, "|");
    case Kind::none: return "!" + joined(clause.parts, "|");
    case Kind::chain:
    case Kind::has: break;
  }
  std::string text = clause.code;
  for (const Branch& branch : clause.branches) text += ">" + branch.type + joined(branch.clauses, "&");
  return text;
}

Clause filter(std::string_view type, std::string_view text) {
  return parsed_clause(type, encoded(text));
}
std::string shape_of(std::string_view type, std::string_view text) {
  return shape(filter(type, text));
}
std::vector<std::string> filter_faults(std::string_view type, std::string_view text) {
  return faults(type, encoded(text));
}

TEST(Filter, JoinsFromTheLeft) {
  EXPECT_EQ(shape_of("Patient", "name eq a"), "name");
  EXPECT_EQ(shape_of("Patient", "name eq a and gender eq male and active eq true"), "(name&gender&active)");
  EXPECT_EQ(shape_of("Patient", "name eq a or gender eq male and active eq true"), "((name|gender)&active)");
  EXPECT_EQ(shape_of("Patient", "name eq a or (gender eq male and active eq true)"),
            "(name|(gender&active))");
  EXPECT_EQ(shape_of("Patient", "(name eq a and gender eq male) and active eq true"),
            "((name&gender)&active)");
}

TEST(Filter, Negates) {
  EXPECT_EQ(shape_of("Patient", "not (name eq a)"), "!(name)");
  EXPECT_EQ(shape_of("Patient", "not(name eq a or gender eq male) and active eq true"),
            "(!((name|gender))&active)");
}

TEST(Filter, TakesBlanksAndParenthesesAsTheyCome) {
  EXPECT_EQ(shape_of("Patient", "  ( ( name   eq \"a\" ) )  "), "name");
  EXPECT_EQ(shape_of("Patient", "(name eq a)and(gender eq male)"), "(name&gender)");
}

TEST(Filter, ReadsAStringAsJson) {
  EXPECT_EQ(filter("Patient", R"(name eq "Anna \"Ann\" \u00e4, $| \\")").values.at(0).text,
            "Anna \"Ann\" \u00e4, $| \\");
  EXPECT_EQ(filter("Patient", "name eq a,b").values.at(0).text, "a,b");
  const Value token = filter("Patient", "identifier eq \"urn:a|b,c\"").values.at(0);
  EXPECT_EQ(token.system, "urn:a");
  EXPECT_EQ(token.text, "b,c");
}

TEST(Filter, ReadsEachOperatorAsWhatItMeans) {
  EXPECT_EQ(filter("Patient", "name eq a").modifier, Modifier::equal);
  EXPECT_EQ(filter("Patient", "name ne a").modifier, Modifier::unequal);
  EXPECT_EQ(filter("Patient", "name co a").modifier, Modifier::contains);
  EXPECT_EQ(filter("Patient", "name sw a").modifier, Modifier::none);
  EXPECT_EQ(filter("Patient", "name ew a").modifier, Modifier::ends);
  EXPECT_EQ(filter("Patient", "gender ne male").modifier, Modifier::unequal);
  EXPECT_EQ(filter("Patient", "birthdate ge 2014-10-10").values.at(0).prefix, Prefix::ge);
  EXPECT_EQ(filter("Patient", "birthdate po 2014").values.at(0).prefix, Prefix::po);
  EXPECT_EQ(filter("Task", "subject re Patient/1").values.at(0).type, "Patient");
  EXPECT_FALSE(filter("Patient", "name pr true").values.at(0).truth);
  EXPECT_TRUE(filter("Patient", "name pr false").values.at(0).truth);
  EXPECT_EQ(filter("Patient", "name pr true").modifier, Modifier::missing);
}

TEST(Filter, FollowsReferences) {
  EXPECT_EQ(shape_of("Task", "patient.name co \"pet\""), "patient>Patient(name)");
  EXPECT_EQ(shape_of("Task", "patient[gender eq male].organization.name eq a"),
            "patient>Patient(gender&organization>Organization(name))");
  EXPECT_EQ(shape_of("Task", "part-of[status eq draft or not (code pr true)].owner re Organization/1"),
            "part-of>Task((status|!(code))&owner)");
}

TEST(Filter, TellsWhereItBreaksOff) {
  const std::pair<const char*, const char*> broken[] = {
      {"name", "search-filter: an operator such as eq | 5 |"},
      {"name eq", "search-filter: a value | 8 |"},
      {"name eq a b", "search-filter: and, or, or the end | 11 |"},
      {"name eq a and", "search-filter: the name of a search parameter | 14 |"},
      {"(name eq a", "search-filter: ) | 11 |"},
      {"name eq \"a", "search-filter: a JSON string that ends | 9 |"},
      {"name eq \"\\x\"", "search-filter: a JSON string that ends | 9 |"},
      {"subject[name eq a", "search-filter: ] | 18 |"},
      {"subject[name eq a] eq b", "search-filter: a dot and a parameter | 19 |"},
      {"not name", "search-filter: a value | 9 |"},
  };
  for (const auto& [text, fault] : broken) {
    EXPECT_THAT(filter_faults("Task", text), ElementsAre(fault)) << text;
  }
}

TEST(Filter, RefusesWhatTheParameterCannotBeAsked) {
  EXPECT_THAT(filter_faults("Patient", "gender gt male"),
              ElementsAre(HasSubstr("search-filter-operator: gender | gt | 8 | eq, ne, pr")));
  EXPECT_THAT(filter_faults("Patient", "name like a"),
              ElementsAre("search-filter-operator: name | like | 6 | eq, ne, co, sw, ew, pr |"));
  EXPECT_THAT(filter_faults("Patient", "name.family eq a"),
              ElementsAre("search-filter: a reference before a dot or bracket | 1 |"));
  EXPECT_THAT(filter_faults("Patient", "gender eq male and birthdate ge soon"),
              ElementsAre(testing::AllOf(HasSubstr("search-value: _filter |"), HasSubstr("| 33 |"))));
  EXPECT_THAT(filter_faults("Patient", "name pr maybe"),
              ElementsAre("search-value: _filter | true or false | 9 |"));
}

TEST(Filter, NeverPassesOverAPartThatIsUnknown) {
  EXPECT_THAT(filter_faults("Patient", "nmae eq a"),
              ElementsAre(HasSubstr("search-parameter-unknown: nmae | Patient | name |")));
  EXPECT_THAT(faults("Patient", encoded("name eq a or colour eq red"), true),
              ElementsAre(HasSubstr("search-parameter-unknown: colour |")));
}

TEST(Filter, IsOnlySoDeepAndLong) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '(') + "name eq a" + std::string(depth, ')');
  };
  EXPECT_EQ(shape_of("Patient", nested(31)), "name");
  EXPECT_THAT(filter_faults("Patient", nested(32)),
              ElementsAre("search-too-costly: 32 | filters in each other |"));
  EXPECT_THAT(filter_faults("Patient", nested(100'000).substr(0, 16'000)),
              ElementsAre("search-too-costly: 32 | filters in each other |"));
  EXPECT_THAT(filter_faults("Patient", "name eq " + std::string(16'400, 'a')),
              ElementsAre("search-too-costly: 16384 | bytes in one filter |"));
}

TEST(Filter, HasOperatorsForEachKindOfParameter) {
  EXPECT_THAT(operators_of(SearchType::string), ElementsAre("eq", "ne", "co", "sw", "ew", "pr"));
  EXPECT_THAT(operators_of(SearchType::date),
              ElementsAre("eq", "ne", "gt", "lt", "ge", "le", "ap", "sa", "eb", "po", "pr"));
  EXPECT_THAT(operators_of(SearchType::reference), ElementsAre("eq", "ne", "pr", "re"));
}

}  // namespace
}  // namespace linkki::search
