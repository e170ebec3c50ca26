// Which faults are of R4's structure, and so never only a warning.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "validation/subject.h"

namespace linkki::validation {
namespace {

using testing::Contains;
using testing::Not;

constexpr const char* structural = "structural";

Texts kinds(const std::string& json) {
  Texts kinds;
  for (const base::Issue& issue : issues_of(json)) {
    if (issue.severity == base::Severity::error) {
      kinds.push_back(is_structural(issue) ? structural : "of a rule");
    }
  }
  return kinds;
}

Texts kinds_in_patient(const std::string& properties) {
  return kinds(R"({"resourceType":"Patient",)" + properties + "}");
}

TEST(Structural, AreTypesCardinalitiesAndWhatIsUnknown) {
  for (const char* const fault : {R"("active":"yes")", R"("birthDate":"1.1.2001")", R"("colour":"red")",
                                  R"("link":[{"type":"refer"}])", R"("gender":["male"])"}) {
    EXPECT_THAT(kinds_in_patient(fault), Contains(structural)) << fault;
  }
}

TEST(Structural, AreNeitherConstraintsNorCodesNorExtensions) {
  for (const char* const fault : {R"("contact":[{"gender":"male"}])", R"("gender":"blue")",
                                  R"("modifierExtension":[{"url":"http://x","valueCode":"a"}])"}) {
    EXPECT_THAT(kinds_in_patient(fault), Not(Contains(structural))) << fault;
    EXPECT_FALSE(kinds_in_patient(fault).empty()) << fault;
  }
}

TEST(Structural, AreNoRulesInWords) {
  for (const char* const fault : {R"("photo":[{"contentType":"text/plain","data":"YWJjZA==","size":6}])",
                                  R"("identifier":[{"system":"urn:ietf:rfc:3986","value":"1.2.3"}])"}) {
    EXPECT_EQ(kinds_in_patient(fault), Texts{"of a rule"}) << fault;
  }
  const std::string property = R"({"code":"a","type":"boolean"})";
  EXPECT_EQ(kinds(R"({"resourceType":"CodeSystem","status":"active","content":"complete","property":[)" +
                  property + "," + property + "]}"),
            Texts{"of a rule"});
}

TEST(Structural, AreNoAnswersThatTheQuestionnaireDoesNotTake) {
  const auto answered = [](const std::string& answer) {
    return kinds(R"({"resourceType":"QuestionnaireResponse","status":"completed","questionnaire":"#q",
        "contained":[{"resourceType":"Questionnaire","id":"q","status":"active","item":[
            {"linkId":"1","type":"integer","required":true}]}],"item":[{"linkId":"1")" +
                 answer + "}]}");
  };
  EXPECT_EQ(answered(""), Texts{"of a rule"});
  EXPECT_EQ(answered(R"(,"answer":[{"valueString":"a"}])"), Texts{"of a rule"});
  EXPECT_EQ(answered(R"(,"answer":[{"valueInteger":"a"}])"), Texts{structural});
}

}  // namespace
}  // namespace linkki::validation
