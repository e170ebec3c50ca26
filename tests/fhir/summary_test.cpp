// What _summary and _elements leave of a resource.
#include "fhir/summary.h"

#include <gtest/gtest.h>

#include "fhir/meta.h"
#include "r4.h"

namespace linkki::fhir {
namespace {

constexpr std::string_view subsetted =
    R"("meta":{"tag":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ObservationValue","code":"SUBSETTED"}]})";

std::string summary(const std::string& bytes, Summary summary) {
  Resource shown = resource(bytes);
  summarize(shown, summary);
  return print_json(shown);
}

std::string elements(const std::string& bytes, std::vector<std::string> names) {
  Resource shown = resource(bytes);
  select_elements(shown, names);
  return print_json(shown);
}

std::string with_tag(std::string text) {
  return text.replace(text.find("META"), 4, subsetted);
}

const std::string patient =
    R"({"resourceType":"Patient","id":"a","text":{"status":"empty","div":"<div/>"},"contained":[{"resourceType":"Task"}],)"
    R"("extension":[{"url":"u"}],"active":true,"name":[{"id":"x","family":"A","extension":[{"url":"u"}]}],"_birthDate":{"id":"y"},)"
    R"("maritalStatus":{"text":"m"},"link":[{"other":{"reference":"Patient/b"},"type":"refer"}],"communication":[{"language":{"text":"fi"}}]})";

TEST(Summary, KnowsItsCodes) {
  EXPECT_EQ(find_summary("true"), Summary::marked);
  EXPECT_EQ(find_summary("false"), Summary::none);
  EXPECT_EQ(find_summary("count"), Summary::count);
  EXPECT_FALSE(find_summary("True"));
}

TEST(Summary, TrueShowsWhatIsMarkedAtEveryLevel) {
  EXPECT_EQ(
      summary(patient, Summary::marked),
      with_tag(
          R"({"resourceType":"Patient","id":"a",META,"active":true,"name":[{"family":"A"}],"_birthDate":{"id":"y"},)"
          R"("link":[{"other":{"reference":"Patient/b"},"type":"refer"}]})"));
}

TEST(Summary, TrueKeepsModifierExtensionsWhole) {
  const std::string bytes =
      R"({"resourceType":"Patient","modifierExtension":[{"url":"u","valueString":"v"}]})";
  EXPECT_NE(summary(bytes, Summary::marked).find(R"("modifierExtension":[{"url":"u","valueString":"v"}])"),
            std::string::npos);
}

TEST(Summary, TextShowsTextAndWhatIsDemanded) {
  EXPECT_EQ(
      summary(
          R"({"resourceType":"Observation","id":"a","text":{"div":"<div/>"},"status":"final","code":{"text":"c"},"valueString":"v"})",
          Summary::text),
      with_tag(
          R"({"resourceType":"Observation","id":"a",META,"text":{"div":"<div/>"},"status":"final","code":{"text":"c"}})"));
}

TEST(Summary, DataShowsAllButText) {
  const std::string shown = summary(patient, Summary::data);
  EXPECT_EQ(shown.find("<div/>"), std::string::npos);
  EXPECT_NE(shown.find("maritalStatus"), std::string::npos);
  EXPECT_NE(shown.find(subsetted), std::string::npos);
}

TEST(Summary, FalseShowsEverythingUntagged) {
  EXPECT_EQ(summary(patient, Summary::none), patient);
}

TEST(Elements, AreThoseAskedForAndThoseDemanded) {
  const std::string observation =
      R"({"resourceType":"Observation","id":"a","status":"final","_status":{"id":"s"},"code":{"text":"c"},"valueString":"v","_valueString":{"id":"x"},"note":[{"text":"n"}]})";
  EXPECT_EQ(
      elements(observation, {"value"}),
      with_tag(
          R"({"resourceType":"Observation","id":"a",META,"status":"final","_status":{"id":"s"},"code":{"text":"c"},"valueString":"v","_valueString":{"id":"x"}})"));
  EXPECT_EQ(
      elements(observation, {"Observation.note", "Patient.value", "unheard"}),
      with_tag(
          R"({"resourceType":"Observation","id":"a",META,"status":"final","_status":{"id":"s"},"code":{"text":"c"},"note":[{"text":"n"}]})"));
}

TEST(Elements, KeepTheMetaThatIsThere) {
  const std::string shown = elements(
      R"({"resourceType":"Patient","meta":{"versionId":"3","tag":[{"code":"x"}]},"active":true})", {"name"});
  EXPECT_EQ(
      shown,
      R"({"resourceType":"Patient","meta":{"versionId":"3","tag":[{"code":"x"},)"
      R"({"system":"http://terminology.hl7.org/CodeSystem/v3-ObservationValue","code":"SUBSETTED"}]}})");
}

}  // namespace
}  // namespace linkki::fhir
