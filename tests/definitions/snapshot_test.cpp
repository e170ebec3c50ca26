// What a differential makes of what it derives from; tests/conformance compares with snapshots of others.
#include "definitions/snapshot/snapshot.h"

#include <gmock/gmock.h>

#include <functional>
#include <map>

#include "base/json/parse.h"
#include "base/json/print.h"
#include "definitions/r4.h"

namespace linkki::definitions {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* core = "http://hl7.org/fhir/StructureDefinition/";

std::string structure(const std::string& url, const std::string& type, const std::string& base,
                      const std::string& elements, const std::string& derivation = "constraint") {
  return R"({"resourceType":"StructureDefinition","url":")" + url + R"(","type":")" + type +
         R"(","derivation":")" + derivation + R"(","baseDefinition":")" + base +
         R"(","differential":{"element":[)" + elements + "]}}";
}

class Snapshots : public testing::Test {
 protected:
  void make(const std::string& type, const std::string& elements, const std::string& base = "",
            const std::string& derivation = "constraint") {
    const auto document = json::parse(
        structure("https://x.example/one", type, base.empty() ? core + type : base, elements, derivation));
    ASSERT_TRUE(document.ok()) << document.failure().issues[0].text();
    faults.clear();
    snapshot.reset();
    const FindStructure own = structures_of(*r4());
    const FindStructure find = [&](std::string_view canonical) -> base::Outcome<std::optional<std::string>> {
      const auto at = profiles.find(std::string(canonical));
      return at == profiles.end() ? own(canonical) : std::optional(at->second);
    };
    auto made = make_snapshot(document->root, find, arena);
    if (made.ok()) {
      snapshot = *made;
    } else {
      for (const auto& issue : made.failure().issues) faults.push_back(issue.text());
    }
  }
  const json::Value* find(std::string_view id) const {
    const json::Value* const elements = snapshot ? snapshot->find("element") : nullptr;
    for (const json::Value& one : elements ? elements->items() : std::span<json::Value>{}) {
      if (one.text_of("id") == id) return &one;
    }
    return nullptr;
  }
  std::string range(std::string_view id) const {
    const json::Value* const element = find(id);
    if (!element) return "none";
    return std::string(element->find("min")->text()) + ".." + std::string(element->find("max")->text());
  }
  std::string member(std::string_view id, std::string_view name) const {
    const json::Value* const element = find(id);
    const json::Value* const value = element ? element->find(name) : nullptr;
    return value ? json::print(*value) : "none";
  }
  std::vector<std::string> ids(std::string_view prefix) const {
    std::vector<std::string> all;
    for (const json::Value& one : snapshot->find("element")->items()) {
      if (one.text_of("id").starts_with(prefix)) all.emplace_back(one.text_of("id"));
    }
    return all;
  }

  json::Arena arena;
  std::map<std::string, std::string> profiles;
  std::optional<json::Value> snapshot;
  std::vector<std::string> faults;
};

TEST_F(Snapshots, HoldAllThatTheBaseHas) {
  make("Patient", R"({"path":"Patient"})");
  EXPECT_THAT(faults, IsEmpty());
  EXPECT_EQ(range("Patient.name"), "0..*");
  EXPECT_EQ(range("Patient.contact.name"), "0..1");
  EXPECT_THAT(member("Patient.contact.gender", "binding"), HasSubstr("administrative-gender"));
}

TEST_F(Snapshots, NarrowCardinality) {
  make("Patient", R"({"path":"Patient.name","min":1,"max":"3"},{"path":"Patient.birthDate","min":1})");
  EXPECT_EQ(range("Patient.name"), "1..3");
  EXPECT_EQ(range("Patient.birthDate"), "1..1");
  EXPECT_THAT(member("Patient.name", "base"), HasSubstr(R"("min":0,"max":"*")"));
}

TEST_F(Snapshots, RefuseToWiden) {
  make("Patient",
       R"({"path":"Patient.birthDate","max":"*"},{"path":"Patient.communication.language","min":0})");
  EXPECT_THAT(
      faults,
      ElementsAre("'Patient.birthDate' may not be ..*: what it derives from has 0..1, and that can only "
                  "be narrowed.",
                  HasSubstr("'Patient.communication.language' may not be 0..")));
}

TEST_F(Snapshots, UnfoldTheTypeOfAnElement) {
  make("Patient", R"({"path":"Patient.name.family","min":1})");
  EXPECT_EQ(range("Patient.name.family"), "1..1");
  EXPECT_EQ(range("Patient.name.given"), "0..*");
  EXPECT_THAT(member("Patient.name.given", "base"), HasSubstr("HumanName.given"));
  EXPECT_EQ(range("Patient.contact.name.family"), "none");
}

TEST_F(Snapshots, MakeSlicesOfWhatIsSliced) {
  make(
      "Patient",
      R"({"path":"Patient.identifier","slicing":{"discriminator":[{"type":"value","path":"system"}],"rules":"open"},"min":1},
     {"path":"Patient.identifier","sliceName":"national","max":"1"},
     {"path":"Patient.identifier.system","fixedUri":"urn:oid:1.2.246.21"},
     {"path":"Patient.identifier","sliceName":"local"})");
  EXPECT_THAT(faults, IsEmpty());
  EXPECT_EQ(range("Patient.identifier"), "1..*");
  EXPECT_EQ(range("Patient.identifier:national"), "0..1");
  EXPECT_EQ(member("Patient.identifier:national.system", "fixedUri"), R"("urn:oid:1.2.246.21")");
  EXPECT_EQ(member("Patient.identifier:national", "sliceName"), R"("national")");
  EXPECT_EQ(member("Patient.identifier:national", "slicing"), "none");
  EXPECT_EQ(range("Patient.identifier:local.system"), "none");
  EXPECT_EQ(range("Patient.identifier:local"), "0..*");
}

TEST_F(Snapshots, SliceSlices) {
  const std::string sliced =
      R"({"id":"Patient.name","path":"Patient.name","slicing":{"discriminator":[{"type":"value","path":"use"}],"rules":"open"}},)";
  make(
      "Patient",
      sliced +
          R"({"id":"Patient.name:a","path":"Patient.name","sliceName":"a","slicing":{"discriminator":[{"type":"exists","path":"period"}],"rules":"open"}},
     {"id":"Patient.name:a/b","path":"Patient.name","sliceName":"a/b","min":1})");
  EXPECT_THAT(faults, IsEmpty());
  EXPECT_THAT(ids("Patient.name"), ElementsAre("Patient.name", "Patient.name:a", "Patient.name:a/b"));
  EXPECT_EQ(range("Patient.name:a/b"), "1..*");
}

TEST_F(Snapshots, NeedToKnowHowSlicesAreToldApart) {
  make("Patient", R"({"path":"Patient.name","sliceName":"a"})");
  EXPECT_THAT(faults, ElementsAre(HasSubstr("'Patient.name' has the slice 'a', but no slicing says")));
}

TEST_F(Snapshots, MayNotSliceWhatIsClosed) {
  profiles["https://x.example/closed"] = structure(
      "https://x.example/closed", "Patient", core + std::string("Patient"),
      R"({"path":"Patient.name","slicing":{"discriminator":[{"type":"value","path":"use"}],"rules":"closed"}},{"path":"Patient.name","sliceName":"a"})");
  make("Patient", R"({"id":"Patient.name:a","path":"Patient.name","sliceName":"a","max":"1"},
                     {"id":"Patient.name:b","path":"Patient.name","sliceName":"b"})",
       "https://x.example/closed");
  EXPECT_THAT(faults, ElementsAre("'Patient.name' may not get the slice 'b': its slicing is closed."));
}

TEST_F(Snapshots, ChooseOneTypeOfAChoice) {
  make(
      "Observation",
      R"({"path":"Observation.value[x]","type":[{"code":"Quantity"}]},{"path":"Observation.value[x].unit","min":1})");
  EXPECT_THAT(faults, IsEmpty());
  EXPECT_EQ(range("Observation.value[x].unit"), "1..1");
}

TEST_F(Snapshots, SliceAChoiceByTheNameOfAType) {
  make("Observation",
       R"({"path":"Observation.valueQuantity","min":1},{"path":"Observation.valueQuantity.unit","min":1})");
  EXPECT_THAT(faults, IsEmpty());
  EXPECT_EQ(range("Observation.value[x]:valueQuantity"), "1..1");
  EXPECT_EQ(member("Observation.value[x]:valueQuantity", "type"), R"([{"code":"Quantity"}])");
  EXPECT_EQ(member("Observation.value[x]:valueQuantity", "path"), R"("Observation.value[x]")");
  EXPECT_EQ(range("Observation.value[x]:valueQuantity.unit"), "1..1");
  EXPECT_THAT(member("Observation.value[x]", "slicing"), HasSubstr(R"("type":"type","path":"$this")"));
}

TEST_F(Snapshots, LookIntoOneTypeAlone) {
  make("Observation", R"({"path":"Observation.value[x].unit","min":1})");
  EXPECT_THAT(faults, Contains(HasSubstr("'Observation.value[x]' may be of several types")));
}

TEST_F(Snapshots, RefuseAnotherType) {
  make("Observation", R"({"path":"Observation.value[x]","type":[{"code":"Address"}]})");
  EXPECT_THAT(faults, ElementsAre(AllOf(HasSubstr("'Observation.value[x]' may not be a Address"),
                                        HasSubstr("Quantity"))));
  make(
      "Observation",
      R"({"path":"Observation.contained","type":[{"code":"Patient"}]},{"path":"Observation.value[x]","type":[{"code":"Duration"}]})");
  EXPECT_THAT(faults, IsEmpty()) << "a Patient is a Resource, a Duration a Quantity";
}

TEST_F(Snapshots, UnfoldWhatAnElementRefersTo) {
  make("Questionnaire", R"({"path":"Questionnaire.item.item.text","min":1})");
  EXPECT_THAT(faults, IsEmpty());
  EXPECT_EQ(range("Questionnaire.item.item.text"), "1..1");
  EXPECT_EQ(range("Questionnaire.item.text"), "0..1");
  EXPECT_EQ(member("Questionnaire.item.item", "contentReference"), "none");
  EXPECT_EQ(member("Questionnaire.item.item.item", "contentReference"), R"("#Questionnaire.item")");
}

TEST_F(Snapshots, TakeWhatAnExtensionSaysOfItself) {
  make(
      "Patient",
      R"({"path":"Patient.extension","sliceName":"birthPlace","type":[{"code":"Extension","profile":["http://hl7.org/fhir/StructureDefinition/patient-birthPlace"]}]})");
  EXPECT_THAT(faults, IsEmpty());
  EXPECT_EQ(range("Patient.extension:birthPlace"), "0..1");
  EXPECT_THAT(member("Patient.extension:birthPlace", "definition"), HasSubstr("place of birth"));
  EXPECT_THAT(member("Patient.extension", "slicing"), HasSubstr(R"("path":"url")"));
}

TEST_F(Snapshots, AddConstraintsAndMappings) {
  make(
      "Patient",
      R"({"path":"Patient","constraint":[{"key":"x-1","severity":"error","human":"h","expression":"true"}],"mapping":[{"identity":"x","map":"y"}]
})");
  EXPECT_THAT(member("Patient", "constraint"), AllOf(HasSubstr("dom-2"), HasSubstr("x-1")));
  EXPECT_THAT(member("Patient", "mapping"), AllOf(HasSubstr("rim"), HasSubstr(R"("map":"y")")));
}

TEST_F(Snapshots, GoOnWithATextThatBeginsWithDots) {
  make("Patient", R"({"path":"Patient.name","definition":"...and more","comment":"another"})");
  EXPECT_THAT(member("Patient.name", "definition"),
              AllOf(HasSubstr("A name associated"), HasSubstr("and more")));
  EXPECT_EQ(member("Patient.name", "comment"), R"("another")");
}

TEST_F(Snapshots, KeepRequiredBindingsAndFixedValues) {
  make("Patient",
       R"({"path":"Patient.gender","binding":{"strength":"preferred","valueSet":"https://x.example/v"}})");
  EXPECT_THAT(faults, ElementsAre(HasSubstr("The binding of 'Patient.gender' may not be preferred")));
  const std::string fixed =
      R"({"path":"Patient.active","fixedBoolean":true},{"path":"Patient.maritalStatus","patternCodeableConcept":{"coding":[{"code":"M"}]}})";
  profiles["https://x.example/f"] =
      structure("https://x.example/f", "Patient", core + std::string("Patient"), fixed);
  make(
      "Patient",
      R"({"path":"Patient.active","fixedBoolean":false},{"path":"Patient.maritalStatus","patternCodeableConcept":{"coding":[{"code":"S"}]}})",
      "https://x.example/f");
  EXPECT_THAT(faults, ElementsAre(HasSubstr("The fixedBoolean of 'Patient.active' is another"),
                                  HasSubstr("The patternCodeableConcept of 'Patient.maritalStatus'")));
  make("Patient",
       R"({"path":"Patient.maritalStatus","patternCodeableConcept":{"coding":[{"code":"M","system":"s"}]}})",
       "https://x.example/f");
  EXPECT_THAT(faults, IsEmpty());
}

TEST_F(Snapshots, NameWhatTheBaseDoesNotHave) {
  make("Patient", R"({"path":"Patient.birthday","min":1},{"path":"Patient.name.famly","min":1})");
  EXPECT_THAT(faults,
              ElementsAre("'Patient.birthday' is in the differential, and not in what it derives from.",
                          HasSubstr("'Patient.name.famly'")));
}

TEST_F(Snapshots, AreMadeOfABaseWithoutOne) {
  profiles["https://x.example/base"] =
      structure("https://x.example/base", "Patient", core + std::string("Patient"),
                R"({"path":"Patient.name","min":1})");
  make("Patient", R"({"path":"Patient.birthDate","min":1})", "https://x.example/base");
  EXPECT_EQ(range("Patient.name"), "1..*");
  EXPECT_EQ(range("Patient.birthDate"), "1..1");
}

TEST_F(Snapshots, EndWhereOneBuildsOnItself) {
  profiles["https://x.example/one"] =
      structure("https://x.example/one", "Patient", "https://x.example/one", R"({"path":"Patient"})");
  make("Patient", R"({"path":"Patient"})", "https://x.example/one");
  EXPECT_THAT(faults, ElementsAre("https://x.example/one builds on itself, at some remove."));
}

TEST_F(Snapshots, NameABaseThatIsNotLoaded) {
  make("Patient", R"({"path":"Patient"})", "https://x.example/none");
  EXPECT_THAT(faults, ElementsAre(HasSubstr("https://x.example/none, which it builds on, is not loaded")));
}

TEST_F(Snapshots, RefuseElementsThatAreNone) {
  make("Patient", R"({"id":"x"})");
  EXPECT_THAT(faults, ElementsAre("The elements cannot be used: an element has no path."));
  make("Patient", "");
  EXPECT_THAT(faults, ElementsAre(HasSubstr("there are none")));
  make("Patient", R"({"path":"Patient"},{"path":"Observation.value[x]"})");
  EXPECT_THAT(faults, ElementsAre(HasSubstr("'Observation.value[x]' is not of Patient")));
  std::string deep = "Patient";
  for (int i = 0; i < 100; ++i) deep += ".extension";
  make("Patient", R"({"path":")" + deep + "\"}");
  EXPECT_THAT(faults, ElementsAre(HasSubstr("is too deep")));
}

std::string repeated(const std::string& text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

std::string element(const std::string& id, const std::string& path, const std::string& more = "") {
  return R"({"id":")" + id + R"(","path":")" + path + "\"" + more + "}";
}

std::string numbered(std::size_t count, const std::function<std::string(const std::string& number)>& one) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += (i ? "," : "") + one(std::to_string(i));
  return all;
}

TEST_F(Snapshots, RefuseSlicesOfSlicesWithoutEnd) {
  const std::string deep = "a" + repeated("/a", 400);
  make("Patient", R"({"path":"Patient.name","sliceName":")" + deep + "\"}");
  EXPECT_THAT(faults, ElementsAre(HasSubstr("'Patient.name' is too deep")));
  make("Patient", element("Patient.name:" + deep, "Patient.name"));
  EXPECT_THAT(faults, ElementsAre(HasSubstr("'Patient.name' is too deep")));
}

TEST_F(Snapshots, RefuseSlicesThatGrowFromOneElementToTheNext) {
  const std::string slice = R"(","sliceName":"a)" + repeated("/a", 25) + "\"}";
  make("Patient", R"({"path":"Patient.contact)" + slice + R"(,{"path":"Patient.contact.name)" + slice);
  EXPECT_THAT(faults, ElementsAre(HasSubstr("'Patient.contact.name' is too deep")));
}

TEST_F(Snapshots, RefuseNamesThatAreTooLong) {
  const std::string name(2'000, 'n');
  make("Patient", element("Patient.name:" + name, "Patient.name"));
  EXPECT_THAT(faults, ElementsAre(HasSubstr("is longer than 1024 bytes")));
  make("Patient", R"({"path":"Patient.name","sliceName":")" + name + "\"}");
  EXPECT_THAT(faults, ElementsAre(HasSubstr("is longer than 1024 bytes")));
}

constexpr const char* sliced =
    R"(,"type":[{"code":"BackboneElement"}],"slicing":{"discriminator":[{"type":"value","path":"c0"}],"rules":"open"})";

// 401 elements ask for 40 000.
TEST_F(Snapshots, RefuseToHaveTooManyElements) {
  make("Patient",
       element("Patient.x", "Patient.x", sliced) + "," +
           numbered(200, [](auto i) { return element("Patient.x.c" + i, "Patient.x.c" + i); }) + "," +
           numbered(200, [](auto i) { return element("Patient.x:s" + i, "Patient.x"); }),
       core + std::string("DomainResource"), "specialization");
  EXPECT_THAT(faults, ElementsAre("The snapshot cannot be made: it would take more than 5000 elements."));
}

// 2 MB ask for 400.
TEST_F(Snapshots, RefuseToTakeTooMuchMemory) {
  const std::string long_text = R"(,"definition":")" + std::string(2 << 20, 'd') + "\"";
  make("Patient",
       element("Patient.x", "Patient.x", sliced + long_text) + "," +
           numbered(200, [](auto i) { return element("Patient.x:s" + i, "Patient.x"); }),
       core + std::string("DomainResource"), "specialization");
  EXPECT_THAT(faults, ElementsAre("The snapshot cannot be made: it would take more than 134217728 bytes."));
}

TEST_F(Snapshots, RefuseToCompareTooMuch) {
  const std::string types =
      R"(,"type":[)" + numbered(900, [](auto i) { return R"({"code":"t)" + i + "\"}"; }) + "]";
  make("Patient",
       element("Patient.x", "Patient.x", types + R"(,"slicing":{"rules":"open"})") + "," +
           numbered(60, [&](auto i) { return element("Patient.x:s" + i, "Patient.x", types); }),
       core + std::string("DomainResource"), "specialization");
  EXPECT_THAT(faults,
              ElementsAre("The snapshot cannot be made: it would take more than 20000000 comparisons."));
}

TEST_F(Snapshots, TellOfManyTypesInAFewWords) {
  const auto types = [](const std::string& name) {
    return R"(,"slicing":{"rules":"open"},"type":[)" +
           numbered(900, [&](auto i) { return R"({"code":")" + name + i + "\"}"; }) + "]";
  };
  make("Patient",
       element("Patient.x", "Patient.x", types("t")) + "," + element("Patient.x:s", "Patient.x", types("u")),
       core + std::string("DomainResource"), "specialization");
  ASSERT_FALSE(faults.empty());
  EXPECT_THAT(faults.front(), HasSubstr("may not be a u0: what it derives from allows t0, t1, t2"));
  EXPECT_LT(faults.front().size(), 1'500u);
}

TEST_F(Snapshots, RefuseAnElementThatHoldsTooMuch) {
  const std::string rules = numbered(100'000, [](auto i) { return R"({"key":"k)" + i + "\"}"; });
  make("Patient", element("Patient", "Patient", R"(,"constraint":[)" + rules + "]"));
  EXPECT_THAT(faults, ElementsAre("The elements cannot be used: 'Patient' holds more than 2048 values."));
}

// Laid anew for each that is added, 1 000 rules would take 8 MB.
TEST_F(Snapshots, AddToAListWithoutLayingItAnewForEach) {
  make("Patient", element("Patient", "Patient"));
  const std::size_t plain = arena.bytes();
  const std::string rules = numbered(1'000, [](auto i) { return R"({"key":"k)" + i + "\"}"; });
  make("Patient", element("Patient", "Patient", R"(,"constraint":[)" + rules + "]"));
  EXPECT_THAT(member("Patient", "constraint"), AllOf(HasSubstr("dom-2"), HasSubstr("\"k999\"")));
  EXPECT_LT(arena.bytes() - plain, plain + (3u << 20));
}

TEST_F(Snapshots, AreMadeWhateverTheMembersAre) {
  const std::string odd =
      R"(,"slicing":{"rules":"open"},"binding":"none","type":"x","min":[],"constraint":{},"mapping":7,"short":{})";
  const std::string other = R"(,"binding":{"strength":"required"},"min":1,"constraint":[[]],"alias":[1])";
  make("Patient", element("Patient.x", "Patient.x", odd) + "," + element("Patient.x:a", "Patient.x", other),
       core + std::string("DomainResource"), "specialization");
  EXPECT_THAT(faults, IsEmpty());
  EXPECT_EQ(member("Patient.x:a", "binding"), R"({"strength":"required"})");
}

TEST_F(Snapshots, AreMadeOfABaseWithGaps) {
  profiles["https://x.example/gaps"] =
      R"({"resourceType":"StructureDefinition","url":"https://x.example/gaps","snapshot":{"element":[
        {"id":"Patient","path":"Patient"},{"id":"Patient.extension.url","path":"Patient.extension.url"},
        {"id":"Patient.value[x].unit","path":"Patient.value[x].unit"}]}})";
  make("Patient",
       element("Patient.extension:a", "Patient.extension", R"(,"min":1)") + "," +
           element("Patient.value[x]:b", "Patient.value[x]"),
       "https://x.example/gaps");
  EXPECT_THAT(faults, IsEmpty());
  EXPECT_EQ(member("Patient.extension:a", "min"), "1");
}

TEST_F(Snapshots, PermitANewElementItsOwnClosedSlices) {
  make("Patient",
       element("Patient.x", "Patient.x",
               R"(,"min":0,"max":"*","type":[{"code":"Identifier"}],"slicing":{"rules":"closed"})") +
           "," + element("Patient.x:a", "Patient.x"),
       core + std::string("DomainResource"), "specialization");
  EXPECT_THAT(faults, IsEmpty());
  EXPECT_EQ(range("Patient.x:a"), "0..*");
}

TEST_F(Snapshots, HaveTheMembersOfAnElementInR4sOrder) {
  make("Patient", R"({"path":"Patient.name","min":1,"short":"S","sliceIsConstraining":false})");
  const std::string text = member("Patient.name", "short") + json::print(*find("Patient.name"));
  EXPECT_LT(text.find("\"path\""), text.find("\"short\""));
  EXPECT_LT(text.find("\"short\""), text.find("\"min\""));
  EXPECT_LT(text.find("\"min\""), text.find("\"type\""));
}

}  // namespace
}  // namespace linkki::definitions
