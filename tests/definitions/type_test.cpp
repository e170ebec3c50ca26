// Types of R4, as the real file has them.
#include <gmock/gmock.h>

#include <algorithm>
#include <vector>

#include "definitions/r4.h"

namespace linkki::definitions {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

const Type& type(std::string_view name) {
  auto* found = r4()->find_type(name);
  if (!found) ADD_FAILURE() << "no type " << name;
  static const Type nothing;
  return found ? *found : nothing;
}

std::vector<std::string_view> keys(std::span<const Constraint> constraints) {
  std::vector<std::string_view> found;
  for (auto& one : constraints) found.push_back(one.key);
  return found;
}

std::vector<std::string_view> type_names(const Element& element) {
  std::vector<std::string_view> names;
  for (auto& one : element.types) names.push_back(one.type->name);
  return names;
}

TEST(Types, ServeOneHundredAndFortyFiveResourcesByName) {
  auto types = r4()->resource_types();
  EXPECT_EQ(types.size(), 145u);
  auto by_name = [](auto* a, auto* b) { return a->name < b->name; };
  EXPECT_TRUE(std::is_sorted(types.begin(), types.end(), by_name));
  for (auto* one : types) {
    EXPECT_EQ(one->kind, TypeKind::resource);
    EXPECT_FALSE(one->abstract_type) << one->name;
    EXPECT_NE(one->name, "Parameters");
  }
}

TEST(Types, KnowParametersAndAbstractOnesWithoutServingThem) {
  EXPECT_EQ(type("Parameters").kind, TypeKind::resource);
  EXPECT_TRUE(type("Resource").abstract_type);
  EXPECT_TRUE(type("DomainResource").abstract_type);
  EXPECT_TRUE(type("Element").abstract_type);
  EXPECT_TRUE(type("BackboneElement").abstract_type);
}

TEST(Types, LeaveOutProfilesLogicalModelsAndSystemTypes) {
  for (auto name : {"bp", "FiveWs", "MetadataResource", "SimpleQuantity", "System.String", "", "patient"}) {
    EXPECT_EQ(r4()->find_type(name), nullptr) << name;
  }
}

TEST(Types, AreFoundByTheirCanonicalUrl) {
  EXPECT_EQ(r4()->find_profile("http://hl7.org/fhir/StructureDefinition/Patient"), &type("Patient"));
  EXPECT_EQ(r4()->find_profile("http://hl7.org/fhir/StructureDefinition/Patient|4.0.1"), &type("Patient"));
  EXPECT_EQ(r4()->find_profile("http://hl7.org/fhir/StructureDefinition/Nobody"), nullptr);
}

TEST(Types, DescendFromTheirBase) {
  EXPECT_TRUE(type("Patient").is("DomainResource"));
  EXPECT_TRUE(type("Patient").is("Resource"));
  EXPECT_TRUE(type("Patient").is("Patient"));
  EXPECT_FALSE(type("Bundle").is("DomainResource"));
  EXPECT_TRUE(type("code").is("string"));
  EXPECT_TRUE(type("positiveInt").is("integer"));
  EXPECT_TRUE(type("Age").is("Quantity"));
  EXPECT_TRUE(type("Patient.contact").is("BackboneElement"));
  EXPECT_TRUE(type("Timing.repeat").is("Element"));
  EXPECT_FALSE(type("Timing.repeat").is("BackboneElement"));
}

TEST(Types, HoldTheirElementsInTheOrderOfTheSnapshot) {
  std::vector<std::string_view> names;
  for (auto& element : type("Patient").elements) names.push_back(element.name);
  EXPECT_THAT(names,
              ElementsAre("id", "meta", "implicitRules", "language", "text", "contained", "extension",
                          "modifierExtension", "identifier", "active", "name", "telecom", "gender",
                          "birthDate", "deceased", "address", "maritalStatus", "multipleBirth", "photo",
                          "contact", "communication", "generalPractitioner", "managingOrganization", "link"));
}

TEST(Types, ResolveAChoiceByItsJsonName) {
  auto& observation = type("Observation");
  auto child = observation.find("valueQuantity");
  ASSERT_NE(child.element, nullptr);
  EXPECT_EQ(child.element->name, "value");
  EXPECT_EQ(child.element->path, "Observation.value");
  EXPECT_TRUE(child.element->choice);
  EXPECT_EQ(child.type, &type("Quantity"));
  EXPECT_EQ(observation.find("valueDateTime").type, &type("dateTime"));
  EXPECT_THAT(type_names(*child.element),
              ElementsAre("Quantity", "CodeableConcept", "string", "boolean", "integer", "Range", "Ratio",
                          "SampledData", "time", "dateTime", "Period"));
}

TEST(Types, RefuseTheBareNameOfAChoiceAndTypesItDoesNotHave) {
  for (auto name : {"value", "value[x]", "valueAddress", "valuequantity", "valueReference", "_status",
                    "resourceType", "nothing", ""}) {
    EXPECT_EQ(type("Observation").find(name).element, nullptr) << name;
  }
}

TEST(Types, FindAnElementByItsFhirPathName) {
  ASSERT_NE(type("Observation").find_element("value"), nullptr);
  EXPECT_TRUE(type("Observation").find_element("value")->choice);
  EXPECT_EQ(type("Observation").find_element("status")->name, "status");
  EXPECT_EQ(type("Observation").find_element("valueQuantity"), nullptr);
  EXPECT_EQ(type("Observation").find_element("nothing"), nullptr);
}

TEST(Types, FindEveryElementOfEveryTypeByEachOfItsNames) {
  std::size_t names = 0;
  std::vector<std::string_view> open;
  for (auto* one : r4()->resource_types()) open.push_back(one->name);
  for (std::size_t i = 0; i < open.size(); ++i) {
    for (auto& element : type(open[i]).elements) {
      EXPECT_EQ(type(open[i]).find_element(element.name), &element);
      for (auto& reference : element.types) {
        std::string name(element.name), suffix(reference.type->name);
        suffix[0] = static_cast<char>(std::toupper(suffix[0]));
        auto child = type(open[i]).find(element.choice ? name + suffix : name);
        EXPECT_EQ(child.element, &element) << element.path;
        EXPECT_EQ(child.type, reference.type) << element.path;
        ++names;
        auto next = reference.type->name;
        if (std::find(open.begin(), open.end(), next) == open.end()) open.push_back(next);
      }
    }
  }
  EXPECT_GT(names, 8'000u);
}

TEST(Types, GiveAnExtensionFiftyTypesOfValue) {
  EXPECT_EQ(type("Extension").find_element("value")->types.size(), 50u);
  EXPECT_EQ(type("Extension").find("valueUsageContext").type, &type("UsageContext"));
  EXPECT_EQ(type("Extension").find("url").type, &type("uri"));
  EXPECT_TRUE(type("Extension").find("url").element->xml_attribute);
}

TEST(Types, FollowContentReferences) {
  EXPECT_EQ(type("Bundle.entry").find("link").type, &type("Bundle.link"));
  EXPECT_EQ(type("Questionnaire").find("item").type, &type("Questionnaire.item"));
  EXPECT_EQ(type("Questionnaire.item").find("item").type, &type("Questionnaire.item"));
  EXPECT_EQ(type("Observation.component").find("referenceRange").type, &type("Observation.referenceRange"));
  EXPECT_EQ(type("ValueSet.expansion.contains").find("designation").type,
            &type("ValueSet.compose.include.concept.designation"));
  EXPECT_EQ(type("Parameters.parameter").find("part").type, &type("Parameters.parameter"));
}

TEST(Types, KnowWhatRepeats) {
  EXPECT_TRUE(type("Patient").find("name").element->array);
  EXPECT_EQ(type("Patient").find("name").element->max, UINT32_MAX);
  EXPECT_FALSE(type("Patient").find("birthDate").element->array);
  EXPECT_EQ(type("Observation").find("status").element->min, 1u);
  EXPECT_EQ(type("xhtml").find("extension").element->max, 0u);
  EXPECT_TRUE(type("xhtml").find("extension").element->array);
}

TEST(Types, TellSummaryAndModifierElements) {
  EXPECT_TRUE(type("Patient").find("identifier").element->summary);
  EXPECT_FALSE(type("Patient").find("photo").element->summary);
  EXPECT_TRUE(type("Patient").find("active").element->modifier);
  EXPECT_FALSE(type("Patient").find("name").element->modifier);
}

TEST(Types, NameTheTargetsOfReferences) {
  auto targets = [](const Type& of, std::string_view name) {
    auto all = of.find(name).element->types[0].target_profiles;
    return std::vector<std::string_view>(all.begin(), all.end());
  };
  EXPECT_THAT(targets(type("Patient"), "generalPractitioner"),
              ElementsAre("Organization", "Practitioner", "PractitionerRole"));
  EXPECT_THAT(targets(type("QuestionnaireResponse"), "questionnaire"), ElementsAre("Questionnaire"));
  EXPECT_THAT(targets(type("Task"), "focus"), IsEmpty());
}

TEST(Types, GiveIdsTheTypeThatTheirFormIsCheckedBy) {
  EXPECT_EQ(type("Patient").find("id").type, &type("id"));
  EXPECT_EQ(type("HumanName").find("id").type, &type("string"));
  EXPECT_EQ(type("xhtml").find("id").type, &type("string"));
}

TEST(Types, KeepTheRegexesOfPrimitives) {
  EXPECT_EQ(type("id").regex, "[A-Za-z0-9\\-\\.]{1,64}");
  EXPECT_EQ(type("code").regex, "[^\\s]+(\\s[^\\s]+)*");
  EXPECT_EQ(type("boolean").regex, "true|false");
  EXPECT_EQ(type("decimal").regex, "-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
  EXPECT_EQ(type("xhtml").regex, "");
  EXPECT_EQ(type("HumanName").regex, "");
  EXPECT_EQ(type("string").find("value").element, nullptr) << "the value of a primitive is no property";
}

TEST(Constraints, StandOnTheTypeThatDemandsThem) {
  EXPECT_THAT(keys(type("Patient").constraints), Contains("dom-2"));
  EXPECT_THAT(keys(type("Patient.contact").constraints), ElementsAre("ele-1", "pat-1"));
  EXPECT_THAT(keys(type("Extension").constraints), ElementsAre("ele-1", "ext-1"));
  EXPECT_THAT(keys(type("Observation").constraints), Contains("obs-7"));
}

TEST(Constraints, AreNotRepeatedOnTheElement) {
  EXPECT_THAT(keys(type("Patient").find("contact").element->constraints), IsEmpty());
  EXPECT_THAT(keys(type("Patient").find("name").element->constraints), IsEmpty());
  EXPECT_THAT(keys(type("ElementDefinition").find("max").element->constraints), ElementsAre("eld-3"));
}

TEST(Constraints, OfSimpleQuantityStandOnTheElementsThatAskForIt) {
  EXPECT_THAT(keys(type("Range").find("low").element->constraints), Contains("sqty-1"));
  EXPECT_THAT(keys(type("Observation").find("valueQuantity").element->constraints), IsEmpty());
}

TEST(Constraints, TellRulesFromBestPractice) {
  auto rule = type("Patient.contact").constraints[1];
  EXPECT_TRUE(rule.error);
  EXPECT_EQ(rule.expression,
            "name.exists() or telecom.exists() or address.exists() or organization.exists()");
  EXPECT_NE(rule.human, "");
  auto narrative = type("Patient").constraints;
  auto dom_6 = std::find_if(narrative.begin(), narrative.end(), [](auto& one) { return one.key == "dom-6"; });
  ASSERT_NE(dom_6, narrative.end());
  EXPECT_FALSE(dom_6->error);
}

TEST(Bindings, LeadToTheirValueSets) {
  auto& gender = type("Patient").find("gender").element->binding;
  EXPECT_EQ(gender.strength, BindingStrength::required);
  EXPECT_EQ(gender.value_set, "http://hl7.org/fhir/ValueSet/administrative-gender");
  ASSERT_NE(gender.set, nullptr);
  EXPECT_EQ(gender.set, r4()->find_value_set(gender.value_set));
  EXPECT_EQ(type("Patient").find("active").element->binding.strength, BindingStrength::none);
  EXPECT_EQ(type("Observation").find("code").element->binding.strength, BindingStrength::example);
  EXPECT_EQ(type("Observation").find("category").element->binding.strength, BindingStrength::preferred);
  EXPECT_EQ(type("Patient").find("maritalStatus").element->binding.strength, BindingStrength::extensible);
}

}  // namespace
}  // namespace linkki::definitions
