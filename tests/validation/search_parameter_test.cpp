// SearchParameters by their expression and its types.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "validation/subject.h"

namespace linkki::validation {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Texts parameter(const std::string& expression, const std::string& base = R"("Patient","Person")") {
  return errors(
      R"({"resourceType":"SearchParameter","url":"http://s","name":"S","status":"active","description":"s","code":"s","type":"string","base":[)" +
      base + R"(],"expression":")" + expression + R"("})");
}

TEST(SearchParameters, StartFromTheirBases) {
  for (const char* const expression :
       {"Patient.name", "Patient.name | Person.name", "name", "Resource.id", "DomainResource.text",
        "Patient.link.other.where(resolve() is RelatedPerson)", "(Patient.deceased as boolean)"}) {
    EXPECT_THAT(parameter(expression), IsEmpty()) << expression;
  }
  const std::string wrong = "error validation-search-base SearchParameter.expression";
  for (const char* const expression :
       {"Organization.name", "Patient.name | Organization.name", "(Organization.name as string)"}) {
    EXPECT_THAT(parameter(expression), ElementsAre(wrong)) << expression;
  }
  EXPECT_THAT(parameter("Organization.name", R"("DomainResource")"), IsEmpty());
  EXPECT_THAT(parameter("Organization.name", R"("Organization")"), IsEmpty());
}

TEST(SearchParameters, AreFhirPath) {
  EXPECT_THAT(parameter("Patient.name |"), ElementsAre("error fhirpath-syntax SearchParameter.expression"));
}

}  // namespace
}  // namespace linkki::validation
