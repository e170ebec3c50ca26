// Which search parameters of clients are taken, and what is told of the others.
#include "search/definition.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "base/json/parse.h"
#include "definitions/r4.h"

namespace linkki::search {
namespace {

std::string parameter(const std::string& base, const std::string& code, const std::string& expression,
                      const std::string& url = "https://x.example/p") {
  return R"({"resourceType":"SearchParameter","url":")" + url + R"(","status":"active","code":")" + code +
         R"(","base":[")" + base + R"("],"type":"token","expression":")" + expression + "\"}";
}

// "code @ place" of each fault.
std::set<std::string> faults(const std::string& json) {
  const auto resource = json::parse(json);
  const auto checked = check_definition(resource->root, *definitions::r4());
  std::set<std::string> found;
  if (checked.ok()) return found;
  EXPECT_EQ(checked.failure().refusal, base::Refusal::unprocessable);
  for (const auto& issue : checked.failure().issues)
    found.insert(std::string(issue.message->code) + " @ " + issue.expression.front());
  return found;
}

using Faults = std::set<std::string>;

TEST(Definition, IsTakenWhenItCanBeSearchedBy) {
  EXPECT_EQ(faults(parameter("Patient", "eye-colour", "Patient.extension('urn:eyes').value")), Faults{});
  EXPECT_EQ(faults(parameter("Resource", "made-by", "Resource.meta.extension('urn:by').value")), Faults{});
}

TEST(Definition, NeedsAnExpressionThatCompiles) {
  EXPECT_EQ(faults(parameter("Patient", "broken", "Patient.name.where(")),
            Faults{"fhirpath-syntax @ SearchParameter.expression"});
  EXPECT_EQ(faults(parameter("Patient", "broken", "Patient.name.invented()")),
            Faults{"fhirpath-function @ SearchParameter.expression"});
}

TEST(Definition, NeedsABaseOfR4) {
  EXPECT_EQ(faults(parameter("Patiant", "x", "Patient.name")),
            Faults{"definition-base @ SearchParameter.base[0]"});
  EXPECT_EQ(faults(parameter("HumanName", "x", "HumanName.family")),
            Faults{"definition-base @ SearchParameter.base[0]"});
}

TEST(Definition, SaysSomethingAboutItsBase) {
  EXPECT_EQ(faults(parameter("Patient", "x", "Observation.code")),
            Faults{"definition-branch @ SearchParameter.expression"});
}

TEST(Definition, MayNotTakeTheCodeOfAnother) {
  const Faults taken{"definition-code-taken @ SearchParameter.code"};
  EXPECT_EQ(faults(parameter("Task", "subject", "Task.owner")), taken);
  EXPECT_EQ(faults(parameter("Resource", "status", "Resource.language")), taken);
  EXPECT_EQ(faults(parameter("Patient", "gender", "Patient.language",
                             "http://hl7.org/fhir/SearchParameter/Patient-gender")),
            taken);
}

TEST(Definition, MayRepeatWhatR4Says) {
  const auto* const own = definitions::r4()->find_search_parameter("Patient", "active");
  ASSERT_TRUE(own);
  EXPECT_EQ(faults(parameter("Patient", "active", std::string(own->expression), std::string(own->url))),
            Faults{});
}

TEST(Definition, HasACodeThatAUrlCanCarry) {
  for (const std::string code : {"", "_count", "a.b", "a:b", "1a", "a b"}) {
    EXPECT_EQ(faults(parameter("Patient", code, "Patient.language")),
              Faults{"definition-code @ SearchParameter.code"})
        << code;
  }
}

TEST(Definition, TellsEveryFault) {
  EXPECT_EQ(faults(parameter("Patiant", "a.b", "((")).size(), 3u);
}

}  // namespace
}  // namespace linkki::search
