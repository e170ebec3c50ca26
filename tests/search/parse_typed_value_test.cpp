// Values of composites, of places, and of the modifiers that ask for more than a value.
#include <gmock/gmock.h>

#include "search/parsed.h"

namespace linkki::search {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(ParseComposite, ReadsEachComponentByItsOwnType) {
  const Value value = parsed_value("Observation", "code-value-quantity=http://loinc.org|8480-6$lt60");
  ASSERT_EQ(value.components.size(), 2u);
  EXPECT_EQ(value.components[0].system, "http://loinc.org");
  EXPECT_EQ(value.components[0].text, "8480-6");
  EXPECT_EQ(value.components[1].prefix, Prefix::lt);
  EXPECT_EQ(value.components[1].decimal, "60");
}

TEST(ParseComposite, ReadsThreeComponents) {
  const Value value = parsed_value("MolecularSequence", "chromosome-window-coordinate=1$ge5$le9");
  ASSERT_EQ(value.components.size(), 3u);
  EXPECT_EQ(value.components[1].prefix, Prefix::ge);
  EXPECT_EQ(value.components[2].decimal, "9");
}

TEST(ParseComposite, KnowsAnEscapedDollarFromOneBetweenComponents) {
  const Value value = parsed_value("Observation", R"(code-value-string=a\$b$c)");
  EXPECT_EQ(value.components.at(0).text, "a$b");
  EXPECT_EQ(value.components.at(1).text, "c");
}

TEST(ParseComposite, NamesItsComponentsWhenOneIsMissing) {
  for (const char* form : {"code-value-quantity=a", "code-value-quantity=a$1$2", "code-value-quantity=$1"})
    EXPECT_THAT(
        faults("Observation", form),
        ElementsAre("search-value: code-value-quantity | a value for each of code, value-quantity, with $ "
                    "between them | 1 |"))
        << form;
}

TEST(ParseComposite, PointsToTheComponentThatIsWrong) {
  EXPECT_THAT(faults("Observation", "code-value-quantity=a$x"), ElementsAre(HasSubstr("| 3 |")));
}

TEST(ParseNear, ReadsThePlaceAndTheDistance) {
  const Value value = parsed_value("Location", "near=60.17|-24.94|1.5|km");
  EXPECT_DOUBLE_EQ(value.latitude, 60.17);
  EXPECT_DOUBLE_EQ(value.longitude, -24.94);
  EXPECT_DOUBLE_EQ(value.distance_metres.value(), 1'500);
}

TEST(ParseNear, TakesKilometresForAnyUnitLeftOut) {
  EXPECT_DOUBLE_EQ(parsed_value("Location", "near=60|25|2").distance_metres.value(), 2'000);
  EXPECT_DOUBLE_EQ(parsed_value("Location", "near=60|25|2|").distance_metres.value(), 2'000);
}

TEST(ParseNear, KnowsUnitsOfLength) {
  EXPECT_NEAR(parsed_value("Location", "near=60|25|1|[mi_us]").distance_metres.value(), 1609.347, 0.001);
  EXPECT_DOUBLE_EQ(parsed_value("Location", "near=60|25|250|m").distance_metres.value(), 250);
  EXPECT_THAT(faults("Location", "near=60|25|1|kg"), ElementsAre(HasSubstr("a UCUM unit of length")));
}

TEST(ParseNear, LeavesTheDistanceToTheServerWhereNoneIsSaid) {
  EXPECT_FALSE(parsed_value("Location", "near=60|25").distance_metres);
  EXPECT_FALSE(parsed_value("Location", "near=60|25||km").distance_metres);
}

TEST(ParseNear, RefusesWhatIsNowhereOnTheEarth) {
  EXPECT_THAT(faults("Location", "near=91|25"), ElementsAre(HasSubstr("degrees from -90 to 90")));
  EXPECT_THAT(faults("Location", "near=60|181"), ElementsAre(HasSubstr("degrees from -180 to 180")));
  EXPECT_THAT(faults("Location", "near=60"), ElementsAre(HasSubstr("latitude|longitude")));
  EXPECT_THAT(faults("Location", "near=60|25|-1"), ElementsAre(HasSubstr("a distance such as 10")));
}

TEST(ParseToken, ReadsTheThreePartsOfAnIdentifierByItsType) {
  const Value value = parsed_value("Patient", "identifier:of-type=http://x|MR|446053");
  EXPECT_EQ(value.kind_system, "http://x");
  EXPECT_EQ(value.kind, "MR");
  EXPECT_EQ(value.text, "446053");
  for (const char* form : {"identifier:of-type=MR|446053", "identifier:of-type=|MR|446053"})
    EXPECT_THAT(faults("Patient", form), ElementsAre(HasSubstr("system|code|value"))) << form;
}

TEST(ParseToken, NeedsACodeSystemToGoUpOrDown) {
  EXPECT_THAT(faults("Task", "code:below=a"), ElementsAre("search-value: code:below | system|code | 1 |"));
}

TEST(ParseToken, TakesMediaTypesWithoutASystemDownwards) {
  EXPECT_EQ(parsed_value("DocumentReference", "contenttype:below=text/xml").text, "text/xml");
  EXPECT_FALSE(faults("DocumentReference", "contenttype:above=text/xml").empty());
}

TEST(ParseToken, ReadsAValueSetByItsUrlOrItsId) {
  EXPECT_EQ(parsed_value("Task", "code:in=http://x/vs").url, "http://x/vs");
  EXPECT_EQ(parsed_value("Task", "code:in=ValueSet/a").text, "a");
  EXPECT_EQ(parsed_value("Task", "code:in=https://linkki.example/fhir/ValueSet/a").text, "a");
  EXPECT_THAT(faults("Task", "code:in=Patient/a"), ElementsAre(HasSubstr("a value set")));
}

TEST(ParseReference, ReadsTheVersionOfACanonical) {
  const Value value = parsed_value("QuestionnaireResponse", "questionnaire=http://x/q|1.0");
  EXPECT_EQ(value.url, "http://x/q");
  EXPECT_EQ(value.version, "1.0");
}

TEST(ParseUri, HasNothingAboveOrBelowAUrn) {
  EXPECT_THAT(faults("ValueSet", "url:below=urn:oid:1.2"), ElementsAre(HasSubstr("a URL, which has a path")));
  EXPECT_EQ(parsed_value("ValueSet", "url=urn:oid:1.2").text, "urn:oid:1.2");
}

TEST(ParseUri, ReadsTheVersionBehindTheBar) {
  const Value value = parsed_value("ValueSet", "url=http://x/vs|2");
  EXPECT_EQ(value.text, "http://x/vs");
  EXPECT_EQ(value.version, "2");
}

}  // namespace
}  // namespace linkki::search
