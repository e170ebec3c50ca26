#include "terminology/validate_code.h"

#include "terminology/lookup.h"
#include "terminology/small.h"

namespace linkki::terminology {
namespace {

const std::string reds = filtered("urn:s", "concept", "is-a", "red");

base::Outcome<std::string> ask(std::vector<std::string> parameters,
                               std::vector<std::string> resources = {reds}) {
  resources.push_back(colours);
  parameters.push_back(text("url", "urn:s"));
  return validate_code_in_set(catalogue(resources), Asked(parameters).request);
}

std::string coding(const std::string& code, const std::string& display = "") {
  return R"({"system":"urn:c","code":")" + code + "\"" +
         (display.empty() ? "" : R"(,"display":")" + display + "\"") + "}";
}

// "severity kind at place" of each issue.
std::string issues(const base::Outcome<std::string>& answer) {
  if (!answer) return "refused: " + std::string(answer.failure().issues[0].message->code);
  auto parsed = *json::parse(*answer);
  std::string all;
  for (auto& one : items(parsed.root, "parameter")) {
    if (one.text_of("name") != "issues") continue;
    for (auto& issue : items(*one.find("resource"), "issue")) {
      auto places = items(issue, "expression");
      all += (all.empty() ? "" : "; ") + std::string(issue.text_of("severity")) + " " +
             std::string(items(*issue.find("details"), "coding")[0].text_of("code")) +
             (places.empty() ? "" : " at " + std::string(places[0].text()));
    }
  }
  return all;
}

TEST(ValidateCode, SaysWhatTheCodeIs) {
  auto answer = ask({text("code", "crimson"), text("system", "urn:c")});
  EXPECT_EQ(answered(answer, "result"), "true");
  EXPECT_EQ(answered(answer, "display"), "Crimson");
  EXPECT_EQ(answered(answer, "version"), "2");
  EXPECT_EQ(issues(answer), "");
}

TEST(ValidateCode, TellsACodeOutsideTheSetFromOneThatDoesNotExist) {
  EXPECT_EQ(issues(ask({text("code", "blue"), text("system", "urn:c")})), "error not-in-vs at code");
  EXPECT_EQ(issues(ask({text("code", "pink"), text("system", "urn:c")})),
            "error not-in-vs at code; error invalid-code at code");
}

TEST(ValidateCode, TellsItsFindingsInTheLanguageOfTheRequest) {
  Asked asked({text("url", "urn:s"), text("code", "blue"), text("system", "urn:c")});
  asked.request.accept_language = "fi-FI, en;q=0.5";
  auto answer = validate_code_in_set(catalogue({reds, colours}), asked.request);
  EXPECT_EQ(answered(answer, "message"), "'blue', jonka koodisto on urn:c, ei ole arvojoukossa urn:s|1.");
  EXPECT_EQ(issues(answer), "error not-in-vs at code");
}

TEST(ValidateCode, SaysThatASystemIsNotLoaded) {
  auto answer = ask({text("code", "a"), text("system", "urn:x")});
  EXPECT_EQ(issues(answer), "error not-in-vs at code; error not-found at system");
  EXPECT_EQ(answered(answer, "x-unknown-system"), "urn:x");
}

TEST(ValidateCode, DoesNotCallACodeWrongThatCannotBeDecided) {
  auto set = value_set("urn:s", R"({"include":[{"system":"urn:x"}]})");
  EXPECT_EQ(issues(ask({text("code", "a"), text("system", "urn:x")}, {set})), "error not-found at system");
  auto import = value_set("urn:s", R"({"include":[{"valueSet":["urn:gone"]}]})");
  EXPECT_EQ(issues(ask({text("code", "red"), text("system", "urn:c")}, {import})), "error not-found");
}

TEST(ValidateCode, TakesTheWordOfASetForACodeOfASystemThatIsNotLoaded) {
  auto set = value_set("urn:s", R"({"include":[{"system":"urn:x","concept":[{"code":"a","display":"A"}]}]})");
  auto answer = ask({text("code", "a"), text("system", "urn:x")}, {set});
  EXPECT_EQ(answered(answer, "result"), "true");
  EXPECT_EQ(issues(answer), "warning not-found at system");
}

TEST(ValidateCode, RefusesADisplayThatTheCodeNeverHad) {
  EXPECT_EQ(issues(ask({parameter("coding", "Coding", coding("red", "Rosso"))})),
            "error invalid-display at Coding.display");
  EXPECT_EQ(issues(ask({parameter("coding", "Coding", coding("red", "punainen"))})), "");
}

TEST(ValidateCode, WantsTheDisplayInTheLanguageAskedFor) {
  auto asked = [](const std::string& display, const std::string& language) {
    return issues(
        ask({parameter("coding", "Coding", coding("red", display)), text("displayLanguage", language)}));
  };
  EXPECT_EQ(asked("Punainen", "fi"), "");
  EXPECT_EQ(asked("Red", "fi"), "error invalid-display at Coding.display");
  EXPECT_EQ(asked("Red", "de"), "information invalid-display at Coding.display");
}

TEST(ValidateCode, OnlyWarnsOfADisplayWhenAskedToBeLenient) {
  auto answer =
      ask({parameter("coding", "Coding", coding("red", "Rosso")), flag("lenient-display-validation", true)});
  EXPECT_EQ(answered(answer, "result"), "true");
  EXPECT_EQ(issues(answer), "warning invalid-display at Coding.display");
}

TEST(ValidateCode, IsContentWithOneCodingOfAConcept) {
  auto concept_ = [](const std::string& codings) {
    return issues(ask({parameter("codeableConcept", "CodeableConcept", R"({"coding":[)" + codings + "]}")}));
  };
  EXPECT_EQ(concept_(coding("red") + "," + coding("blue")),
            "information this-code-not-in-vs at CodeableConcept.coding[1].code");
  EXPECT_EQ(concept_(coding("blue")),
            "information this-code-not-in-vs at CodeableConcept.coding[0].code; error not-in-vs");
}

TEST(ValidateCode, WarnsOfACodeThatIsRetired) {
  auto answer = ask({parameter("coding", "Coding", coding("scarlet"))});
  EXPECT_EQ(answered(answer, "result"), "true");
  EXPECT_EQ(answered(answer, "inactive"), "true");
  EXPECT_EQ(issues(answer), "warning code-comment at Coding");
  EXPECT_EQ(
      answered(ask({parameter("coding", "Coding", coding("scarlet")), flag("activeOnly", true)}), "result"),
      "false");
}

TEST(ValidateCode, FindsTheSystemOfACodeThatOnlyOneHas) {
  auto answer = ask({text("code", "crimson"), flag("inferSystem", true)});
  EXPECT_EQ(answered(answer, "system"), "urn:c");
  EXPECT_EQ(issues(ask({text("code", "pink"), flag("inferSystem", true)})),
            "error not-in-vs at code; error cannot-infer at code");
}

TEST(ValidateCode, NamesWhatCannotBeTheSystemOfACode) {
  auto asked = [](const std::string& system) {
    return issues(ask({parameter("coding", "Coding", R"({"system":")" + system + R"(","code":"red"})")}));
  };
  EXPECT_EQ(asked("urn:s"), "error invalid-data at Coding.system; error not-in-vs at Coding.code");
  EXPECT_EQ(asked("colours").substr(0, 36), "error invalid-data at Coding.system;");
  EXPECT_EQ(issues(ask({parameter("coding", "Coding", R"({"code":"red"})")})),
            "warning invalid-data at Coding; error not-in-vs at Coding.code");
}

TEST(ValidateCode, AsksForACode) {
  EXPECT_EQ(issues(ask({})), "refused: terminology-code-needed");
}

TEST(ValidateCodeOfSystem, NeedsNoValueSet) {
  auto ask_system = [](const std::string& code) {
    return validate_code_in_system(catalogue({colours}),
                                   Asked({text("url", "urn:c"), text("code", code)}).request);
  };
  EXPECT_EQ(answered(ask_system("red"), "result"), "true");
  EXPECT_EQ(issues(ask_system("pink")), "error invalid-code at code");
}

TEST(ValidateCodeOfSystem, ReadsUnitsLanguagesAndMediaTypesByTheirGrammar) {
  auto set = value_set("urn:s", R"({"include":[{"system":"urn:ietf:bcp:13"}]})");
  EXPECT_EQ(issues(ask({text("code", "text/plain"), text("system", "urn:ietf:bcp:13")}, {set})),
            "warning not-found at system");
  EXPECT_EQ(answered(ask({text("code", "plain"), text("system", "urn:ietf:bcp:13")}, {set}), "result"),
            "false");
}

TEST(Lookup, TellsNamePropertiesAndDesignations) {
  auto answer = lookup(catalogue({colours}),
                       Asked({text("system", "urn:c"), text("code", "red"), text("property", "*")}).request);
  EXPECT_EQ(answered(answer, "display"), "Red");
  EXPECT_EQ(answered(answer, "name"), "Colours");
  EXPECT_EQ(answered(answer, "definition"), "As blood");
  EXPECT_NE(answer->find(
                R"({"name":"value","valueCode":"crimson"},{"name":"description","valueString":"Crimson"})"),
            std::string::npos);
  EXPECT_NE(answer->find(R"({"name":"language","valueCode":"fi"},{"name":"value","valueString":"Punainen"})"),
            std::string::npos);
}

TEST(Lookup, RefusesWhatIsNotThere) {
  auto ask_for = [](const std::string& system, const std::string& code) {
    return answered(lookup(catalogue({colours}), Asked({text("system", system), text("code", code)}).request),
                    "display");
  };
  EXPECT_EQ(ask_for("urn:c", "pink"), "refused: terminology-code");
  EXPECT_EQ(ask_for("urn:x", "red"), "refused: terminology-system-unknown");
}

TEST(Subsumes, ComparesTwoCodesOfOneSystem) {
  auto outcome = [](const std::string& a, const std::string& b) {
    Asked asked({text("system", "urn:c"), text("codeA", a), text("codeB", b)});
    return answered(subsumes(catalogue({colours}), asked.request), "outcome");
  };
  EXPECT_EQ(outcome("red", "red"), "equivalent");
  EXPECT_EQ(outcome("red", "crimson"), "subsumes");
  EXPECT_EQ(outcome("crimson", "red"), "subsumed-by");
  EXPECT_EQ(outcome("blue", "red"), "not-subsumed");
  EXPECT_EQ(outcome("blue", "pink"), "refused: terminology-code");
}

}  // namespace
}  // namespace linkki::terminology
