// Reports against the Measure that they are of.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "validation/loaded.h"

namespace linkki::validation {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

std::string code(const std::string& text) {
  return R"("code":{"coding":[{"system":"http://c","code":")" + text + R"("}]})";
}

std::string population(const std::string& text, const std::string& more = R"("count":1)") {
  return "{" + code(text) + (more.empty() ? "" : "," + more) + "}";
}

std::string measured(const std::string& group) {
  return R"({"resourceType":"Measure","url":"http://m","status":"active","group":[)" + group + "]}";
}

const std::string criteria = R"("criteria":{"language":"text/fhirpath","expression":"true"})";
const std::string two_populations =
    R"({"population":[)" + population("a", criteria) + "," + population("b", criteria) + "]}";

std::string report(const std::string& group, const std::string& status = "complete") {
  return R"({"resourceType":"MeasureReport","type":"summary","measure":"http://m","period":{"start":"2020"},"status":")" +
         status + R"(","group":[)" + group + "]}";
}

std::string populations(const std::string& list) {
  return R"({"population":[)" + list + "]}";
}

TEST(MeasureReports, HavePopulationsThatTheMeasureHas) {
  const Loaded known({measured(two_populations)});
  EXPECT_THAT(known.errors(report(populations(population("a") + "," + population("b")))), IsEmpty());
  EXPECT_THAT(known.errors(report(populations(population("c")))),
              ElementsAre("error validation-measure-other MeasureReport.group[0].population[0]"));
  EXPECT_THAT(known.errors(report(populations(R"({"count":1})"))),
              ElementsAre("error validation-measure-code MeasureReport.group[0].population[0]"));
}

TEST(MeasureReports, HaveEachPopulationOnce) {
  const Loaded known({measured(two_populations)});
  EXPECT_THAT(known.errors(report(populations(population("a") + "," + population("a")))),
              ElementsAre("error validation-measure-twice MeasureReport.group[0].population[1]"));
}

TEST(MeasureReports, AreToldWhatTheyLeaveOutOnceTheyAreComplete) {
  const Loaded known({measured(two_populations)});
  const auto found = [&](const std::string& status) {
    Texts texts;
    for (const auto& issue : known.issues(report(populations(population("a")), status))) {
      texts.push_back(brief(issue));
    }
    return texts;
  };
  const std::string left = "warning validation-measure-left MeasureReport.group[0]";
  EXPECT_THAT(found("complete"), Contains(left));
  EXPECT_THAT(found("pending"), Not(Contains(left)));
}

TEST(MeasureReports, NeedNoCodeWhereThereIsOneGroup) {
  const Loaded one({measured(R"({"population":[)" + population("a", criteria) + "]}")});
  EXPECT_THAT(one.errors(report(R"({"population":[{"count":1}]})")), IsEmpty());
  const Loaded two({measured("{" + code("x") + "},{" + code("y") + "}")});
  EXPECT_THAT(two.errors(report("{" + code("y") + "}")), IsEmpty());
  EXPECT_THAT(two.errors(report(R"({"id":"1","population":[{"count":1}]})")),
              ElementsAre("error validation-measure-code MeasureReport.group[0]"));
}

TEST(MeasureReports, HaveStratifiersThatTheMeasureHas) {
  const Loaded known({measured(R"({"stratifier":[{"code":{"text":"age"},)" + criteria +
                               R"(},{"component":[{"code":{"text":"sex"},)" + criteria + "}]}]}")});
  const auto stratified = [](const std::string& text) {
    return report(R"({"stratifier":[{"code":[{"text":")" + text + R"("}]}]})");
  };
  EXPECT_THAT(known.errors(stratified("age")), IsEmpty());
  EXPECT_THAT(known.errors(stratified("sex")), IsEmpty());
  EXPECT_THAT(known.errors(stratified("town")),
              ElementsAre("error validation-measure-other MeasureReport.group[0].stratifier[0]"));
}

TEST(MeasureReports, HaveNoScoreWhereACohortIsCounted) {
  const auto cohort = [](const std::string& scoring) {
    return R"({"resourceType":"Measure","url":"http://m","status":"active","scoring":{"coding":[{"code":")" +
           scoring + R"("}]},"group":[{"id":"1"}]})";
  };
  const std::string scored = report(R"({"measureScore":{"value":1}})");
  EXPECT_THAT(Loaded({cohort("cohort")}).errors(scored),
              ElementsAre("error validation-measure-score MeasureReport.group[0].measureScore"));
  EXPECT_THAT(Loaded({cohort("ratio")}).errors(scored), IsEmpty());
}

TEST(MeasureReports, AreNotCheckedAgainstAMeasureThatIsNotLoaded) {
  const auto found = issues_of(report(populations(population("a"))));
  EXPECT_THAT(errors_of(found), IsEmpty());
  Texts texts;
  for (const auto& issue : found) texts.push_back(brief(issue));
  EXPECT_THAT(texts, Contains("warning validation-measure-unknown MeasureReport.measure"));
}

TEST(MeasureReports, BoundWhatIsCompared) {
  std::string many = population("a", criteria), reported = population("a");
  for (int i = 0; i < 3'000; ++i) {
    many += "," + population(std::to_string(i), criteria);
    reported += "," + population(std::to_string(i));
  }
  EXPECT_THAT(Loaded({measured(populations(many))}).errors(report(populations(reported))), IsEmpty());
}

}  // namespace
}  // namespace linkki::validation
