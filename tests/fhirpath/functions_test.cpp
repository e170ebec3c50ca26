// The functions, group by group.
#include <gtest/gtest.h>

#include "fhirpath/patient.h"

namespace linkki::fhirpath {
namespace {

TEST(Existence, CountsAndAsks) {
  EXPECT_EQ(of_patient("name.exists()"), yes);
  EXPECT_EQ(of_patient("name.exists(use = 'nickname')"), no);
  EXPECT_EQ(of_patient("link.empty()"), yes);
  EXPECT_EQ(of_patient("name.count()"), Texts{"3"});
  EXPECT_EQ(of_patient("name.all(given.exists())"), yes);
  EXPECT_EQ(of_patient("name.all(family.exists())"), no);
  EXPECT_EQ(of_patient("link.all(false)"), yes);
  EXPECT_EQ(of_patient("{}.not()"), nothing);
}

TEST(Existence, LooksAtBooleansTogether) {
  EXPECT_EQ(of_patient("name.select(family.exists()).allTrue()"), no);
  EXPECT_EQ(of_patient("name.select(family.exists()).anyTrue()"), yes);
  EXPECT_EQ(of_patient("name.select(family.exists()).anyFalse()"), yes);
  EXPECT_EQ(of_patient("name.select(family.exists()).allFalse()"), no);
  EXPECT_EQ(of_patient("name.allTrue()"), failure("fhirpath-type"));
}

TEST(Existence, ComparesSets) {
  EXPECT_EQ(of_patient("(1 | 2).subsetOf(1 | 2 | 3)"), yes);
  EXPECT_EQ(of_patient("(1 | 2).supersetOf(1 | 2 | 3)"), no);
  EXPECT_EQ(of_patient("name.given.isDistinct()"), no);
  EXPECT_EQ(of_patient("name.given.distinct().count()"), Texts{"4"});
}

TEST(Existence, FindsRepetitionsAmongMany) {
  std::string many = "'0'";
  for (int i = 1; i < 40; ++i) many += ".combine('" + std::to_string(i % 20) + "')";
  EXPECT_EQ(of_patient(many + ".distinct().count()"), Texts{"20"});
  EXPECT_EQ(of_patient("(" + many + ").isDistinct()"), no);
}

TEST(Selection, FiltersAndProjects) {
  EXPECT_EQ(of_patient("name.where(use = 'usual').given"), Texts{"Åsa"});
  EXPECT_EQ(of_patient("name.select(use)"), (Texts{"official", "usual", "maiden"}));
  EXPECT_EQ(of_patient("name.where($index = 1).use"), Texts{"usual"});
  EXPECT_EQ(of_patient("name.select($index)"), (Texts{"0", "1", "2"}));
}

TEST(Selection, TakesParts) {
  EXPECT_EQ(of_patient("name.first().use | name.last().use"), (Texts{"official", "maiden"}));
  EXPECT_EQ(of_patient("name.tail().use"), (Texts{"usual", "maiden"}));
  EXPECT_EQ(of_patient("name.skip(2).use"), Texts{"maiden"});
  EXPECT_EQ(of_patient("name.take(1).use"), Texts{"official"});
  EXPECT_EQ(of_patient("name.take(-1).use"), nothing);
  EXPECT_EQ(of_patient("name.single()"), failure("fhirpath-single"));
  EXPECT_EQ(of_patient("link.single()"), nothing);
}

TEST(Selection, TakesAPartOfTheFocusItself) {
  EXPECT_EQ(of_patient("name.where(first().use = 'usual').use"), Texts{"usual"});
  EXPECT_EQ(of_patient("name.select(first()).use"), (Texts{"official", "usual", "maiden"}));
}

TEST(Selection, RepeatsUntilNothingIsNew) {
  const Subject questionnaire(R"({"resourceType":"Questionnaire","item":[
      {"linkId":"1","item":[{"linkId":"1.1","item":[{"linkId":"1.1.1"}]}]},{"linkId":"2"}]})");
  EXPECT_EQ(questionnaire.evaluate("repeat(item).linkId"), (Texts{"1", "2", "1.1", "1.1.1"}));
  EXPECT_EQ(of_patient("name.repeat('x')"), Texts{"x"});
}

TEST(Selection, ChoosesOneBranchAndEvaluatesNoOther) {
  EXPECT_EQ(of_patient("iif(true, 1, 1 < 'a')"), Texts{"1"});
  EXPECT_EQ(of_patient("iif({}, 1, 2)"), Texts{"2"});
  EXPECT_EQ(of_patient("iif(false, 1)"), nothing);
  EXPECT_EQ(of_patient("iif('a', 1, 2)"), failure("fhirpath-type"));
  EXPECT_EQ(of_patient("name.iif(true, 1, 2)"), failure("fhirpath-single"));
}

TEST(Selection, Aggregates) {
  EXPECT_EQ(of_patient("telecom.rank.aggregate($this + $total, 10)"), Texts{"13"});
  EXPECT_EQ(
      of_patient("telecom.rank.aggregate(iif($total.empty(), $this, iif($this > $total, $this, $total)))"),
      Texts{"2"});
  EXPECT_EQ(of_patient("{}.aggregate($this + $total, 1)"), Texts{"1"});
}

TEST(Selection, Sorts) {
  EXPECT_EQ(of_patient("(3 | 1 | 2).sort()"), (Texts{"1", "2", "3"}));
  EXPECT_EQ(of_patient("telecom.sort(-rank).system"), (Texts{"email", "phone"}));
  EXPECT_EQ(of_patient("name.sort(family).use"), (Texts{"usual", "maiden", "official"}));
  EXPECT_EQ(of_patient("(1 | 'a').sort()"), failure("fhirpath-operands"));
}

TEST(Combination, KeepsDropsAndJoins) {
  EXPECT_EQ(of_patient("(1 | 2 | 1)"), (Texts{"1", "2"}));
  EXPECT_EQ(of_patient("1.combine(1)"), (Texts{"1", "1"}));
  EXPECT_EQ(of_patient("1.combine(1).union(2)"), (Texts{"1", "2"}));
  EXPECT_EQ(of_patient("(1 | 2 | 3).intersect(3 | 1)"), (Texts{"1", "3"}));
  EXPECT_EQ(of_patient("1.combine(1).combine(2).exclude(2)"), (Texts{"1", "1"}));
  EXPECT_EQ(of_patient("2 in (1 | 2)"), yes);
  EXPECT_EQ(of_patient("(1 | 2) contains 3"), no);
  EXPECT_EQ(of_patient("{} in (1 | 2)"), nothing);
}

TEST(Conversion, ConvertsWhatItCan) {
  EXPECT_EQ(of_patient("'yes'.toBoolean()"), yes);
  EXPECT_EQ(of_patient("'12'.toInteger()"), Texts{"12"});
  EXPECT_EQ(of_patient("'1.2'.toInteger()"), nothing);
  EXPECT_EQ(of_patient("'1.20'.toDecimal()"), Texts{"1.20"});
  EXPECT_EQ(of_patient("telecom[0].rank.toString()"), Texts{"1"});
  EXPECT_EQ(of_patient("birthDate.toString()"), Texts{"1974-12-25"});
  EXPECT_EQ(of_patient("name[0].toString()"), nothing);
  EXPECT_EQ(of_patient("'2026-01-31T07:00:00Z'.toDate()"), Texts{"2026-01-31"});
  EXPECT_EQ(of_patient("@2026-01-31.toDateTime() is DateTime"), yes);
  EXPECT_EQ(of_patient("'07:05'.toTime()"), Texts{"07:05"});
  EXPECT_EQ(of_patient("'4 days'.toQuantity()"), Texts{"4 days"});
  EXPECT_EQ(of_patient("'4 \\'mg\\''.toQuantity()"), Texts{"4 'mg'"});
  EXPECT_EQ(of_patient("'4 dogs'.toQuantity()"), nothing);
  EXPECT_EQ(of_patient("(1 'h').toQuantity('min')"), Texts{"60 'min'"});
}

TEST(Conversion, TellsWhetherItCan) {
  EXPECT_EQ(of_patient("'x'.convertsToInteger()"), no);
  EXPECT_EQ(of_patient("'2147483648'.convertsToInteger()"), no);
  EXPECT_EQ(of_patient("'2026'.convertsToDate()"), yes);
  EXPECT_EQ(of_patient("{}.convertsToDate()"), nothing);
  EXPECT_EQ(of_patient("(1 | 2).convertsToDate()"), failure("fhirpath-single"));
}

TEST(Text, CountsCharactersNotBytes) {
  EXPECT_EQ(of_patient("'Åsa'.length()"), Texts{"3"});
  EXPECT_EQ(of_patient("'ÅÄÖ'.substring(1, 1)"), Texts{"Ä"});
  EXPECT_EQ(of_patient("'ÅÄÖ'.substring(3)"), nothing);
  EXPECT_EQ(of_patient("'ÅÄÖ'.indexOf('Ö')"), Texts{"2"});
  EXPECT_EQ(of_patient("'abab'.lastIndexOf('b')"), Texts{"3"});
  EXPECT_EQ(of_patient("'Åb'.toChars()"), (Texts{"Å", "b"}));
}

TEST(Text, ChangesCaseOfEveryLetter) {
  EXPECT_EQ(of_patient("'Åsa'.upper()"), Texts{"ÅSA"});
  EXPECT_EQ(of_patient("'ÅSA'.lower()"), Texts{"åsa"});
}

TEST(Text, SearchesAndReplaces) {
  EXPECT_EQ(of_patient("'abc'.startsWith('ab') and 'abc'.endsWith('bc') and 'abc'.contains('b')"), yes);
  EXPECT_EQ(of_patient("'aXbXc'.replace('X', '--')"), Texts{"a--b--c"});
  EXPECT_EQ(of_patient("' a '.trim()"), Texts{"a"});
  EXPECT_EQ(of_patient("'a,b,,c'.split(',')"), (Texts{"a", "b", "", "c"}));
  EXPECT_EQ(of_patient("name.given.where(hasValue()).join('/')"), Texts{"Åsa/Maria/Åsa/Eva"});
}

TEST(Text, MatchesPatterns) {
  EXPECT_EQ(of_patient("'abc'.matches('b')"), yes);
  EXPECT_EQ(of_patient("'abc'.matchesFull('b')"), no);
  EXPECT_EQ(of_patient("'2026-01'.replaceMatches('(\\\\d+)-(\\\\d+)', '$2/$1')"), Texts{"01/2026"});
  EXPECT_EQ(of_patient("'2026-01'.replaceMatches('(?P<y>\\\\d+)-', '<${y}>')"), Texts{"<2026>01"});
  EXPECT_EQ(of_patient("'a'.matches('(' + id)"), failure("fhirpath-pattern"));
}

TEST(Text, OfSomethingElseFails) {
  EXPECT_EQ(of_patient("name[0].startsWith('a')"), failure("fhirpath-type"));
  EXPECT_EQ(of_patient("1.startsWith('a')"), failure("fhirpath-type"));
  EXPECT_EQ(of_patient("name.given.startsWith('a')"), failure("fhirpath-single"));
}

TEST(Text, ChangesNotations) {
  EXPECT_EQ(of_patient("'åb'.encode('base64').decode('base64')"), Texts{"åb"});
  EXPECT_EQ(of_patient("'a'.encode('hex')"), Texts{"61"});
  EXPECT_EQ(of_patient("'zz'.decode('hex')"), nothing);
  EXPECT_EQ(of_patient("'<a & b>'.escape('html').unescape('html')"), Texts{"<a & b>"});
  EXPECT_EQ(of_patient("'a'.encode('rot13')"), nothing);
}

TEST(Math, Computes) {
  EXPECT_EQ(of_patient("(-5.5).abs()"), Texts{"5.5"});
  EXPECT_EQ(of_patient("1.1.ceiling() | (-1.1).floor() | 1.9.truncate()"), (Texts{"2", "-2", "1"}));
  EXPECT_EQ(of_patient("3.14159.round(2)"), Texts{"3.14"});
  EXPECT_EQ(of_patient("81.sqrt() = 9"), yes);
  EXPECT_EQ(of_patient("(-1).sqrt()"), nothing);
  EXPECT_EQ(of_patient("2.power(10)"), Texts{"1024"});
  EXPECT_EQ(of_patient("100.log(10) = 2"), yes);
  EXPECT_EQ(of_patient("0.ln()"), nothing);
  EXPECT_EQ(of_patient("'a'.abs()"), failure("fhirpath-type"));
}

TEST(Boundary, IsWhatAValueMayStandFor) {
  EXPECT_EQ(of_patient("1.587.lowBoundary()"), Texts{"1.58650000"});
  EXPECT_EQ(of_patient("1.587.highBoundary(2)"), Texts{"1.59"});
  EXPECT_EQ(of_patient("@2014.highBoundary(8)"), Texts{"2014-12-31"});
  EXPECT_EQ(of_patient("@2014-02.highBoundary(8)"), Texts{"2014-02-28"});
  EXPECT_EQ(of_patient("@T10:30.lowBoundary(9)"), Texts{"10:30:00.000"});
  EXPECT_EQ(of_patient("@2014-01.precision()"), Texts{"6"});
  EXPECT_EQ(of_patient("1 'cm'.comparable(1 'kg')"), no);
}

TEST(Tree, WalksDown) {
  EXPECT_EQ(of_patient("maritalStatus.children().count()"), Texts{"2"});
  EXPECT_EQ(of_patient("maritalStatus.descendants().count()"), Texts{"4"});
  EXPECT_EQ(of_patient("maritalStatus.type().name"), Texts{"CodeableConcept"});
  EXPECT_EQ(of_patient("1.type().namespace"), Texts{"System"});
}

TEST(Time, IsTheEnvironments) {
  EXPECT_EQ(of_patient("now()"), Texts{"2026-01-31T07:00:00.000Z"});
  EXPECT_EQ(of_patient("today()"), Texts{"2026-01-31"});
  EXPECT_EQ(of_patient("timeOfDay()"), Texts{"07:00:00.000"});
}

TEST(Extension, IsFoundOnPrimitivesToo) {
  EXPECT_EQ(of_patient("birthDate.extension('http://time').value"), Texts{"1974-12-25T14:35:45-05:00"});
  EXPECT_EQ(of_patient("birthDate.extension('http://other')"), nothing);
  EXPECT_EQ(of_patient("name.given.extension('http://absent').value"), Texts{"unknown"});
  EXPECT_EQ(of_patient("birthDate.hasExtension('http://time')"), yes);
}

TEST(Value, IsAbsentWhereOnlyExtensionsAre) {
  EXPECT_EQ(of_patient("name.given.select(hasValue())"), (Texts{"true", "true", "true", "false", "true"}));
  EXPECT_EQ(of_patient("name[0].hasValue()"), no);
  EXPECT_EQ(of_patient("birthDate.getValue() is Date"), yes);
}

TEST(Resolve, FindsContainedResourcesAndEntries) {
  EXPECT_EQ(of_patient("managingOrganization.resolve().name"), Texts{"Own"});
  EXPECT_EQ(of_patient("'#nobody'.resolve()"), nothing);
  const Subject bundle(R"({"resourceType":"Bundle","entry":[
      {"fullUrl":"http://x/fhir/Patient/1","resource":{"resourceType":"Patient","id":"1","active":true}},
      {"fullUrl":"urn:uuid:1","resource":{"resourceType":"Task","for":{"reference":"Patient/1"}}}]})");
  EXPECT_EQ(bundle.evaluate("entry.resource.ofType(Task).for.resolve().active"), yes);
  EXPECT_EQ(bundle.evaluate("'urn:uuid:1'.resolve() is Task"), yes);
}

TEST(MemberOf, AnswersFromEnumerableValueSets) {
  EXPECT_EQ(of_patient("gender.memberOf('http://hl7.org/fhir/ValueSet/administrative-gender')"), yes);
  EXPECT_EQ(of_patient("'woman'.memberOf('http://hl7.org/fhir/ValueSet/administrative-gender')"), no);
  EXPECT_EQ(of_patient("gender.memberOf('http://nobody')"), nothing);
}

TEST(ConformsTo, AnswersForCoreTypes) {
  EXPECT_EQ(of_patient("conformsTo('http://hl7.org/fhir/StructureDefinition/Patient')"), yes);
  EXPECT_EQ(of_patient("conformsTo('http://hl7.org/fhir/StructureDefinition/Person')"), no);
  EXPECT_EQ(of_patient("conformsTo('http://nobody')"), failure("fhirpath-profile"));
}

class Tracing final : public Environment {
 public:
  using Environment::Environment;
  void trace(std::string_view name, std::span<const Item> items) const override {
    lines.push_back(std::string(name) + " " + std::to_string(items.size()));
  }
  mutable std::vector<std::string> lines;
};

TEST(Trace, TellsTheEnvironmentAndChangesNothing) {
  const Tracing tracing(*definitions::r4());
  const auto found = evaluate(*compile("name.trace('names', given).count()"), patient().root(), tracing);
  EXPECT_EQ(found->items.at(0).print(), "3");
  EXPECT_EQ(tracing.lines, Texts{"names 5"});
}

}  // namespace
}  // namespace linkki::fhirpath
