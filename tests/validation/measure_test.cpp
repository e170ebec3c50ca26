// A Measure's criteria against the Library that defines them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/crypto/base64.h"
#include "validation/loaded.h"

namespace linkki::validation {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string library(const std::string& cql, const std::string& type = "text/cql") {
  return R"({"resourceType":"Library","url":"http://l/Ages","name":"Ages","status":"active","type":{"text":"a"},"content":[{"contentType":")" +
         type + R"(","data":")" + crypto::print_base64(cql) + R"("}]})";
}

std::string measure(const std::string& expression, const std::string& language = "text/cql") {
  return R"({"resourceType":"Measure","status":"active","library":["http://l/Ages"],"group":[{"population":[{"criteria":{"language":")" +
         language + R"(","expression":")" + expression + R"("}}]}]})";
}

const std::string place = "Measure.group[0].population[0].criteria.expression";

constexpr const char* ages = R"(library Ages
  // define "In a comment": true
  /* define Hidden: true */
  parameter p default 'define "In a text": true'
  define "Up to nine": AgeInYears() <= 9
  define private Old: AgeInYears() > 90
  define function Twice(x Integer): x * 2
)";

TEST(Measures, NameWhatTheirLibraryDefines) {
  const Loaded known({library(ages)});
  for (const char* const name :
       {R"(\"Up to nine\")", "Old", "Twice", "Ages.Old", R"(Ages.\"Up to nine\")", R"(\"Ages\".Old)"}) {
    EXPECT_THAT(known.errors(measure(name)), IsEmpty()) << name;
  }
  for (const char* const name :
       {"Young", "Ages.Young", "Hidden", R"(Ages.\"In a comment\")", R"(\"In a text\")", "true"}) {
    EXPECT_THAT(known.errors(measure(name)), ElementsAre("error validation-cql-unknown " + place)) << name;
  }
}

TEST(Measures, MaySayMoreThanAName) {
  const Loaded known({library(ages)});
  for (const char* const text : {"Other.Young", "exists Young", "Ages.Young > 1", "", "."}) {
    const Texts found = known.errors(measure(text));
    EXPECT_THAT(found, testing::Not(testing::Contains("error validation-cql-unknown " + place))) << text;
  }
  EXPECT_THAT(known.errors(measure("Young", "text/fhirpath")), IsEmpty());
}

TEST(Measures, AreNotJudgedWithoutTheTextOfTheirLibrary) {
  EXPECT_THAT(errors(measure("Young")), IsEmpty());
  EXPECT_THAT(Loaded({library(ages, "application/elm+json")}).errors(measure("Young")), IsEmpty());
}

TEST(Measures, SurviveCqlThatEndsTooSoon) {
  for (const char* const cql : {"define", "define \"", "define private", "/*", "'\\", "define a /* "}) {
    (void)Loaded({library(cql)}).errors(measure("Young"));
  }
}

}  // namespace
}  // namespace linkki::validation
