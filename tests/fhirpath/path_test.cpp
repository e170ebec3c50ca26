// Paths, variables, types, equality and bounds on a resource.
#include <gtest/gtest.h>

#include "base/limits.h"
#include "fhirpath/patient.h"

namespace linkki::fhirpath {
namespace {

TEST(Path, FollowsEveryRepetition) {
  EXPECT_EQ(of_patient("name.given"), (Texts{"Åsa", "Maria", "Åsa", "", "Eva"}));
}

TEST(Path, MayStartWithTheTypeOrOneItInheritsFrom) {
  EXPECT_EQ(of_patient("Patient.id"), Texts{"p1"});
  EXPECT_EQ(of_patient("DomainResource.id"), Texts{"p1"});
  EXPECT_EQ(of_patient("Resource.id"), Texts{"p1"});
  EXPECT_EQ(of_patient("Observation.id"), nothing);
}

TEST(Path, FindsAChoiceByItsNameWithoutTheType) {
  const Subject observation(R"({"resourceType":"Observation","valueString":"x"})");
  EXPECT_EQ(observation.evaluate("value"), Texts{"x"});
  EXPECT_EQ(observation.evaluate("valueString"), nothing);
}

TEST(Path, TakesItemsByIndex) {
  EXPECT_EQ(of_patient("name[1].use"), Texts{"usual"});
  EXPECT_EQ(of_patient("name[3]"), nothing);
  EXPECT_EQ(of_patient("name[-1]"), nothing);
}

TEST(Variables, NameTheResourceAndTheFocus) {
  EXPECT_EQ(of_patient("name.where(%resource.id = 'p1').count()"), Texts{"3"});
  EXPECT_EQ(of_patient("name.select(%context.id).first()"), Texts{"p1"});
  EXPECT_EQ(of_patient("%rootResource.id"), Texts{"p1"});
}

TEST(Variables, NameStandardAddresses) {
  EXPECT_EQ(of_patient("%ucum"), Texts{"http://unitsofmeasure.org"});
  EXPECT_EQ(of_patient("%`vs-administrative-gender`"),
            Texts{"http://hl7.org/fhir/ValueSet/administrative-gender"});
  EXPECT_EQ(of_patient("%'ext-x'"), Texts{"http://hl7.org/fhir/StructureDefinition/x"});
}

TEST(Variables, ThatAreUnknownFail) {
  EXPECT_EQ(of_patient("%nobody"), failure("fhirpath-variable"));
}

TEST(Types, AreToldApart) {
  EXPECT_EQ(of_patient("gender is code"), yes);
  EXPECT_EQ(of_patient("gender is string"), yes);
  EXPECT_EQ(of_patient("gender is System.String"), no);
  EXPECT_EQ(of_patient("'x' is String"), yes);
  EXPECT_EQ(of_patient("$this is DomainResource"), yes);
  EXPECT_EQ(of_patient("gender is Nonsense"), failure("fhirpath-unknown-type"));
  EXPECT_EQ(of_patient("name is HumanName"), failure("fhirpath-single"));
}

TEST(Types, OfAFhirBooleanIsBooleanForTheOperator) {
  EXPECT_EQ(of_patient("active is Boolean"), yes);
}

TEST(Types, FilterCollections) {
  EXPECT_EQ(of_patient("(active | gender | 1).ofType(code)"), Texts{"female"});
  EXPECT_EQ(of_patient("gender.as(string)"), nothing);
  EXPECT_EQ(of_patient("(name as HumanName).family"), (Texts{"Öhman", "Berg"}));
}

TEST(Types, OfSeveralItemsFailWhenStrict) {
  Subject strict(R"({"resourceType":"Patient","name":[{"family":"A"},{"family":"B"}]})");
  strict.environment.strict = true;
  EXPECT_EQ(strict.evaluate("name.as(HumanName)"), failure("fhirpath-single"));
  EXPECT_EQ(strict.evaluate("(name as HumanName)"), failure("fhirpath-single"));
}

TEST(Strict, RefusesElementsThatTheTypeDoesNotHave) {
  Subject strict;
  strict.environment.strict = true;
  EXPECT_EQ(strict.evaluate("nmae"), failure("fhirpath-element"));
  EXPECT_EQ(strict.evaluate("name"), nothing);
}

TEST(Equality, ComparesInOrder) {
  EXPECT_EQ(of_patient("(1 | 2) = (1 | 2)"), yes);
  EXPECT_EQ(of_patient("(1 | 2) = (2 | 1)"), no);
  EXPECT_EQ(of_patient("(1 | 2) ~ (2 | 1)"), yes);
  EXPECT_EQ(of_patient("1 = {}"), nothing);
  EXPECT_EQ(of_patient("{} ~ {}"), yes);
  EXPECT_EQ(of_patient("1 = 1.0"), yes);
  EXPECT_EQ(of_patient("'a' = 'A'"), no);
  EXPECT_EQ(of_patient("'a\\tb' ~ 'A b'"), yes);
  EXPECT_EQ(of_patient("name[0] = name[0]"), yes);
  EXPECT_EQ(of_patient("name[0] = name[1]"), no);
  EXPECT_EQ(of_patient("birthDate = @1974-12-25"), yes);
  EXPECT_EQ(of_patient("birthDate = 1"), no);
}

TEST(Comparison, RefusesTypesWithoutAnOrder) {
  EXPECT_EQ(of_patient("1 < 'a'"), failure("fhirpath-operands"));
  EXPECT_EQ(of_patient("true < false"), failure("fhirpath-operands"));
  EXPECT_EQ(of_patient("name[0] < name[1]"), failure("fhirpath-operands"));
  EXPECT_EQ(of_patient("telecom.rank < 3"), failure("fhirpath-single"));
  EXPECT_EQ(of_patient("telecom[0].rank < 3"), yes);
}

TEST(Logic, HasThreeValues) {
  EXPECT_EQ(of_patient("{} and false"), no);
  EXPECT_EQ(of_patient("{} or true"), yes);
  EXPECT_EQ(of_patient("{} xor true"), nothing);
  EXPECT_EQ(of_patient("{} implies true"), yes);
  EXPECT_EQ(of_patient("true implies {}"), nothing);
  EXPECT_EQ(of_patient("name and true"), failure("fhirpath-single"));
  EXPECT_EQ(of_patient("id and true"), yes);
}

TEST(Logic, DoesNotEvaluateWhatCannotMatter) {
  EXPECT_EQ(of_patient("true or (1 < 'a')"), yes);
  EXPECT_EQ(of_patient("false and (1 < 'a')"), no);
  EXPECT_EQ(of_patient("false implies (1 < 'a')"), yes);
}

TEST(Arithmetic, IsExact) {
  EXPECT_EQ(of_patient("0.1 + 0.2"), Texts{"0.3"});
  EXPECT_EQ(of_patient("7 div 2"), Texts{"3"});
  EXPECT_EQ(of_patient("7 mod 2"), Texts{"1"});
  EXPECT_EQ(of_patient("7 / 2"), Texts{"3.5"});
  EXPECT_EQ(of_patient("1 / 0"), nothing);
  EXPECT_EQ(of_patient("2147483647 + 1"), nothing);
  EXPECT_EQ(of_patient("1 + {}"), nothing);
  EXPECT_EQ(of_patient("1 + 'a'"), failure("fhirpath-operands"));
}

TEST(Arithmetic, KnowsUnitsAndDates) {
  EXPECT_EQ(of_patient("1 'g' + 500 'mg'"), Texts{"1500 'mg'"});
  EXPECT_EQ(of_patient("1 'g' + 1 'm'"), nothing);
  EXPECT_EQ(of_patient("6 'g' / 2 'm'"), Texts{"3 'g/m'"});
  EXPECT_EQ(of_patient("birthDate + 1 month"), Texts{"1975-01-25"});
  EXPECT_EQ(of_patient("birthDate + 1 'a'"), failure("fhirpath-time-unit"));
  EXPECT_EQ(of_patient("@T23:30 + 1 hour"), Texts{"00:30"});
}

TEST(Arithmetic, HoldsAtTheEndsOfItsRange) {
  EXPECT_EQ(of_patient("@2026-01-31 + -9223372036854775808 days"), nothing);
  EXPECT_EQ(of_patient("2.power(-9223372036854775808)"), nothing);
  const Subject least(
      R"({"resourceType":"Parameters","parameter":[{"name":"a","valueInteger":-9223372036854775808}]})");
  EXPECT_EQ(least.evaluate("parameter.value.abs()"), nothing);
}

TEST(Names, MayBeEmptyWithoutHarm) {
  EXPECT_EQ(of_patient("``"), nothing);
}

TEST(Concatenation, TakesEmptyAsNoText) {
  EXPECT_EQ(of_patient("'a' & {} & 'b'"), Texts{"ab"});
  EXPECT_EQ(of_patient("'a' + {}"), nothing);
}

TEST(Bounds, StopAnExpressionThatGathersTooMuch) {
  EXPECT_EQ(of_patient("(1|2|3|4|5|6|7|8|9|0).select($this.combine(%resource.descendants())).select(%"
                       "resource.descendants())"
                       ".select(%resource.descendants()).count() > 0"),
            failure("fhirpath-items"));
}

TEST(Bounds, StopAnExpressionThatTakesTooManySteps) {
  const std::string ten = "(1|2|3|4|5|6|7|8|9|10)";
  std::string nested = "true";
  for (int i = 0; i < 7; ++i) nested = ten + ".all(" + nested + ")";
  EXPECT_EQ(of_patient(nested), failure("fhirpath-steps"));
}

TEST(Bounds, StopATextThatGrows) {
  std::string doubled = "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'";
  for (int i = 0; i < 6; ++i) doubled += ".replace('a', 'aaaaaaaa')";
  EXPECT_EQ(of_patient(doubled), failure("fhirpath-text"));
}

TEST(Evaluator, KeepsNothingOfTheEvaluationBefore) {
  Evaluator evaluator(patient().environment);
  const auto failing = *compile("1 < 'a'");
  const auto good = *compile("name.count()");
  EXPECT_FALSE(evaluator.evaluate(failing, patient().root()).ok());
  EXPECT_EQ((*evaluator.evaluate(good, patient().root()))[0].print(), "3");
}

TEST(Holds, OfAnEmptyResultIsTrue) {
  Evaluator evaluator(patient().environment);
  EXPECT_TRUE(*evaluator.holds(*compile("{}"), patient().root()));
  EXPECT_TRUE(*evaluator.holds(*compile("id.exists()"), patient().root()));
  EXPECT_FALSE(*evaluator.holds(*compile("id.empty()"), patient().root()));
}

}  // namespace
}  // namespace linkki::fhirpath
