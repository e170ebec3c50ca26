#include <gtest/gtest.h>

#include <filesystem>

#include "base/limits.h"
#include "conformance/suites.h"
#include "search/extracted.h"

namespace linkki::search {
namespace {

TEST(Token, OfACodeHasTheSystemThatItsBindingImplies) {
  const Extracted patient(R"({"resourceType":"Patient","gender":"male"})");
  EXPECT_EQ(patient.tokens("gender"), Texts{"http://hl7.org/fhir/administrative-gender|male"});
}

TEST(Token, OfABooleanIsTrueOrFalse) {
  const Extracted patient(R"({"resourceType":"Patient","active":false})");
  EXPECT_EQ(patient.tokens("active"), Texts{"http://terminology.hl7.org/CodeSystem/special-values|false"});
}

TEST(Token, OfAComputedBooleanIsTrueOrFalse) {
  EXPECT_EQ(Extracted(R"({"resourceType":"Patient","deceasedDateTime":"2020-01-01"})").tokens("deceased"),
            Texts{"http://terminology.hl7.org/CodeSystem/special-values|true"});
  EXPECT_EQ(Extracted(R"({"resourceType":"Patient","deceasedBoolean":false})").tokens("deceased"),
            Texts{"http://terminology.hl7.org/CodeSystem/special-values|false"});
}

TEST(Token, OfACodeableConceptIsEachCodingAndItsText) {
  const Extracted request(R"({"resourceType":"ServiceRequest","code":{"coding":[
      {"system":"http://a","code":"1","display":"one"},{"code":"2"}],"text":"both"}})");
  EXPECT_EQ(request.tokens("code"), (Texts{"http://a|1 \"one\"", "|2", "| \"both\""}));
}

TEST(Token, OfAnIdentifierIsItsSystemAndValue) {
  const Extracted patient(R"({"resourceType":"Patient","identifier":[
      {"system":"urn:oid:1.2","value":"x","type":{"text":"kind"}},{"value":"y"}]})");
  EXPECT_EQ(patient.tokens("identifier"), (Texts{"urn:oid:1.2|x \"kind\"", "|y"}));
}

TEST(Token, OfAContactPointIsItsValueWhereTheExpressionAllowsIt) {
  const Extracted patient(R"({"resourceType":"Patient","telecom":[
      {"system":"email","value":"a@b.fi"},{"system":"phone","value":"040"}]})");
  EXPECT_EQ(patient.tokens("email"), Texts{"|a@b.fi"});
  EXPECT_EQ(patient.tokens("telecom"), (Texts{"|a@b.fi", "|040"}));
}

TEST(Token, OfAnElementWithoutAValueIsNone) {
  const Extracted patient(
      R"({"resourceType":"Patient","_gender":{"extension":[{"url":"http://x","valueCode":"y"}]}})");
  EXPECT_EQ(patient.tokens("gender"), Texts{});
}

TEST(Inherited, ParametersOfEveryResourceAreExtracted) {
  const Extracted task(R"({"resourceType":"Task","id":"t1","meta":{"lastUpdated":"2026-01-31T07:00:00Z",
      "profile":["http://p|1"],"tag":[{"system":"http://s","code":"c"}]}})");
  EXPECT_EQ(task.tokens("_id"), Texts{"|t1"});
  EXPECT_EQ(task.tokens("_tag"), Texts{"http://s|c"});
  EXPECT_EQ(task.texts("_profile"), Texts{"http://p"});
  EXPECT_EQ(task.dates("_lastUpdated"), Texts{"2026-01-31T07:00:00.000Z 2026-01-31T07:00:01.000Z"});
}

TEST(Reference, ToAResourceHereIsItsTypeAndId) {
  const Extracted request(
      R"({"resourceType":"ServiceRequest","subject":{"reference":"Patient/1/_history/3"}})");
  EXPECT_EQ(request.references("subject"), Texts{"Patient/1"});
}

TEST(Reference, IsKeptByParametersOfItsTypeOnly) {
  const Extracted patient(R"({"resourceType":"ServiceRequest","subject":{"reference":"Patient/1"}})");
  EXPECT_EQ(patient.references("patient"), Texts{"Patient/1"});
  const Extracted group(R"({"resourceType":"ServiceRequest","subject":{"reference":"Group/1"}})");
  EXPECT_EQ(group.references("patient"), Texts{});
}

TEST(Reference, ToElsewhereIsItsUrlWithoutAVersion) {
  const Extracted request(R"({"resourceType":"ServiceRequest",
      "subject":{"reference":"http://other.fi/fhir/Patient/1/_history/2"},
      "requester":{"reference":"urn:uuid:6f4b1b9e-0c5b-4b1e-8a5c-2f7d6a9e1c11"}})");
  EXPECT_EQ(request.references("subject"), Texts{"http://other.fi/fhir/Patient/1"});
  EXPECT_EQ(request.references("requester"), Texts{"urn:uuid:6f4b1b9e-0c5b-4b1e-8a5c-2f7d6a9e1c11"});
}

TEST(Reference, HasItsIdentifier) {
  const Extracted request(
      R"({"resourceType":"ServiceRequest","subject":{"identifier":{"system":"http://s","value":"v"}},
      "requester":{"reference":"Organization/1","identifier":{"value":"w"}}})");
  EXPECT_EQ(request.references("subject"), Texts{" http://s|v"});
  EXPECT_EQ(request.references("requester"), Texts{"Organization/1 |w"});
}

TEST(Reference, ToAContainedResourceIsNone) {
  const Extracted request(
      R"({"resourceType":"ServiceRequest","contained":[{"resourceType":"Patient","id":"p"}],
      "subject":{"reference":"#p"}})");
  EXPECT_EQ(request.references("subject"), Texts{});
}

TEST(Reference, ByCanonicalIsItsUrlWithoutAVersion) {
  const Extracted response(R"({"resourceType":"QuestionnaireResponse","questionnaire":"http://q|2"})");
  EXPECT_EQ(response.references("questionnaire"), Texts{"http://q"});
}

TEST(Date, WithoutAZoneIsReadInTheConfiguredOne) {
  const Extracted patient(R"({"resourceType":"Patient","birthDate":"1974-12-25"})");
  EXPECT_EQ(patient.dates("birthdate"), Texts{"1974-12-24T22:00:00.000Z 1974-12-25T22:00:00.000Z"});
}

TEST(Date, CoversWhatItsPrecisionLeavesOpen) {
  const Extracted patient(R"({"resourceType":"Patient","birthDate":"2026-07"})");
  EXPECT_EQ(patient.dates("birthdate"), Texts{"2026-06-30T21:00:00.000Z 2026-07-31T21:00:00.000Z"});
}

TEST(Date, WithAZoneKeepsIt) {
  const Extracted request(R"({"resourceType":"ServiceRequest","authoredOn":"2026-01-31T07:05:09.5+03:00"})");
  EXPECT_EQ(request.dates("authored"), Texts{"2026-01-31T04:05:09.500Z 2026-01-31T04:05:09.600Z"});
}

TEST(Date, OfAPeriodIsOpenWhereAnEndIsMissing) {
  const Extracted task(R"({"resourceType":"Task","executionPeriod":{"start":"2026-01-31T00:00:00Z"}})");
  EXPECT_EQ(task.dates("period"), Texts{"2026-01-31T00:00:00.000Z *"});
  EXPECT_EQ(Extracted(R"({"resourceType":"Task","executionPeriod":{"end":"2026-01-31T00:00:00Z"}})")
                .dates("period"),
            Texts{"* 2026-01-31T00:00:01.000Z"});
}

TEST(Date, OfATimingReachesFromTheFirstEventToTheLast) {
  const Extracted request(R"({"resourceType":"ServiceRequest","occurrenceTiming":{"event":
      ["2026-02-02T00:00:00Z","2026-02-01T00:00:00Z"]}})");
  EXPECT_EQ(request.dates("occurrence"), Texts{"2026-02-01T00:00:00.000Z 2026-02-02T00:00:01.000Z"});
  const Extracted both(
      R"({"resourceType":"ServiceRequest","occurrenceTiming":{"event":["2026-02-01T00:00:00Z"],
      "repeat":{"boundsPeriod":{"start":"2026-02-03T00:00:00Z"}}}})");
  EXPECT_EQ(both.dates("occurrence"), Texts{"2026-02-01T00:00:00.000Z *"});
}

TEST(String, OfANameIsEachPartFolded) {
  const Extracted patient(
      R"({"resourceType":"Patient","name":[{"family":"Öhman","given":["Åsa","Maria"],"prefix":["tri"]}]})");
  EXPECT_EQ(patient.texts("name"), (Texts{"Öhman", "Åsa", "Maria", "tri"}));
  EXPECT_EQ(patient.folded("family"), Texts{"ohman"});
}

TEST(String, OfAnAddressIsEachPart) {
  const Extracted patient(
      R"({"resourceType":"Patient","address":[{"line":["Gata 1"],"city":"Vasa","postalCode":"65100"}]})");
  EXPECT_EQ(patient.texts("address"), (Texts{"Gata 1", "Vasa", "65100"}));
  EXPECT_EQ(patient.texts("address-city"), Texts{"Vasa"});
}

TEST(Number, KeepsItsDigits) {
  const Extracted item(R"({"resourceType":"ChargeItem","factorOverride":0.80})");
  EXPECT_EQ(item.quantities("factor-override"), Texts{"0.80 |"});
}

TEST(Number, OfARangeHasTwoEnds) {
  const Extracted risk(R"({"resourceType":"RiskAssessment","prediction":[{"probabilityRange":
      {"low":{"value":1},"high":{"value":2.5}}}]})");
  EXPECT_EQ(risk.quantities("probability"), Texts{"1..2.5 |"});
}

TEST(Quantity, HasItsUnit) {
  const Extracted observation(R"({"resourceType":"Observation","valueQuantity":
      {"value":185.0,"unit":"lbs","system":"http://unitsofmeasure.org","code":"[lb_av]"}})");
  EXPECT_EQ(observation.quantities("value-quantity"), Texts{"185.0 http://unitsofmeasure.org|[lb_av]"});
}

TEST(Quantity, OfMoneyIsItsCurrency) {
  const Extracted invoice(R"({"resourceType":"Invoice","totalNet":{"value":10.50,"currency":"EUR"}})");
  EXPECT_EQ(invoice.quantities("totalnet"), Texts{"10.50 urn:iso:std:iso:4217|EUR"});
}

TEST(Quantity, ThatIsOnlyKnownToBeLessOrMoreIsOpenAtOneEnd) {
  const auto observation = [](const std::string& comparator) {
    return Extracted(
        R"({"resourceType":"Observation","valueQuantity":{"value":5,"code":"mg","comparator":")" +
        comparator + "\"}}");
  };
  EXPECT_EQ(observation("<").quantities("value-quantity"), Texts{"..5 |mg"});
  EXPECT_EQ(observation(">=").quantities("value-quantity"), Texts{"5.. |mg"});
}

TEST(Composite, PairsValuesOfOneElement) {
  const Extracted observation(R"({"resourceType":"Observation","component":[
      {"code":{"coding":[{"system":"urn:l","code":"8480-6"}]},"valueQuantity":{"value":120,"code":"mm"}},
      {"code":{"coding":[{"system":"urn:l","code":"8462-4"}]},"valueQuantity":{"value":80,"code":"mm"}}]})");
  EXPECT_EQ(observation.composites("component-code-value-quantity"),
            (Texts{"urn:l|8480-6 $ 120 |mm", "urn:l|8462-4 $ 80 |mm"}));
  EXPECT_EQ(observation.composites("combo-code-value-quantity").size(), 2u);
  EXPECT_EQ(observation.composites("code-value-quantity"), Texts{});
}

TEST(Composite, PairsEachCodeWithEachValue) {
  const Extracted observation(R"({"resourceType":"Observation","code":{"coding":[{"code":"a"},{"code":"b"}]},
      "valueCodeableConcept":{"coding":[{"code":"x"},{"code":"y"}]}})");
  EXPECT_EQ(observation.composites("code-value-concept"),
            (Texts{"|a $ |x", "|a $ |y", "|b $ |x", "|b $ |y"}));
}

TEST(Composite, ReachesDatesStringsAndTheResourceAround) {
  const Extracted date(
      R"({"resourceType":"Observation","code":{"coding":[{"code":"a"}]},"valueDateTime":"2026-01-31T00:00:00Z"})");
  EXPECT_EQ(date.composites("code-value-date"),
            Texts{"|a $ 2026-01-31T00:00:00.000Z 2026-01-31T00:00:01.000Z"});
  const Extracted text(
      R"({"resourceType":"Observation","code":{"coding":[{"code":"a"}]},"valueString":"Hei"})");
  EXPECT_EQ(text.composites("code-value-string"), Texts{"|a $ Hei"});
  const Extracted sequence(R"({"resourceType":"MolecularSequence","referenceSeq":{"chromosome":{"coding":[
      {"code":"1"}]}},"variant":[{"start":5,"end":9}]})");
  EXPECT_EQ(sequence.composites("chromosome-variant-coordinate"), Texts{"|1 $ 5 | $ 9 |"});
}

TEST(Composite, OfADocumentsRelationIsWhatTheyAreNotWhatR4Exchanged) {
  const Extracted document(R"({"resourceType":"DocumentReference","relatesTo":[
      {"code":"replaces","target":{"reference":"DocumentReference/old"}}]})");
  EXPECT_EQ(document.composites("relationship"),
            Texts{"DocumentReference/old $ http://hl7.org/fhir/document-relationship-type|replaces"});
}

TEST(Place, IsThatOfALocation) {
  const Extracted location(R"({"resourceType":"Location","position":{"longitude":24.94,"latitude":60.17}})");
  const auto places = location.values("near");
  ASSERT_EQ(places.size(), 1u);
  EXPECT_DOUBLE_EQ(places[0].latitude, 60.17);
  EXPECT_DOUBLE_EQ(places[0].longitude, 24.94);
}

TEST(Reference, KeepsTheVersionItIsTo) {
  const Extracted task(R"({"resourceType":"Task","focus":{"reference":"ServiceRequest/1/_history/3"}})");
  EXPECT_EQ(task.values("focus").at(0).version, "3");
  const Extracted answers(R"({"resourceType":"QuestionnaireResponse","questionnaire":"http://x/q|1.0"})");
  EXPECT_EQ(answers.values("questionnaire").at(0).url, "http://x/q");
  EXPECT_EQ(answers.values("questionnaire").at(0).version, "1.0");
}

TEST(Token, OfAnIdentifierIsAlsoItsTypeWithItsValue) {
  const Extracted patient(R"({"resourceType":"Patient","identifier":[{"system":"urn:s","value":"1",
      "type":{"coding":[{"system":"urn:v2","code":"MR"}]}}]})");
  const auto values = patient.values("identifier");
  ASSERT_EQ(values.size(), 2u);
  EXPECT_EQ(values[1].kind_system + "|" + values[1].kind + "|" + values[1].code, "urn:v2|MR|1");
}

TEST(Uri, OfAProfileLeavesItsVersionBeside) {
  const Extracted patient(R"({"resourceType":"Patient","meta":{"profile":["http://x/p|2"]}})");
  EXPECT_EQ(patient.texts("_profile"), Texts{"http://x/p"});
  EXPECT_EQ(patient.values("_profile").at(0).version, "2");
}

TEST(Uri, StandsAsItIs) {
  const Extracted questionnaire(R"({"resourceType":"Questionnaire","url":"http://Example.fi/Q"})");
  EXPECT_EQ(questionnaire.texts("url"), Texts{"http://Example.fi/Q"});
}

TEST(Extract, RefusesMoreValuesThanTheLimit) {
  std::string codes;
  for (std::size_t i = 0; i <= limits::index_values_per_resource_max; ++i) {
    codes += std::string(codes.empty() ? "" : ",") + "{\"code\":\"c" + std::to_string(i) + "\"}";
  }
  const auto document = json::parse(R"({"resourceType":"ServiceRequest","code":{"coding":[)" + codes + "]}}");
  ASSERT_TRUE(document.ok());
  const auto found = extractor().extract(fhir::root(document->root, *definitions::r4()));
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.failure().issues.at(0).type, base::IssueType::too_costly);
  EXPECT_EQ(found.failure().issues.at(0).message->code, "index-values");
}

TEST(Extract, GivesNothingForATypeThatIsNotServed) {
  const auto document = json::parse(R"({"resourceType":"Parameters"})");
  EXPECT_TRUE(extractor().extract(fhir::root(document->root, *definitions::r4()))->empty());
}

TEST(Make, RefusesAZoneThatDoesNotExist) {
  EXPECT_EQ(Extractor::make(definitions::r4(), "Europe/Atlantis").failure().issues.at(0).message->code,
            "search-zone");
}

TEST(Extract, RunsOnTheOfficialExamples) {
  const std::filesystem::path folder = examples_folder();
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no " << folder;
  constexpr std::uintmax_t bytes_max = 60'000;
  int resources = 0;
  std::size_t values = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() != ".json" || file.file_size() > bytes_max) continue;
    const auto document = json::parse(read_file(file.path()));
    if (!document) continue;
    const fhir::Element root = fhir::root(document->root, *definitions::r4());
    if (!root.type) continue;
    const auto found = extractor().extract(root);
    ASSERT_TRUE(found.ok()) << file.path() << found.failure().issues.at(0).text();
    ++resources;
    values += found->size();
  }
  std::cout << values << " values of " << resources << " resources\n";
  EXPECT_GE(resources, 4'000);
  EXPECT_GE(values, 40'000u);
}

}  // namespace
}  // namespace linkki::search
