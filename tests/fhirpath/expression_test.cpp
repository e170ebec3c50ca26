#include "fhirpath/expression.h"

#include <gtest/gtest.h>

#include "base/limits.h"
#include "fhirpath/patient.h"

namespace linkki::fhirpath {
namespace {

std::string fault(std::string_view text) {
  const auto expression = compile(text);
  return expression.ok() ? "" : expression.failure().issues.at(0).text();
}

TEST(Compile, TellsWhatWasExpectedAndWhere) {
  EXPECT_EQ(fault("name.where(use = )"),
            "This is not FHIRPath: an expression was expected instead of ')', at character 17.");
  EXPECT_EQ(fault("name.given )"),
            "This is not FHIRPath: an operator or the end was expected instead of ')', at character 11.");
  EXPECT_EQ(fault("name."),
            "This is not FHIRPath: a name was expected instead of 'the end of the text', at character 5.");
  EXPECT_EQ(
      fault(""),
      "This is not FHIRPath: an expression was expected instead of 'the end of the text', at character 0.");
}

TEST(Compile, RefusesWhatTheLanguageDoesNotHave) {
  EXPECT_EQ(fault("name.shout()"), "There is no function shout(), at character 5 of the expression.");
  EXPECT_EQ(fault("name.first(1)"),
            "The function first() takes 0 to 0 arguments, at character 5 of the expression.");
  EXPECT_EQ(fault("name.where()"),
            "The function where() takes 1 to 1 arguments, at character 5 of the expression.");
}

TEST(Compile, RefusesTextThatDoesNotEnd) {
  for (const char* text : {"'abc", "`abc", "name /* note", "'abc\\", "{", "(1", "name[0", "a.exists(", "@",
                           "$", "%", "'\\u12'"}) {
    EXPECT_NE(fault(text), "") << text;
  }
}

TEST(Compile, RefusesDatesThatAreNone) {
  for (const char* text :
       {"@2026-13", "@2026-02-30", "@2026-01-01T25", "@T24", "@T10:60", "@20", "@T14:34:28Z"}) {
    EXPECT_NE(fault(text), "") << text;
  }
}

TEST(Compile, RefusesEscapesThatAreNone) {
  EXPECT_NE(fault("'\\q'"), "");
  EXPECT_NE(fault("'\\ud800'"), "");
  EXPECT_EQ(of_patient("'\\ud83d\\ude00\\u00e4\\n\\\\'"), Texts{"😀ä\n\\"});
}

TEST(Compile, RefusesAPatternThatIsNone) {
  EXPECT_EQ(compile("name.matches('(')").failure().issues.at(0).message->code, "fhirpath-pattern");
}

TEST(Compile, BoundsNesting) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '(') + "1" + std::string(depth, ')');
  };
  EXPECT_TRUE(compile(nested(limits::fhirpath_depth_max - 1)).ok());
  EXPECT_EQ(compile(nested(limits::fhirpath_depth_max + 1)).failure().issues.at(0).message->code,
            "fhirpath-depth");
  EXPECT_EQ(compile(std::string(10'000, '(')).failure().issues.at(0).message->code, "fhirpath-depth");
  EXPECT_EQ(compile(std::string(10'000, '-') + "1").failure().issues.at(0).message->code, "fhirpath-depth");
}

TEST(Compile, BoundsTheHeightThatOperatorsBuild) {
  std::string sum = "1";
  for (std::size_t i = 0; i < 1'000; ++i) sum += " + 1";
  EXPECT_EQ(compile(sum).failure().issues.at(0).message->code, "fhirpath-depth");
}

TEST(Compile, TakesALongUnionAsOneStep) {
  std::string expression = "1";
  for (std::size_t i = 0; i < 1'000; ++i) expression += " | 1";
  EXPECT_EQ(of_patient(expression), Texts{"1"});
}

TEST(Compile, BoundsTheText) {
  EXPECT_EQ(
      compile(std::string(limits::fhirpath_characters_max + 1, ' ')).failure().issues.at(0).message->code,
      "fhirpath-length");
}

TEST(Precedence, BindsTighterFromImpliesToMultiplication) {
  EXPECT_EQ(of_patient("1 + 2 * 3"), Texts{"7"});
  EXPECT_EQ(of_patient("(1 + 2) * 3"), Texts{"9"});
  EXPECT_EQ(of_patient("-1 + 2"), Texts{"1"});
  EXPECT_EQ(of_patient("2 - 1 - 1"), Texts{"0"});
  EXPECT_EQ(of_patient("true or false and false"), yes);
  EXPECT_EQ(of_patient("false implies false or true"), yes);
  EXPECT_EQ(of_patient("1 | 2 = 1 | 2"), yes);
  EXPECT_EQ(of_patient("1 < 2 = true"), yes);
  EXPECT_EQ(of_patient("1 in 1 | 2 and true"), yes);
  EXPECT_EQ(of_patient("1 + 1 is Integer"), yes);
}

TEST(Precedence, PutsAMinusAfterThePath) {
  EXPECT_EQ(of_patient("-name.count()"), Texts{"-3"});
  EXPECT_EQ(of_patient("-1.convertsToInteger()"), failure("fhirpath-type"));
}

TEST(Names, MayBeWordsOfOperators) {
  EXPECT_EQ(of_patient("name.where(`use` = 'usual').given"), Texts{"Åsa"});
  EXPECT_TRUE(compile("ValueSet.expansion.contains.contains").ok());
  EXPECT_TRUE(compile("a.is.as.in.div.mod.and").ok());
}

TEST(Literals, AreWhatTheySay) {
  EXPECT_EQ(of_patient("1.50"), Texts{"1.50"});
  EXPECT_EQ(of_patient("@2026-01-31T07:05:09.120+02:00"), Texts{"2026-01-31T07:05:09.120+02:00"});
  EXPECT_EQ(of_patient("@2026T"), Texts{"2026"});
  EXPECT_EQ(of_patient("@T07:05"), Texts{"07:05"});
  EXPECT_EQ(of_patient("4 days"), Texts{"4 days"});
  EXPECT_EQ(of_patient("4.0 'mg'"), Texts{"4.0 'mg'"});
  EXPECT_EQ(of_patient("{}"), nothing);
}

TEST(Comments, ArePassedOver) {
  EXPECT_EQ(of_patient("1 // one\n + /* two */ 2"), Texts{"3"});
}

}  // namespace
}  // namespace linkki::fhirpath
