#include "base/issue.h"

#include <gmock/gmock.h>

#include <set>

namespace linkki::base {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Message three{"three", "{0} before {1}, {0} again"};
constexpr Message braces{"braces", "{ {x} {10} {"};

std::string text(const Message& message, std::vector<std::string> arguments) {
  return error(IssueType::value, message, std::move(arguments)).text();
}

TEST(Issue, PutsArgumentsWhereTheyBelong) {
  EXPECT_EQ(text(three, {"a", "b"}), "a before b, a again");
}
TEST(Issue, AMissingArgumentIsEmpty) {
  EXPECT_EQ(text(three, {"a"}), "a before , a again");
}
TEST(Issue, AnArgumentIsNotReadAgain) {
  EXPECT_EQ(text(three, {"{1}", "b"}), "{1} before b, {1} again");
}
TEST(Issue, OtherBracesStay) {
  EXPECT_EQ(text(braces, {"a"}), "{ {x} {10} {");
}
TEST(Issue, WithoutMessageHasNoText) {
  EXPECT_EQ(Issue{}.text(), "");
}

constexpr Message told{"told", "{0} before {1}", "{1} jälkeen {0}", "{0} före {1}"};

TEST(Issue, IsToldInTheLanguageAskedFor) {
  const Issue made = error(IssueType::value, told, {"a", "b"});
  EXPECT_EQ(made.text(), "a before b");
  EXPECT_EQ(made.text(Language::english), "a before b");
  EXPECT_EQ(made.text(Language::finnish), "b jälkeen a");
  EXPECT_EQ(made.text(Language::swedish), "a före b");
}
TEST(Issue, IsToldInEnglishWhereItIsNotTranslated) {
  EXPECT_EQ(error(IssueType::value, three, {"a", "b"}).text(Language::finnish), "a before b, a again");
}
TEST(Issue, WordsOfOursAreToldInTheSameLanguage) {
  const Issue made = error(IssueType::value, told, {Words{"one", "yksi", "ett"}, "x"});
  EXPECT_EQ(made.text(), "one before x");
  EXPECT_EQ(made.text(Language::finnish), "x jälkeen yksi");
  EXPECT_EQ(made.text(Language::swedish), "ett före x");
}
TEST(Issue, WordsHaveArgumentsOfTheirOwn) {
  const Argument inner(Words{"half of {0}", "puolet: {0}", "hälften av {0}"},
                       {Words{"all", "kaikki", "alla"}});
  const Issue made = error(IssueType::value, told, {inner, "{0}"});
  EXPECT_EQ(made.text(), "half of all before {0}");
  EXPECT_EQ(made.text(Language::finnish), "{0} jälkeen puolet: kaikki");
}

TEST(Issue, KnowsItsSeverityAndItsElement) {
  const Issue made = warning(IssueType::code_invalid, three, {}, "Task.status");
  EXPECT_EQ(made.severity, Severity::warning);
  EXPECT_EQ(made.type, IssueType::code_invalid);
  EXPECT_THAT(made.expression, ElementsAre("Task.status"));
  EXPECT_THAT(information(IssueType::informational, three).expression, IsEmpty());
  EXPECT_EQ(information(IssueType::informational, three).severity, Severity::information);
}

TEST(Issue, CodesAreThoseOfR4) {
  EXPECT_EQ(code(IssueType::not_supported), "not-supported");
  EXPECT_EQ(code(IssueType::multiple_matches), "multiple-matches");
  EXPECT_EQ(code(IssueType::lock_error), "lock-error");
  EXPECT_EQ(code(Severity::information), "information");
  std::set<std::string_view> codes;
  for (int i = 0; i <= static_cast<int>(IssueType::informational); ++i) {
    const auto word = code(static_cast<IssueType>(i));
    EXPECT_EQ(word.find('_'), word.npos);
    codes.insert(word);
  }
  EXPECT_EQ(codes.size(), 31u);
}

}  // namespace
}  // namespace linkki::base
