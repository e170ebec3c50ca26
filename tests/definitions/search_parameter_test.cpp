// Search parameters and compartments of R4, as the real file has them.
#include <gmock/gmock.h>

#include <algorithm>
#include <set>
#include <vector>

#include "definitions/r4.h"

namespace linkki::definitions {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;

std::vector<std::string_view> codes(std::span<const SearchParameter* const> parameters) {
  std::vector<std::string_view> found;
  for (auto* one : parameters) found.push_back(one->code);
  return found;
}

TEST(SearchParameters, AreOneThousandThreeHundredAndEightyOneUsableOnes) {
  std::set<const SearchParameter*> all;
  for (auto* type : r4()->resource_types()) {
    for (auto* one : r4()->search_parameters(type->name)) all.insert(one);
  }
  EXPECT_EQ(all.size(), 1'381u);
  for (auto* one : all) {
    EXPECT_NE(one->expression, "") << one->url;
    EXPECT_NE(one->code, "") << one->url;
  }
}

TEST(SearchParameters, OfATypeAreItsOwnAndTheInheritedOnesByCode) {
  auto parameters = codes(r4()->search_parameters("Task"));
  EXPECT_TRUE(std::is_sorted(parameters.begin(), parameters.end()));
  EXPECT_THAT(parameters, IsSupersetOf({"_id", "_lastUpdated", "_tag", "owner", "patient", "status"}));
  EXPECT_EQ(std::adjacent_find(parameters.begin(), parameters.end()), parameters.end());
}

TEST(SearchParameters, OfAnUnknownTypeAreNone) {
  EXPECT_THAT(codes(r4()->search_parameters("Nobody")), IsEmpty());
  EXPECT_EQ(r4()->find_search_parameter("Nobody", "_id"), nullptr);
}

TEST(SearchParameters, AreFoundByTypeAndCode) {
  auto* found = r4()->find_search_parameter("Patient", "birthdate");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->type, SearchType::date);
  EXPECT_EQ(found->id, "individual-birthdate");
  EXPECT_EQ(found->expression, "Patient.birthDate | Person.birthDate | RelatedPerson.birthDate");
  EXPECT_EQ(r4()->find_search_parameter("Task", "birthdate"), nullptr);
  EXPECT_EQ(r4()->find_search_parameter("Patient", "birthdat"), nullptr);
  EXPECT_EQ(r4()->find_search_parameter("Patient", "zzz"), nullptr);
}

TEST(SearchParameters, AreFoundByCanonicalUrl) {
  auto* found = r4()->find_search_parameter("http://hl7.org/fhir/SearchParameter/Resource-id");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found, r4()->find_search_parameter("Patient", "_id")) << "not the faulty example of _id";
  EXPECT_EQ(r4()->find_search_parameter("http://hl7.org/fhir/SearchParameter/Nobody"), nullptr);
}

TEST(SearchParameters, LeaveOutWhatHasNoExpressionAndFaultyExamples) {
  for (auto name : {"example", "example-reference", "example-extension", "filter", "Resource-query",
                    "patient-extensions-Patient-age"}) {
    EXPECT_EQ(r4()->find_search_parameter(std::string("http://hl7.org/fhir/SearchParameter/") + name),
              nullptr)
        << name;
  }
  EXPECT_EQ(r4()->find_search_parameter("Patient", "part-agree"), nullptr);
  EXPECT_EQ(r4()->find_search_parameter("Condition", "subject")->id, "Condition-subject");
}

TEST(SearchParameters, KnowTheTargetsOfReferences) {
  auto* subject = r4()->find_search_parameter("Observation", "subject");
  EXPECT_EQ(subject->type, SearchType::reference);
  std::vector<std::string_view> targets(subject->targets.begin(), subject->targets.end());
  EXPECT_THAT(targets, testing::UnorderedElementsAre("Group", "Device", "Patient", "Location"));
}

TEST(SearchParameters, ResolveTheComponentsOfComposites) {
  std::size_t composites = 0;
  for (auto* type : r4()->resource_types()) {
    for (auto* one : r4()->search_parameters(type->name)) {
      EXPECT_EQ(one->type == SearchType::composite, !one->components.empty()) << one->url;
      composites += one->components.empty() ? 0 : one->base.size() == 1;
      for (auto& component : one->components) {
        EXPECT_NE(r4()->find_search_parameter(component.definition), nullptr) << component.definition;
        EXPECT_NE(component.expression, "");
      }
    }
  }
  EXPECT_GT(composites, 20u);
  auto* pair = r4()->find_search_parameter("Observation", "code-value-quantity");
  ASSERT_EQ(pair->components.size(), 2u);
  EXPECT_EQ(pair->components[1].expression, "value.as(Quantity)");
}

TEST(SearchParameters, KeepTheLongestOfficialId) {
  auto* found = r4()->find_search_parameter("QuestionnaireResponse", "item-subject");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->id.size(), 67u);
}

TEST(Compartments, LinkATypeByItsParameters) {
  EXPECT_THAT(codes(r4()->compartment("Patient", "AllergyIntolerance")),
              ElementsAre("patient", "recorder", "asserter"));
  EXPECT_THAT(codes(r4()->compartment("Encounter", "Observation")), ElementsAre("encounter"));
  EXPECT_THAT(codes(r4()->compartment("Patient", "HealthcareService")), IsEmpty());
  EXPECT_THAT(codes(r4()->compartment("Nobody", "Observation")), IsEmpty());
}

TEST(Compartments, TellWhosePatientAResourceIs) {
  EXPECT_THAT(codes(r4()->patient_parameters("Observation")), testing::IsSupersetOf({"subject", "patient"}));
  EXPECT_THAT(codes(r4()->patient_parameters("Task")), ElementsAre("patient", "subject"));
  EXPECT_THAT(codes(r4()->patient_parameters("HealthcareService")), IsEmpty());
  EXPECT_THAT(codes(r4()->patient_parameters("Patient")), ElementsAre("link"));
}

}  // namespace
}  // namespace linkki::definitions
