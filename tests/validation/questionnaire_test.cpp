// Answers against their Questionnaire, which the response contains, and entries of Bundles.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "validation/subject.h"

namespace linkki::validation {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Texts answered(const std::string& questions, const std::string& items,
               const std::string& status = "completed") {
  return errors(
      R"({"resourceType":"QuestionnaireResponse","status":")" + status +
      R"(","questionnaire":"#q","contained":[{"resourceType":"Questionnaire","id":"q","status":"active",)" +
      R"("item":[)" + questions + R"(]}],"item":[)" + items + "]}");
}

const std::string required = R"({"linkId":"1","type":"integer","required":true})";

TEST(Answers, MustBeThereWhenTheResponseIsComplete) {
  const std::string missing = "error validation-answer-missing QuestionnaireResponse";
  EXPECT_THAT(answered(required, R"({"linkId":"1"})"), ElementsAre(missing));
  EXPECT_THAT(answered(required, R"({"linkId":"1"})", "in-progress"), IsEmpty());
  EXPECT_THAT(answered(required, R"({"linkId":"1","answer":[{"valueInteger":1}]})"), IsEmpty());
}

TEST(Answers, HaveTheTypeOfTheirQuestion) {
  EXPECT_THAT(answered(required, R"({"linkId":"1","answer":[{"valueString":"a"}]})"),
              ElementsAre("error validation-answer-type QuestionnaireResponse.item[0].answer[0].value"));
}

TEST(Answers, AreGivenToItemsOfTheQuestionnaire) {
  EXPECT_THAT(
      answered(R"({"linkId":"1","type":"integer"})", R"({"linkId":"2","answer":[{"valueInteger":1}]})"),
      ElementsAre("error validation-answer-unknown QuestionnaireResponse.item[0]"));
}

TEST(Answers, RepeatOnlyWhereTheQuestionDoes) {
  EXPECT_THAT(answered(required, R"({"linkId":"1","answer":[{"valueInteger":1},{"valueInteger":2}]})"),
              ElementsAre("error validation-answer-repeated QuestionnaireResponse.item[0]"));
}

TEST(Answers, AreNotGivenToGroupsAndDisplays) {
  EXPECT_THAT(answered(R"({"linkId":"1","type":"display","text":"a"})",
                       R"({"linkId":"1","answer":[{"valueInteger":1}]})"),
              ElementsAre("error validation-answer-misplaced QuestionnaireResponse.item[0]"));
}

TEST(Answers, AreAmongTheOptions) {
  const std::string choice =
      R"({"linkId":"1","type":"choice","answerOption":[{"valueCoding":{"system":"http://s","code":"a"}}]})";
  const auto given = [](const std::string& code) {
    return R"({"linkId":"1","answer":[{"valueCoding":{"system":"http://s","code":")" + code + R"("}}]})";
  };
  EXPECT_THAT(answered(choice, given("a")), IsEmpty());
  EXPECT_THAT(answered(choice, given("b")),
              ElementsAre("error validation-answer-option QuestionnaireResponse.item[0].answer[0].value"));
}

TEST(Answers, AreNotGivenToWhatIsNotAsked) {
  const std::string questions =
      R"({"linkId":"1","type":"boolean"},
         {"linkId":"2","type":"string","required":true,
          "enableWhen":[{"question":"1","operator":"=","answerBoolean":true}]})";
  const std::string no = R"({"linkId":"1","answer":[{"valueBoolean":false}]})";
  const std::string yes = R"({"linkId":"1","answer":[{"valueBoolean":true}]})";
  EXPECT_THAT(answered(questions, no), IsEmpty());
  EXPECT_THAT(answered(questions, yes), ElementsAre("error validation-answer-missing QuestionnaireResponse"));
  EXPECT_THAT(answered(questions, no + R"(,{"linkId":"2","answer":[{"valueString":"a"}]})"),
              ElementsAre("error validation-answer-disabled QuestionnaireResponse.item[1]"));
}

TEST(Answers, ToAQuestionnaireThatIsNotLoadedAreAWarning) {
  const auto issues = issues_of(
      R"({"resourceType":"QuestionnaireResponse","status":"completed","questionnaire":"http://a/none"})");
  EXPECT_THAT(errors_of(issues), IsEmpty());
  EXPECT_TRUE(std::any_of(issues.begin(), issues.end(), [](const auto& issue) {
    return brief(issue) == "warning validation-questionnaire-unknown QuestionnaireResponse.questionnaire";
  }));
}

Texts entry(const std::string& content) {
  return errors(R"({"resourceType":"Bundle","type":"collection","entry":[{)" + content +
                R"("resource":{"resourceType":"Patient","id":"a"}}]})");
}

TEST(BundleEntries, HaveAnAbsoluteFullUrlThatFitsTheirResource) {
  EXPECT_THAT(entry(R"("fullUrl":"http://a/Patient/a",)"), IsEmpty());
  EXPECT_THAT(entry(""), ElementsAre("error validation-full-url-missing Bundle.entry[0].fullUrl"));
  EXPECT_THAT(entry(R"("fullUrl":"Patient/a",)"),
              ElementsAre("error validation-full-url-relative Bundle.entry[0].fullUrl"));
  EXPECT_THAT(entry(R"("fullUrl":"http://a/Patient/b",)"),
              ElementsAre("error validation-full-url-other Bundle.entry[0].fullUrl"));
}

}  // namespace
}  // namespace linkki::validation
