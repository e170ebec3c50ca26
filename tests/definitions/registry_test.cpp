// What is added to R4's definitions: how it takes effect, how it is refused, and that readers never see half
// of it.
#include <gmock/gmock.h>

#include <atomic>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "definitions/r4.h"

namespace linkki::definitions {
namespace {

using testing::ElementsAre;

std::string parameter(const std::string& name, const std::string& code, const std::string& base = "Patient",
                      const std::string& expression = "Patient.extension") {
  return R"({"resourceType":"SearchParameter","id":")" + name + R"(","url":"https://example.org/)" + name +
         R"(","code":")" + code + R"(","type":"token","base":[")" + base + R"("],"expression":")" +
         expression + R"("})";
}

std::string code_system(const std::string& name, const std::string& concepts,
                        const std::string& content = "complete") {
  return R"({"resourceType":"CodeSystem","id":")" + name + R"(","url":"https://example.org/)" + name +
         R"(","content":")" + content + R"(","concept":)" + concepts + "}";
}

std::string value_set(const std::string& name, const std::string& compose, const std::string& version = "1") {
  return R"({"resourceType":"ValueSet","id":")" + name + R"(","url":"https://example.org/)" + name +
         R"(","version":")" + version + R"(","compose":)" + compose + "}";
}

constexpr const char* colours =
    R"([{"code":"warm","display":"Warm","property":[{"code":"notSelectable","valueBoolean":true}],
  "concept":[{"code":"red","display":"Red","concept":[{"code":"pink"}]},
             {"code":"orange","property":[{"code":"mix","valueCode":"yes"}]}]},
 {"code":"cold","concept":[{"code":"blue"},{"code":"green","property":[{"code":"mix","valueCode":"yes"}]}]},
 {"code":"purple","property":[{"code":"parent","valueCode":"cold"},{"code":"mix","valueCode":"yes"}]}])";

class Registered : public testing::Test {
 protected:
  void add(const std::vector<std::string>& resources) {
    auto added = registry.add(resources);
    ASSERT_TRUE(added.ok()) << added.failure().issues[0].text();
  }
  std::string refusal(const std::vector<std::string>& resources) {
    auto added = registry.add(resources);
    return added.ok() ? "" : std::string(added.failure().issues[0].message->code);
  }
  // The codes of a value set with this `compose` over the colours; "-": not enumerable.
  std::vector<std::string> count_out(const std::string& compose) {
    add({code_system("colours", colours), value_set("chosen", compose)});
    auto now = registry.current();
    auto* set = now->find_value_set("https://example.org/chosen");
    if (!set || !set->enumerable) return {"-"};
    std::vector<std::string> codes;
    for (auto& one : set->codes) codes.emplace_back(one.code);
    return codes;
  }
  std::vector<std::string> filtered(const std::string& property, const std::string& op,
                                    const std::string& value) {
    return count_out(R"({"include":[{"system":"https://example.org/colours","filter":[{"property":")" +
                     property + R"(","op":")" + op + R"(","value":")" + value + R"("}]}]})");
  }

  Registry registry{r4()};
};

TEST_F(Registered, IsTheBaseUntilSomethingIsAdded) {
  EXPECT_EQ(registry.current(), r4());
  add({});
  EXPECT_EQ(registry.current(), r4());
}

TEST_F(Registered, ASearchParameterServesItsType) {
  add({parameter("colour", "colour")});
  auto now = registry.current();
  auto* found = now->find_search_parameter("Patient", "colour");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->expression, "Patient.extension");
  EXPECT_EQ(now->find_search_parameter("https://example.org/colour"), found);
  EXPECT_EQ(now->search_parameters("Patient").size(), r4()->search_parameters("Patient").size() + 1);
  EXPECT_EQ(now->find_search_parameter("Person", "colour"), nullptr);
  EXPECT_EQ(now->search_parameters("Person").data(), r4()->search_parameters("Person").data());
  EXPECT_EQ(r4()->find_search_parameter("Patient", "colour"), nullptr) << "the base never changes";
}

TEST_F(Registered, ASearchParameterOfResourceServesAllTypes) {
  add({parameter("anything", "anything", "Resource", "Resource.meta")});
  for (auto* type : r4()->resource_types()) {
    EXPECT_NE(registry.current()->find_search_parameter(type->name, "anything"), nullptr) << type->name;
  }
}

TEST_F(Registered, ASearchParameterHidesR4sOfTheSameCode) {
  add({parameter("birthdate", "birthdate")});
  auto now = registry.current();
  EXPECT_EQ(now->find_search_parameter("Patient", "birthdate")->url, "https://example.org/birthdate");
  EXPECT_EQ(now->find_search_parameter("Person", "birthdate")->id, "individual-birthdate");
  EXPECT_EQ(now->search_parameters("Patient").size(), r4()->search_parameters("Patient").size());
}

TEST_F(Registered, TheLastOfTwoVersionsWinsAndBothAreHeld) {
  add({value_set("v", R"({"include":[{"system":"https://example.org/s","concept":[{"code":"one"}]}]})",
                 "1")});
  add({value_set("v", R"({"include":[{"system":"https://example.org/s","concept":[{"code":"two"}]}]})",
                 "2")});
  auto now = registry.current();
  EXPECT_TRUE(now->find_value_set("https://example.org/v")->contains_code("two"));
  EXPECT_TRUE(now->find_value_set("https://example.org/v|1")->contains_code("one"));
  EXPECT_TRUE(now->find_value_set("https://example.org/v|2")->contains_code("two"));
  EXPECT_EQ(now->find_value_set("https://example.org/v|3"), nullptr);
}

TEST_F(Registered, AddingTheSameVersionAgainReplacesIt) {
  add({parameter("colour", "colour")});
  add({parameter("colour", "color")});
  EXPECT_EQ(registry.current()->find_search_parameter("Patient", "colour"), nullptr);
  EXPECT_NE(registry.current()->find_search_parameter("Patient", "color"), nullptr);
}

TEST_F(Registered, WhatIsRemovedLeavesR4sOwn) {
  add({parameter("birthdate", "birthdate"), parameter("colour", "colour")});
  ASSERT_TRUE(registry.remove({"https://example.org/birthdate"}));
  EXPECT_EQ(registry.current()->find_search_parameter("Patient", "birthdate")->id, "individual-birthdate");
  EXPECT_NE(registry.current()->find_search_parameter("Patient", "colour"), nullptr);
  ASSERT_TRUE(registry.remove({"https://example.org/colour", "https://example.org/never-there"}));
  EXPECT_EQ(registry.current(), r4());
}

TEST_F(Registered, AddsAllOrNothing) {
  EXPECT_EQ(refusal({parameter("colour", "colour"), "{"}), "json-syntax");
  EXPECT_EQ(refusal({parameter("colour", "colour"), parameter("size", "size", "Nobody")}), "definition-base");
  EXPECT_EQ(registry.current(), r4());
}

TEST_F(Registered, RefusesWhatDefinesNothing) {
  EXPECT_EQ(refusal({R"({"resourceType":"Patient"})"}), "definition-type");
  EXPECT_EQ(refusal({R"({})"}), "definition-type");
  EXPECT_EQ(refusal({"[]"}), "definition-type");
  EXPECT_EQ(refusal({R"({"resourceType":"ValueSet"})"}), "definition-url");
  EXPECT_EQ(refusal({R"({"resourceType":"ValueSet","url":7})"}), "definition-url");
  EXPECT_EQ(refusal({parameter("p", "p", "HumanName")}), "definition-base") << "no resource type";
}

TEST_F(Registered, HoldsASearchParameterWithoutExpressionAsAResourceAlone) {
  add({R"({"resourceType":"SearchParameter","url":"https://example.org/p","code":"p","type":"token","base":["Patient"]})"});
  EXPECT_EQ(registry.current()->find_search_parameter("Patient", "p"), nullptr);
  EXPECT_TRUE(registry.current()->find_resource("https://example.org/p").value().has_value());
}

TEST_F(Registered, SurvivesResourcesOfTheWrongShape) {
  add({R"({"resourceType":"ValueSet","url":"https://example.org/a","compose":{"include":{}}})",
       R"({"resourceType":"ValueSet","url":"https://example.org/b","compose":{"include":[1,{"concept":[{}]},{"system":"https://example.org/s","filter":[7]}]}})",
       R"({"resourceType":"ValueSet","url":"https://example.org/c"})",
       R"({"resourceType":"CodeSystem","url":"https://example.org/s","content":"complete","concept":[[],{"concept":3},{"property":[{}]}]})",
       R"({"resourceType":"SearchParameter","url":"https://example.org/d","code":1,"type":[],"base":"x","expression":{}})",
       R"({"resourceType":"StructureDefinition","url":"https://example.org/e","snapshot":[]})"});
  EXPECT_FALSE(registry.current()->find_value_set("https://example.org/c")->enumerable);
  EXPECT_FALSE(registry.current()->find_value_set("https://example.org/b")->enumerable);
}

TEST_F(Registered, CountsOutAWholeSystemWithoutItsGroups) {
  EXPECT_THAT(count_out(R"({"include":[{"system":"https://example.org/colours"}]})"),
              ElementsAre("blue", "cold", "green", "orange", "pink", "purple", "red"));
}

TEST_F(Registered, CountsOutHierarchiesBySecondParentsToo) {
  EXPECT_THAT(filtered("concept", "is-a", "cold"), ElementsAre("blue", "cold", "green", "purple"));
  EXPECT_THAT(filtered("concept", "descendent-of", "cold"), ElementsAre("blue", "green", "purple"));
  EXPECT_THAT(filtered("concept", "is-not-a", "cold"), ElementsAre("orange", "pink", "red"));
  EXPECT_THAT(filtered("concept", "is-a", "warm"), ElementsAre("orange", "pink", "red"));
}

TEST_F(Registered, CountsOutByProperties) {
  EXPECT_THAT(filtered("mix", "=", "yes"), ElementsAre("green", "orange", "purple"));
  EXPECT_THAT(filtered("parent", "=", "red"), ElementsAre("pink"));
  EXPECT_THAT(filtered("code", "in", "red,blue"), ElementsAre("blue", "red"));
  EXPECT_THAT(filtered("mix", "not-in", "yes,no"), ElementsAre("blue", "cold", "pink", "red"));
}

TEST_F(Registered, AFilterThatIsNotKnownMakesASetNotEnumerable) {
  EXPECT_THAT(filtered("code", "regex", ".*"), ElementsAre("-"));
  EXPECT_THAT(filtered("mix", "exists", "true"), ElementsAre("-"));
}

TEST_F(Registered, ExcludesWhatARuleExcludes) {
  EXPECT_THAT(count_out(R"({"include":[{"system":"https://example.org/colours"}],
                            "exclude":[{"system":"https://example.org/colours","concept":[{"code":"red"},{"code":"cold"}]}]})"),
              ElementsAre("blue", "green", "orange", "pink", "purple"));
}

TEST_F(Registered, TakesCodesThatAreInEachSetNamedByOneRuleAndInAnyRule) {
  add({code_system("colours", colours),
       value_set(
           "cold",
           R"({"include":[{"system":"https://example.org/colours","filter":[{"property":"concept","op":"is-a","value":"cold"}]}]})"),
       value_set(
           "mixed",
           R"({"include":[{"system":"https://example.org/colours","filter":[{"property":"mix","op":"=","value":"yes"}]}]})")});
  EXPECT_THAT(
      count_out(R"({"include":[{"valueSet":["https://example.org/cold","https://example.org/mixed"]}]})"),
      ElementsAre("green", "purple"));
  EXPECT_THAT(
      count_out(
          R"({"include":[{"valueSet":["https://example.org/cold|1"]},{"valueSet":["https://example.org/mixed"]}]})"),
      ElementsAre("blue", "cold", "green", "orange", "purple"));
  EXPECT_THAT(
      count_out(
          R"({"include":[{"system":"https://example.org/colours","concept":[{"code":"red"},{"code":"blue"}],"valueSet":["https://example.org/cold"]}]})"),
      ElementsAre("blue"));
}

TEST_F(Registered, GivesListedCodesTheDisplayOfTheirSystem) {
  count_out(
      R"({"include":[{"system":"https://example.org/colours","concept":[{"code":"red"},{"code":"pink","display":"Rose"}]}]})");
  auto now = registry.current();
  auto* set = now->find_value_set("https://example.org/chosen");
  EXPECT_EQ(set->codes[0].display, "Rose");
  EXPECT_EQ(set->codes[1].display, "Red");
}

TEST_F(Registered, ASystemThatIsAbsentOrNotCompleteCannotBeCountedOut) {
  EXPECT_THAT(count_out(R"({"include":[{"system":"https://example.org/elsewhere"}]})"), ElementsAre("-"));
  EXPECT_THAT(count_out(R"({"include":[{"valueSet":["https://example.org/elsewhere"]}]})"), ElementsAre("-"));
  add({code_system("part", R"([{"code":"one"}])", "fragment")});
  EXPECT_THAT(count_out(R"({"include":[{"system":"https://example.org/part"}]})"), ElementsAre("-"));
}

TEST_F(Registered, ASetThatLeadsToItselfIsNotEnumerable) {
  EXPECT_THAT(count_out(R"({"include":[{"valueSet":["https://example.org/chosen"]}]})"), ElementsAre("-"));
  add({value_set("a", R"({"include":[{"valueSet":["https://example.org/b"]}]})"),
       value_set("b", R"({"include":[{"valueSet":["https://example.org/a"]}]})")});
  EXPECT_FALSE(registry.current()->find_value_set("https://example.org/a")->enumerable);
}

TEST_F(Registered, TakesCodesFromR4sOwnSystemsAndSets) {
  EXPECT_THAT(count_out(R"({"include":[{"system":"http://hl7.org/fhir/administrative-gender"}]})"),
              ElementsAre("female", "male", "other", "unknown"));
  EXPECT_THAT(
      count_out(R"({"include":[{"valueSet":["http://hl7.org/fhir/ValueSet/administrative-gender"]}]})"),
      ElementsAre("female", "male", "other", "unknown"));
}

TEST_F(Registered, ASystemThatWasMissingMakesR4sOwnSetsEnumerable) {
  auto* url = "http://hl7.org/fhir/ValueSet/currencies";
  EXPECT_FALSE(r4()->find_value_set(url)->enumerable);
  add({R"({"resourceType":"CodeSystem","id":"money","url":"urn:iso:std:iso:4217","content":"complete","concept":[{"code":"EUR"},{"code":"SEK"}]})"});
  auto now = registry.current();
  EXPECT_TRUE(now->find_value_set(url)->enumerable);
  EXPECT_TRUE(now->find_value_set(url)->contains("urn:iso:std:iso:4217", "EUR"));
  EXPECT_EQ(now->find_value_set(std::string(url) + "|4.0.1")->codes.size(), 2u);
  ASSERT_TRUE(registry.remove({"urn:iso:std:iso:4217"}));
  EXPECT_FALSE(registry.current()->find_value_set(url)->enumerable);
  EXPECT_TRUE(now->find_value_set(url)->enumerable) << "who took it keeps it";
}

TEST_F(Registered, AChainOfSetsThatIsTooLongIsNotEnumerable) {
  std::vector<std::string> chain{
      value_set("s0", R"({"include":[{"system":"https://example.org/s","concept":[{"code":"end"}]}]})")};
  for (int i = 1; i < 100; ++i) {
    auto next = R"({"include":[{"valueSet":["https://example.org/s)" + std::to_string(i - 1) + R"("]}]})";
    chain.insert(chain.begin(), value_set("s" + std::to_string(i), next));
  }
  add(chain);
  EXPECT_TRUE(registry.current()->find_value_set("https://example.org/s0")->enumerable);
  EXPECT_FALSE(registry.current()->find_value_set("https://example.org/s99")->enumerable);
}

TEST_F(Registered, RefusesMoreResourcesThanItCanHold) {
  std::vector<std::string> many;
  for (int i = 0; i < 20'001; ++i) {
    many.push_back(R"({"resourceType":"Library","url":"https://example.org/)" + std::to_string(i) + R"("})");
  }
  EXPECT_EQ(refusal(many), "definitions-too-many");
  many.pop_back();
  add(many);
  EXPECT_EQ(refusal({parameter("one", "one")}), "definitions-too-many");
}

TEST_F(Registered, SetsOfTooManyRulesOrCodesAreNotEnumerable) {
  std::string rules, all;
  for (int i = 0; i < 1'001; ++i) rules += R"({"system":"https://example.org/s","concept":[{"code":"a"}]},)";
  rules.back() = ' ';
  EXPECT_THAT(count_out(R"({"include":[)" + rules + "]}"), ElementsAre("-"));
  for (int i = 0; i < 501; ++i) all += R"({"valueSet":["http://terminology.hl7.org/ValueSet/v3-ActCode"]},)";
  all.back() = ' ';
  EXPECT_THAT(count_out(R"({"include":[)" + all + "]}"), ElementsAre("-"));
}

TEST_F(Registered, RefusesMoreCodesThanItCanHold) {
  std::string concepts = "[";
  for (int i = 0; i < 100'000; ++i) concepts += R"({"code":")" + std::to_string(i) + R"("},)";
  concepts.back() = ']';
  std::vector<std::string> resources{code_system("many", concepts)};
  for (int i = 0; i < 21; ++i) {
    resources.push_back(
        value_set("v" + std::to_string(i), R"({"include":[{"system":"https://example.org/many"}]})"));
  }
  EXPECT_EQ(refusal(resources), "definitions-too-many");
  EXPECT_EQ(registry.current(), r4());
}

TEST_F(Registered, VisitsEachValueSetOnceInItsLatestForm) {
  add({value_set("own", "{}"), R"({"resourceType":"ValueSet","id":"administrative-gender",
       "url":"http://hl7.org/fhir/ValueSet/administrative-gender","version":"5","compose":{"include":[]}})"});
  std::map<std::string, std::string> versions;
  std::size_t visits = 0;
  registry.current()->each_value_set([&](const ValueSet& set) {
    versions[std::string(set.url)] = set.version;
    ++visits;
  });
  EXPECT_EQ(visits, 1'317u);
  EXPECT_EQ(versions.size(), visits);
  EXPECT_EQ(versions["http://hl7.org/fhir/ValueSet/administrative-gender"], "5");
}

TEST_F(Registered, GivesResourcesBackAndVisitsEachOnce) {
  add({R"({"resourceType":"StructureDefinition","id":"Patient","url":"http://hl7.org/fhir/StructureDefinition/Patient","version":"9"})",
       parameter("colour", "colour")});
  auto now = registry.current();
  EXPECT_EQ(now->find_resource("https://example.org/colour").value(), parameter("colour", "colour"));
  std::size_t all = 0, patients = 0;
  ASSERT_TRUE(now->each_resource([&](auto type, auto id, auto json) {
    ++all;
    if (type != "StructureDefinition" || id != "Patient") return;
    ++patients;
    EXPECT_NE(json.find(R"("version":"9")"), std::string_view::npos);
  }));
  std::size_t of_base = 0;
  ASSERT_TRUE(r4()->each_resource([&](auto, auto, auto) { ++of_base; }));
  EXPECT_EQ(all, of_base + 1);
  EXPECT_EQ(patients, 1u);
}

TEST_F(Registered, HasAnotherFingerprintForEachContent) {
  std::set<std::string> seen{std::string(r4()->fingerprint())};
  add({parameter("colour", "colour")});
  EXPECT_TRUE(seen.emplace(registry.current()->fingerprint()).second);
  add({parameter("size", "size")});
  EXPECT_TRUE(seen.emplace(registry.current()->fingerprint()).second);
  EXPECT_EQ(registry.current()->fingerprint().size(), 64u);
  ASSERT_TRUE(registry.remove({"https://example.org/colour", "https://example.org/size"}));
  EXPECT_EQ(registry.current()->fingerprint(), r4()->fingerprint());
}

// A pair of parameters is always added together; a reader that sees one must see the other.
TEST_F(Registered, ReadersNeverSeeHalfAChange) {
  std::atomic<bool> done = false;
  std::atomic<int> halves = 0, reads = 0;
  auto read = [&] {
    while (!done || reads < 10) {
      auto now = registry.current();
      auto *one = now->find_search_parameter("Patient", "one"),
           *two = now->find_search_parameter("Patient", "two");
      if (!one != !two || (one && one->expression != two->expression)) ++halves;
      ++reads;
    }
  };
  std::thread first(read), second(read);
  std::thread other([&] {
    for (int i = 0; i < 10; ++i) EXPECT_TRUE(registry.add({parameter("other", "other")}));
  });
  for (int i = 0; i < 10; ++i) {
    auto expression = "Patient.name.where(use='" + std::to_string(i) + "')";
    EXPECT_TRUE(registry.add(
        {parameter("one", "one", "Patient", expression), parameter("two", "two", "Patient", expression)}));
    if (i % 3 == 2) {
      ASSERT_TRUE(registry.remove({"https://example.org/one", "https://example.org/two"}));
    }
  }
  done = true;
  first.join();
  second.join();
  other.join();
  EXPECT_EQ(halves, 0);
  EXPECT_NE(registry.current()->find_search_parameter("Patient", "other"), nullptr);
}

}  // namespace
}  // namespace linkki::definitions
