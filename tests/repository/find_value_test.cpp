// What quantities, composites and places are found by, and the modifiers of each type.
#include "base/json/parse.h"
#include "repository/circle.h"
#include "repository/find.h"
#include "repository/fixture.h"
#include "terminology/catalogue.h"

namespace linkki::repository {
namespace {

std::string observation(const std::string& id, const std::string& members) {
  return R"({"resourceType":"Observation","id":")" + id + "\"," + members + "}";
}

std::string quantity(const std::string& value, const std::string& code, const std::string& unit = {}) {
  std::string text = R"("valueQuantity":{"value":)" + value;
  if (!code.empty()) text += R"(,"system":"http://unitsofmeasure.org","code":")" + code + "\"";
  if (!unit.empty()) text += R"(,"unit":")" + unit + "\"";
  return text + "}";
}

TEST(Quantity, IsFoundInAnyUnitOfItsKind) {
  Store store;
  store.put_all({observation("g", quantity("5.4", "g")), observation("mg", quantity("5400", "mg")),
                 observation("kg", quantity("0.0054", "kg")), observation("metres", quantity("5.4", "m")),
                 observation("bare", quantity("5.4", ""))});
  EXPECT_EQ(store.found("Observation?value-quantity=5.4|http://unitsofmeasure.org|g"), "g mg kg");
  EXPECT_EQ(store.found("Observation?value-quantity=5400|http://unitsofmeasure.org|mg"), "g mg kg");
  EXPECT_EQ(store.found("Observation?value-quantity=gt5|http://unitsofmeasure.org|g"), "g mg kg");
  EXPECT_EQ(store.found("Observation?value-quantity=lt1|http://unitsofmeasure.org|kg"), "g mg kg");
  EXPECT_EQ(store.found("Observation?value-quantity=5.4"), "g metres bare");
  EXPECT_EQ(store.found("Observation?value-quantity=5.4||g"), "g");
}

TEST(Quantity, IsAsExactAsItsDigits) {
  Store store;
  store.put_all({observation("a", quantity("5.39", "g")), observation("b", quantity("5.4", "g")),
                 observation("c", quantity("5.404", "g")), observation("d", quantity("5.45", "g"))});
  EXPECT_EQ(store.found("Observation?value-quantity=5.4"), "a b c");
  EXPECT_EQ(store.found("Observation?value-quantity=5.40"), "b c");
  EXPECT_EQ(store.found("Observation?value-quantity=5.400|http://unitsofmeasure.org|g"), "b");
  EXPECT_EQ(store.found("Observation?value-quantity=ne5.40"), "a d");
  EXPECT_EQ(store.found("Observation?value-quantity=gt5.4"), "c d");
  EXPECT_EQ(store.found("Observation?value-quantity=ge5.4"), "b c d");
  EXPECT_EQ(store.found("Observation?value-quantity=le5.4"), "a b");
  EXPECT_EQ(store.found("Observation?value-quantity=sa5.404"), "d");
  EXPECT_EQ(store.found("Observation?value-quantity=ap5"), "a b c d");
}

TEST(Quantity, IsFoundByWhatPeopleCallItsUnit) {
  Store store;
  store.put_all({observation("named", quantity("2", "", "tablet")),
                 observation("coded", quantity("2", "{tbl}", "tablet")),
                 observation("other", quantity("2", "mg", "milligram"))});
  EXPECT_EQ(store.found("Observation?value-quantity=2||tablet"), "named coded");
  EXPECT_EQ(store.found("Observation?value-quantity=2||mg"), "other");
  EXPECT_EQ(store.found("Observation?value-quantity=2||milligram"), "other");
  EXPECT_EQ(store.found("Observation?value-quantity=2|http://unitsofmeasure.org|milligram"), "");
}

TEST(Quantity, OfUnitsThatCannotBeTurnedIsComparedByCode) {
  Store store;
  store.put_all({observation("warm", quantity("37.0", "Cel")), observation("warmer", quantity("38.5", "Cel")),
                 observation("kelvin", quantity("310", "K"))});
  EXPECT_EQ(store.found("Observation?value-quantity=gt37|http://unitsofmeasure.org|Cel"), "warmer");
  EXPECT_EQ(store.found("Observation?value-quantity=37|http://unitsofmeasure.org|Cel"), "warm");
}

TEST(Quantity, OfManyDigitsIsFoundByItsOwnUnit) {
  Store store;
  const std::string digits = "1234567890123456789012345678901.5";
  store.put(observation("long", quantity(digits, "[lb_av]")));
  EXPECT_EQ(store.found("Observation?value-quantity=gt1|http://unitsofmeasure.org|[lb_av]"), "long");
}

TEST(Quantity, ThatIsLessThanAValueMayBeAnythingBelow) {
  Store store;
  store.put(observation("less", R"("valueQuantity":{"value":5,"comparator":"<","code":"mg"})"));
  EXPECT_EQ(store.found("Observation?value-quantity=lt1"), "less");
  EXPECT_EQ(store.found("Observation?value-quantity=gt5"), "");
  EXPECT_EQ(store.found("Observation?value-quantity=3"), "");
  EXPECT_EQ(store.found("Observation?value-quantity=eb6||mg"), "less");
}

TEST(Quantity, OfMoneyIsFoundByItsCurrency) {
  Store store;
  store.put_all({R"({"resourceType":"Invoice","id":"e","totalNet":{"value":10.50,"currency":"EUR"}})",
                 R"({"resourceType":"Invoice","id":"s","totalNet":{"value":10.50,"currency":"SEK"}})"});
  EXPECT_EQ(store.found("Invoice?totalnet=10.50|urn:iso:std:iso:4217|EUR"), "e");
  EXPECT_EQ(store.found("Invoice?totalnet=10.5||SEK"), "s");
  EXPECT_EQ(store.found("Invoice?totalnet=gt10"), "e s");
}

std::string onset(const std::string& id, const std::string& low, const std::string& high) {
  const auto end = [](const std::string& name, const std::string& value) {
    return "\"" + name + R"(":{"value":)" + value + R"(,"system":"http://unitsofmeasure.org","code":"a"})";
  };
  std::string range = low.empty() ? "" : end("low", low);
  if (!high.empty()) range += (range.empty() ? "" : ",") + end("high", high);
  return R"({"resourceType":"Condition","id":")" + id + R"(","onsetRange":{)" + range + "}}";
}

TEST(Quantity, OfARangeIsComparedAtBothEnds) {
  Store store;
  store.put_all({onset("young", "10", "20"), onset("old", "60", ""), onset("child", "", "9"),
                 R"({"resourceType":"Condition","id":"age","onsetAge":{"value":15,
                     "system":"http://unitsofmeasure.org","code":"a"}})"});
  EXPECT_EQ(store.found("Condition?onset-age=gt15"), "young old");
  EXPECT_EQ(store.found("Condition?onset-age=lt15"), "young child");
  EXPECT_EQ(store.found("Condition?onset-age=sa9"), "young old age");
  EXPECT_EQ(store.found("Condition?onset-age=eb21"), "young child age");
  EXPECT_EQ(store.found("Condition?onset-age=15"), "age");
  EXPECT_EQ(store.found("Condition?onset-age=ap15|http://unitsofmeasure.org|a"), "young age");
  EXPECT_EQ(store.found("Condition?onset-age=gt240|http://unitsofmeasure.org|mo"), "old");
  EXPECT_EQ(store.found("Condition?onset-age=lt10||a"), "child");
  EXPECT_EQ(store.found("Condition?onset-age:missing=false"), "young old child age");
}

TEST(Quantity, SortsByWhatItMeasures) {
  Store store;
  store.put_all({observation("two", quantity("2", "g")), observation("one", quantity("1000", "mg")),
                 observation("three", quantity("0.003", "kg")), observation("none", R"("status":"final")")});
  EXPECT_EQ(store.found("Observation?_sort=value-quantity"), "one two three none");
  EXPECT_EQ(store.found("Observation?_sort=-value-quantity"), "three two one none");
}

TEST(Number, OfARangeIsComparedAtBothEnds) {
  Store store;
  const auto risk = [](const std::string& id, const std::string& probability) {
    return R"({"resourceType":"RiskAssessment","id":")" + id + R"(","prediction":[{)" + probability + "}]}";
  };
  store.put_all({risk("point", R"("probabilityDecimal":0.5)"),
                 risk("range", R"("probabilityRange":{"low":{"value":0.4},"high":{"value":0.8}})")});
  EXPECT_EQ(store.found("RiskAssessment?probability=gt0.6"), "range");
  EXPECT_EQ(store.found("RiskAssessment?probability=lt0.45"), "range");
  EXPECT_EQ(store.found("RiskAssessment?probability=0.5"), "point");
  EXPECT_EQ(store.found("RiskAssessment?probability=sa0.3"), "point range");
  EXPECT_EQ(store.found("RiskAssessment?probability=ge0.8"), "range");
  EXPECT_EQ(store.found("RiskAssessment?_sort=probability"), "range point");
}

TEST(Number, WithAnExponentIsAsExactAsR4Says) {
  Store store;
  const auto risk = [](const std::string& id, const std::string& value) {
    return R"({"resourceType":"RiskAssessment","id":")" + id + R"(","prediction":[{"probabilityDecimal":)" +
           value + "}]}";
  };
  store.put_all(
      {risk("a", "94.9"), risk("b", "95"), risk("c", "104.9"), risk("d", "105"), risk("e", "100.4")});
  EXPECT_EQ(store.found("RiskAssessment?probability=1e2"), "b c e");
  EXPECT_EQ(store.found("RiskAssessment?probability=1.00e2"), "e");
  EXPECT_EQ(store.found("RiskAssessment?probability=100"), "e");
  EXPECT_EQ(store.found("RiskAssessment?probability=100.0"), "");
}

std::string blood_pressure(const std::string& id, const std::string& systolic, const std::string& diastolic) {
  const auto component = [](const std::string& code, const std::string& value) {
    return R"({"code":{"coding":[{"system":"http://loinc.org","code":")" + code + R"("}]},)" +
           quantity(value, "mm[Hg]") + "}";
  };
  return observation(id,
                     R"("code":{"coding":[{"system":"http://loinc.org","code":"85354-9"}]},"component":[)" +
                         component("8480-6", systolic) + "," + component("8462-4", diastolic) + "]");
}

TEST(Composite, MatchesOnlyValuesOfOneElement) {
  Store store;
  store.put_all({blood_pressure("low", "100", "50"), blood_pressure("high", "150", "95")});
  EXPECT_EQ(store.found("Observation?component-code-value-quantity=http://loinc.org|8480-6$lt60"), "");
  EXPECT_EQ(store.found("Observation?component-code-value-quantity=http://loinc.org|8462-4$lt60"), "low");
  EXPECT_EQ(store.found("Observation?component-code-value-quantity=8480-6$gt120"), "high");
  EXPECT_EQ(store.found("Observation?component-code-value-quantity=http://loinc.org|$gt120"), "high");
  EXPECT_EQ(store.found("Observation?combo-code-value-quantity=8462-4$95"), "high");
  EXPECT_EQ(store.found("Observation?code-value-quantity=85354-9$gt1"), "");
}

TEST(Composite, TurnsUnitsAndTakesUnitsByName) {
  Store store;
  store.put_all({blood_pressure("a", "100", "50"), blood_pressure("b", "150", "95")});
  const std::string asked = "Observation?component-code-value-quantity=8480-6$";
  EXPECT_EQ(store.found(asked + "100|http://unitsofmeasure.org|mm[Hg]"), "a");
  EXPECT_EQ(store.found(asked + "gt14|http://unitsofmeasure.org|cm[Hg]"), "b");
  EXPECT_EQ(store.found(asked + "gt1||mm[Hg]"), "a b");
  EXPECT_EQ(store.found(asked + "gt1||kPa"), "");
  EXPECT_EQ(store.found(asked + "ne100"), "b");
}

TEST(Composite, TakesSeveralAlternatives) {
  Store store;
  store.put_all(
      {blood_pressure("a", "100", "50"), blood_pressure("b", "150", "95"), blood_pressure("c", "120", "70")});
  EXPECT_EQ(store.found("Observation?component-code-value-quantity=8480-6$100,8462-4$95"), "a b");
}

TEST(Composite, OfCodesDatesAndTexts) {
  Store store;
  const auto with = [](const std::string& id, const std::string& value) {
    return observation(id, R"("code":{"coding":[{"code":"q"}]},)" + value);
  };
  store.put_all({with("concept", R"("valueCodeableConcept":{"coding":[{"system":"urn:a","code":"x"}]})"),
                 with("date", R"("valueDateTime":"2026-01-15T10:00:00Z")"),
                 with("text", R"("valueString":"Öinen")")});
  EXPECT_EQ(store.found("Observation?code-value-concept=q$urn:a|x"), "concept");
  EXPECT_EQ(store.found("Observation?code-value-concept=q$urn:b|x"), "");
  EXPECT_EQ(store.found("Observation?code-value-date=q$2026-01"), "date");
  EXPECT_EQ(store.found("Observation?code-value-date=q$lt2026-01-15"), "");
  EXPECT_EQ(store.found("Observation?code-value-string=q$oine"), "text");
}

TEST(Composite, OfThreePartsAndOfReferences) {
  Store store;
  store.put_all(
      {R"({"resourceType":"MolecularSequence","id":"s","referenceSeq":{"chromosome":{"coding":[{"code":"7"}]},
           "windowStart":100,"windowEnd":200}})",
       R"({"resourceType":"DocumentReference","id":"d","relatesTo":[{"code":"replaces",
           "target":{"reference":"DocumentReference/old"}}]})"});
  EXPECT_EQ(store.found("MolecularSequence?chromosome-window-coordinate=7$ge100$le200"), "s");
  EXPECT_EQ(store.found("MolecularSequence?chromosome-window-coordinate=7$gt100$le200"), "");
  EXPECT_EQ(store.found("DocumentReference?relationship=DocumentReference/old$replaces"), "d");
  EXPECT_EQ(store.found("DocumentReference?relationship=old$replaces"), "d");
  EXPECT_EQ(store.found("DocumentReference?relationship=DocumentReference/old$appends"), "");
}

std::string location(const std::string& id, const std::string& latitude, const std::string& longitude) {
  return R"({"resourceType":"Location","id":")" + id + R"(","position":{"latitude":)" + latitude +
         R"(,"longitude":)" + longitude + "}}";
}

TEST(Near, FindsWhatLiesWithinTheDistance) {
  Store store;  // Helsinki, Espoo (16 km), Turku (150 km)
  store.put_all({location("helsinki", "60.1699", "24.9384"), location("espoo", "60.2055", "24.6559"),
                 location("turku", "60.4518", "22.2666"), R"({"resourceType":"Location","id":"nowhere"})"});
  EXPECT_EQ(store.found("Location?near=60.1699|24.9384|1|km"), "helsinki");
  EXPECT_EQ(store.found("Location?near=60.1699|24.9384|17|km&_sort=_id"), "espoo helsinki");
  EXPECT_EQ(store.found("Location?near=60.1699|24.9384|15|km"), "helsinki");
  EXPECT_EQ(store.found("Location?near=60.1699|24.9384|11|[mi_us]&_sort=_id"), "espoo helsinki");
  EXPECT_EQ(store.found("Location?near=60.1699|24.9384|200000|m&_sort=_id"), "espoo helsinki turku");
  EXPECT_EQ(store.found("Location?near=60.1699|24.9384&_sort=_id"), "espoo helsinki");
  EXPECT_EQ(store.found("Location?near=60.4518|22.2666|1,60.2055|24.6559|1&_sort=_id"), "espoo turku");
  EXPECT_EQ(store.found("Location?near:missing=true"), "nowhere");
}

TEST(Near, ShowsTheNearestFirstUnlessAnotherOrderIsAskedFor) {
  Store store;
  store.put_all({location("c", "60.3", "25"), location("a", "60.2", "25"), location("b", "60.1", "25")});
  EXPECT_EQ(store.found("Location?near=60.09|25|100"), "b a c");
  EXPECT_EQ(store.found("Location?near=60.31|25|100"), "c a b");
  EXPECT_EQ(store.found("Location?near=60.31|25|100&_sort=_id"), "a b c");
  const Found first = store.search("Location?near=60.31|25|100&_count=1");
  EXPECT_EQ(store.ids(store.search("Location?near=60.31|25|100&_count=1", "a", first.next).matches), "a");
}

TEST(Near, LooksAcrossTheDateLineAndThePoles) {
  Store store;
  store.put_all(
      {location("east", "0", "179.99"), location("west", "0", "-179.99"), location("pole", "89.999", "10")});
  EXPECT_EQ(store.found("Location?near=0|180|5&_sort=_id"), "east west");
  EXPECT_EQ(store.found("Location?near=90|-170|1"), "pole");
  EXPECT_EQ(store.found("Location?near=0|0|20016&_sort=_id"), "east pole west");
}

TEST(Circle, KeepsPlacesToTheCentimetre) {
  for (const Place place : {Place{60.17, 24.94}, Place{-90, -180}, Place{90, 180}, Place{0, 0}})
    EXPECT_LT(distance_metres(place, place_of(place_key(place))), 0.02);
}

TEST(Circle, IsCoveredByFewSquaresThatHoldAllOfIt) {
  const Circle circle{{60.17, 24.94}, 5'000};
  const auto squares = circle.squares();
  EXPECT_LE(squares.size(), Circle::squares_max);
  for (int step = 0; step < 360; ++step) {
    const double angle = step * 3.14159265 / 180;
    const Place edge{60.17 + 0.0449 * std::cos(angle), 24.94 + 0.0900 * std::sin(angle)};
    const std::string key = place_key(edge);
    if (!circle.distance(key)) continue;
    EXPECT_TRUE(std::any_of(squares.begin(), squares.end(), [&](const auto& square) {
      return key >= square.first && (square.second.empty() || key < square.second);
    })) << step;
  }
}

std::string task(const std::string& id, const std::string& members) {
  return R"({"resourceType":"Task","id":")" + id + "\"," + members + "}";
}

TEST(Token, IsFoundByTheTextBesideIt) {
  Store store;
  store.put_all({task("display", R"("code":{"coding":[{"code":"1","display":"Päänsärky"}]})"),
                 task("text", R"("code":{"text":"Paansarky illalla"})"),
                 task("other", R"("code":{"coding":[{"code":"Päänsärky"}]})")});
  EXPECT_EQ(store.found("Task?code:text=p%C3%A4%C3%A4ns"), "display text");
  EXPECT_EQ(store.found("Task?code:text=illalla"), "");
}

TEST(Token, IsFoundByTheTypeOfAnIdentifier) {
  Store store;
  const auto with = [](const std::string& id, const std::string& system, const std::string& code) {
    return patient(id, R"("identifier":[{"system":"urn:mrn","value":"446053","type":{"coding":[{"system":")" +
                           system + R"(","code":")" + code + R"("}]}}])");
  };
  store.put_all({with("mr", "urn:v2", "MR"), with("ss", "urn:v2", "SS"), with("other", "urn:x", "MR")});
  EXPECT_EQ(store.found("Patient?identifier:of-type=urn:v2|MR|446053"), "mr");
  EXPECT_EQ(store.found("Patient?identifier:of-type=urn:v2|MR|1"), "");
  EXPECT_EQ(store.found("Patient?identifier=446053"), "mr ss other");
}

TEST(Token, OfAMediaTypeIsFoundWithItsParameters) {
  Store store;
  const auto document = [](const std::string& id, const std::string& type) {
    return R"({"resourceType":"DocumentReference","id":")" + id +
           R"(","content":[{"attachment":{"contentType":")" + type + "\"}}]}";
  };
  store.put_all({document("plain", "text/xml"), document("utf", "text/xml; charset=UTF-8"),
                 document("pdf", "application/pdf")});
  EXPECT_EQ(store.found("DocumentReference?contenttype=text/xml"), "plain");
  EXPECT_EQ(store.found("DocumentReference?contenttype:below=text/xml"), "plain utf");
}

// A terminology of three codes: a is above b, which is above c.
class FewCodes final : public search::Codes {
 public:
  using Found = base::Outcome<std::vector<search::Code>>;
  Found members(std::string_view canonical) const override {
    if (canonical == "http://x/all") return of({"a", "b", "c"});
    return of({});
  }
  Found members(json::Document value_set) const override {
    return of({std::string(value_set.root.text_of("name"))});
  }
  Found above(const search::Code& code) const override {
    return code.code == "c" ? of({"a", "b", "c"}) : of({code.code});
  }
  Found below(const search::Code& code) const override {
    return code.code == "b" ? of({"b", "c"}) : of({code.code});
  }

 private:
  static std::vector<search::Code> of(const std::vector<std::string>& names) {
    std::vector<search::Code> codes;
    for (const std::string& name : names) codes.push_back({"urn:s", name});
    return codes;
  }
};

class Hierarchic : public testing::Test {
 protected:
  Hierarchic() {
    const auto with = [](const std::string& id, const std::string& system) {
      return task(id, R"("code":{"coding":[{"system":")" + system + R"(","code":")" + id + "\"}]}");
    };
    store.put_all({with("a", "urn:s"), with("b", "urn:s"), with("c", "urn:s"), with("d", "urn:s"),
                   task("none", R"("status":"draft")"),
                   task("elsewhere", R"("code":{"coding":[{"system":"urn:t","code":"b"}]})")});
    settings.codes = std::make_shared<const FewCodes>();
  }
  std::string found(const std::string& query) {
    return store.ids(store.search(query, "a", std::nullopt, settings).matches);
  }

  Store store;
  find::Settings settings;
};

TEST_F(Hierarchic, TokensAreFoundByValueSet) {
  EXPECT_EQ(found("Task?code:in=http://x/all"), "a b c");
  EXPECT_EQ(found("Task?code:in=http://x/none"), "");
  EXPECT_EQ(found("Task?code:not-in=http://x/all"), "d none elsewhere");
}

TEST_F(Hierarchic, TokensAreFoundByAValueSetThatIsStoredHere) {
  store.put(R"({"resourceType":"ValueSet","id":"mine","name":"d","url":"http://x/mine"})");
  EXPECT_EQ(found("Task?code:in=ValueSet/mine"), "d");
  EXPECT_EQ(found("Task?code:in=ValueSet/other"), "");
}

TEST_F(Hierarchic, TokensAreFoundAboveAndBelow) {
  EXPECT_EQ(found("Task?code:below=urn:s|b"), "b c");
  EXPECT_EQ(found("Task?code:above=urn:s|c"), "a b c");
}

TEST_F(Hierarchic, NeedsATerminology) {
  EXPECT_FALSE(store.try_search("Task?code:in=http://x/all").ok());
}

std::string part(const std::string& type, const std::string& id, const std::string& of) {
  return R"({"resourceType":")" + type + R"(","id":")" + id + "\"" +
         (of.empty() ? "" : R"(,"partOf":{"reference":")" + type + "/" + of + "\"}") + "}";
}

TEST(Reference, IsFollowedUpAndDownAHierarchy) {
  Store store;
  store.put_all(
      {part("Location", "town", ""), part("Location", "house", "town"), part("Location", "room", "house")});
  const auto at = [](const std::string& place) {
    return R"({"resourceType":"Procedure","id":"in-)" + place + R"(","location":{"reference":"Location/)" +
           place + "\"}}";
  };
  store.put_all({at("town"), at("house"), at("room")});
  EXPECT_EQ(store.found("Procedure?location:below=house"), "in-house in-room");
  EXPECT_EQ(store.found("Procedure?location:below=Location/town"), "in-town in-house in-room");
  EXPECT_EQ(store.found("Procedure?location:above=house"), "in-town in-house");
  EXPECT_EQ(store.found("Procedure?location:above=unknown"), "");
  EXPECT_EQ(store.found("Location?partof:below=town"), "house room");
}

TEST(Reference, OfACircleOfPartsEnds) {
  Store store;
  store.put_all({part("Organization", "a", "b"), part("Organization", "b", "a")});
  EXPECT_EQ(store.found("Organization?partof:below=a"), "a b");
}

TEST(Reference, IsNotFollowedWhereThereIsNoHierarchy) {
  Store store;
  const auto found = store.try_search("Task?subject:below=Patient/1");
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.failure().issues.at(0).message->code, std::string_view("search-hierarchy"));
}

TEST(Reference, OfACanonicalIsFoundByItsVersions) {
  Store store;
  const auto answers = [](const std::string& id, const std::string& canonical) {
    return R"({"resourceType":"QuestionnaireResponse","id":")" + id + R"(","questionnaire":")" + canonical +
           "\"}";
  };
  store.put_all({answers("1.0", "http://x/q|1.0"), answers("1.1", "http://x/q|1.1"),
                 answers("10", "http://x/q|10"), answers("bare", "http://x/q"),
                 answers("other", "http://x/qq|1.0")});
  const std::string asked = "QuestionnaireResponse?questionnaire";
  EXPECT_EQ(store.found(asked + "=http://x/q"), "1.0 1.1 10 bare");
  EXPECT_EQ(store.found(asked + "=http://x/q|1.0"), "1.0");
  EXPECT_EQ(store.found(asked + ":below=http://x/q"), "1.0 1.1 10 bare");
  EXPECT_EQ(store.found(asked + ":below=http://x/q|1"), "1.0 1.1");
}

TEST(Reference, IsFoundByTheVersionItIsTo) {
  Store store;
  store.put_all({task("v1", R"("focus":{"reference":"ServiceRequest/1/_history/1"})"),
                 task("v2", R"("focus":{"reference":"ServiceRequest/1/_history/2"})"),
                 task("any", R"("focus":{"reference":"ServiceRequest/1"})")});
  EXPECT_EQ(store.found("Task?focus=ServiceRequest/1"), "v1 v2 any");
  EXPECT_EQ(store.found("Task?focus=ServiceRequest/1/_history/2"), "v2");
}

TEST(Reference, IsFoundByTheSystemOfItsIdentifier) {
  Store store;
  store.put_all({task("s", R"("for":{"identifier":{"system":"urn:s","value":"1"}})"),
                 task("system", R"("for":{"identifier":{"system":"urn:s"}})"),
                 task("t", R"("for":{"identifier":{"system":"urn:t","value":"1"}})")});
  EXPECT_EQ(store.found("Task?subject:identifier=urn:s|"), "s system");
}

TEST(Uri, IsFoundAboveAndBelow) {
  Store store;
  const auto value_set = [](const std::string& id, const std::string& url) {
    return R"({"resourceType":"Library","id":")" + id + R"(","url":")" + url + R"(","version":"2"})";
  };
  store.put_all({value_set("root", "http://x/fhir"), value_set("one", "http://x/fhir/Library/12"),
                 value_set("long", "http://x/fhir/Library/123"), value_set("urn", "urn:oid:1.2")});
  EXPECT_EQ(store.found("Library?url:below=http://x/fhir/"), "one long");
  EXPECT_EQ(store.found("Library?url:below=http://x/fhir"), "root one long");
  EXPECT_EQ(store.found("Library?url:above=http://x/fhir/Library/123/_history/5"), "root long");
  EXPECT_EQ(store.found("Library?url:above=http://x/fhir/Library/123"), "root long");
  EXPECT_EQ(store.found("Library?url=urn:oid:1.2"), "urn");
  EXPECT_EQ(store.found("Library?url=http://x/fhir|2"), "root");
  EXPECT_EQ(store.found("Library?url=http://x/fhir|1"), "");
}

TEST(Meta, IsFoundByAllOfItsModifiers) {
  Store store;
  store.put_all({patient("a", R"("meta":{"tag":[{"system":"urn:t","code":"x","display":"Kiire"}],
                     "security":[{"system":"urn:c","code":"R"}],"profile":["http://x/p|1"],"source":"http://x/s/1"})"),
                 patient("b")});
  EXPECT_EQ(store.found("Patient?_tag=urn:t|x"), "a");
  EXPECT_EQ(store.found("Patient?_tag:not=x"), "b");
  EXPECT_EQ(store.found("Patient?_tag:text=kii"), "a");
  EXPECT_EQ(store.found("Patient?_security=R&_security:missing=false"), "a");
  EXPECT_EQ(store.found("Patient?_profile=http://x/p"), "a");
  EXPECT_EQ(store.found("Patient?_profile=http://x/p|1"), "a");
  EXPECT_EQ(store.found("Patient?_profile=http://x/p|2"), "");
  EXPECT_EQ(store.found("Patient?_profile:below=http://x/"), "a");
  EXPECT_EQ(store.found("Patient?_source:below=http://x/s"), "a");
  EXPECT_EQ(store.found("Patient?_source:missing=true"), "b");
}

TEST(Missing, CanBeAskedOfEveryType) {
  Store store;
  store.put_all({observation("with", quantity("1", "g") + R"(,"effectiveDateTime":"2026-01-01")"),
                 observation("without", R"("status":"final")")});
  EXPECT_EQ(store.found("Observation?value-quantity:missing=true"), "without");
  EXPECT_EQ(store.found("Observation?value-quantity:missing=false"), "with");
  EXPECT_EQ(store.found("Observation?date:missing=true"), "without");
}

}  // namespace
}  // namespace linkki::repository
