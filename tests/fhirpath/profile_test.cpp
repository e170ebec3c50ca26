// The functions that ask the environment, and those about definitions.
#include <gtest/gtest.h>

#include "fhirpath/patient.h"

namespace linkki::fhirpath {
namespace {

// Knows one slice, and that A is wider than B.
class Learned final : public Environment {
 public:
  using Environment::Environment;
  base::Outcome<std::optional<bool>> subsumes(const Item& wide, const Item& narrow) const override {
    return std::optional(wide.print() == "A" && narrow.print() == "B");
  }
  base::Outcome<std::optional<bool>> in_slice(const fhir::Element& element, std::string_view profile,
                                              std::string_view slice) const override {
    if (profile != "p" || slice != "official") return std::optional<bool>{};
    return std::optional(element.value->text_of("use") == slice);
  }
};

Texts of_learned(std::string_view text) {
  const Learned environment(*definitions::r4(), test_time());
  const auto found = evaluate(*compile(text), patient().root(), environment);
  if (!found) return {"failure: " + std::string(found.failure().issues.at(0).message->code)};
  Texts out;
  for (const Item& item : found->items) out.push_back(item.print());
  return out;
}

TEST(Subsumes, AsksTheEnvironment) {
  EXPECT_EQ(of_learned("'A'.subsumes('B')"), yes);
  EXPECT_EQ(of_learned("'B'.subsumes('A')"), no);
  EXPECT_EQ(of_learned("'B'.subsumedBy('A')"), yes);
  EXPECT_EQ(of_learned("{}.subsumes('A')"), nothing);
  EXPECT_EQ(of_learned("('A' | 'B').subsumes('A')"), failure("fhirpath-single"));
}

TEST(Subsumes, KnowsByItselfThatACodeIsNoWiderThanItself) {
  EXPECT_EQ(of_patient("maritalStatus.subsumes(maritalStatus.coding)"), yes);
  EXPECT_EQ(of_patient("gender.subsumedBy('female')"), yes);
  EXPECT_EQ(of_patient("gender.subsumes('male')"), nothing);
  EXPECT_EQ(of_patient("name[0].subsumes(name[0])"), nothing);
}

TEST(Slice, AsksTheEnvironment) {
  EXPECT_EQ(of_learned("name.slice('p', 'official').family"), Texts{"Öhman"});
  EXPECT_EQ(of_learned("name.slice('p', 'other')"), failure("fhirpath-profile"));
  EXPECT_EQ(of_learned("name.slice('p', {})"), nothing);
  EXPECT_EQ(of_learned("1.slice('p', 'official')"), nothing);
}

TEST(ElementDefinition, IsTheDefinitionOfAnElement) {
  EXPECT_EQ(of_patient("gender.elementDefinition().path"), Texts{"Patient.gender"});
  EXPECT_EQ(of_patient("gender.elementDefinition().binding.strength"), Texts{"required"});
  EXPECT_EQ(of_patient("name.given.first().elementDefinition().max"), Texts{"*"});
  EXPECT_EQ(of_patient("elementDefinition().path"), Texts{"Patient"});
  EXPECT_EQ(of_patient("1.elementDefinition()"), nothing);
  const Subject observation(R"({"resourceType":"Observation","valueQuantity":{"value":1}})");
  EXPECT_EQ(observation.evaluate("value.elementDefinition().path"), Texts{"Observation.value[x]"});
}

TEST(ElementDefinition, CostsStepsSoThatManyAreRefused) {
  std::string many = R"({"resourceType":"Patient","name":[{"given":["a")";
  for (int i = 0; i < 60; ++i) many += ",\"a\"";
  EXPECT_EQ(Subject(many + "]}]}").evaluate("name.given.elementDefinition()"), failure("fhirpath-steps"));
}

TEST(CheckModifiers, LetsPassWhatIsUnderstood) {
  const Subject modified(
      R"({"resourceType":"Patient","active":true,"modifierExtension":[{"url":"a","valueCode":"x"}]})");
  EXPECT_EQ(modified.evaluate("checkModifiers('a').active"), yes);
  EXPECT_EQ(modified.evaluate("checkModifiers('b', 'a').active"), yes);
  EXPECT_EQ(modified.evaluate("checkModifiers('b').active"), failure("fhirpath-modifier"));
  EXPECT_EQ(modified.evaluate("checkModifiers()"), failure("fhirpath-modifier"));
  EXPECT_EQ(of_patient("checkModifiers().active"), yes);
}

TEST(Equality, OfElementsIsThatOfTheirContent) {
  const Subject observation(R"({"resourceType":"Observation","component":[
      {"code":{"text":"A"},"valueQuantity":{"value":1.50,"unit":"m"}},
      {"code":{"text":"A"},"valueQuantity":{"unit":"m","value":1.5}},
      {"code":{"text":"a"},"valueQuantity":{"unit":"M","value":1.5}}]})");
  EXPECT_EQ(observation.evaluate("component[0] = component[1]"), yes);
  EXPECT_EQ(observation.evaluate("component[0] = component[2]"), no);
  EXPECT_EQ(observation.evaluate("component[0] ~ component[2]"), yes);
  EXPECT_EQ(observation.evaluate("component.distinct().count()"), Texts{"2"});
}

}  // namespace
}  // namespace linkki::fhirpath
