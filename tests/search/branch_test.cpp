#include "search/branch.h"

#include <gtest/gtest.h>

#include "definitions/r4.h"

namespace linkki::search {
namespace {

std::string branch(std::string_view expression, std::string_view type) {
  return branch_for(expression, *definitions::r4()->find_type(type), *definitions::r4());
}

TEST(Branch, LeavesOutOtherTypes) {
  EXPECT_EQ(branch("Condition.code | Observation.code", "Observation"), " Observation.code");
}

TEST(Branch, KeepsAllOfItsType) {
  EXPECT_EQ(branch("(Goal.start as date)|(Goal.target.due as date) | Task.x", "Goal"),
            "(Goal.start as date)|(Goal.target.due as date) ");
}

TEST(Branch, KeepsWhatIsInherited) {
  EXPECT_EQ(branch("Resource.id", "Patient"), "Resource.id");
}

TEST(Branch, DoesNotCutWithinParenthesesOrStrings) {
  EXPECT_EQ(branch("Patient.name.where(use = 'a|b' or (x | y))", "Patient"),
            "Patient.name.where(use = 'a|b' or (x | y))");
}

TEST(Branch, KeepsWhatDoesNotStartWithAType) {
  EXPECT_EQ(branch("name | telecom", "Patient"), "name | telecom");
}

TEST(Branch, OfNoTypeIsEmpty) {
  EXPECT_EQ(branch("Condition.code", "Patient"), "");
}

}  // namespace
}  // namespace linkki::search
