// The cursors: which children an element has, with which type and companion, in which order.
#include "fhir/element.h"

#include <gmock/gmock.h>

#include <vector>

#include "base/json/print.h"
#include "r4.h"

namespace linkki::fhir {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// "type=value+companion[index]" of a child.
std::string show(const Element& element) {
  std::string out = std::string(element.type->name) + "=";
  if (element.value) json::print(*element.value, out);
  if (element.companion) out += "+" + json::print(*element.companion);
  if (element.index != Element::no_index) out += "[" + std::to_string(element.index) + "]";
  return out;
}

std::vector<std::string> children(const Element& parent) {
  std::vector<std::string> found;
  each_child(parent, r4(), [&](const Element& child) {
    found.push_back(std::string(child.definition->name) + ":" + show(child));
  });
  return found;
}

std::vector<std::string> children(const Element& parent, std::string_view name) {
  std::vector<std::string> found;
  each_child(parent, name, r4(), [&](const Element& child) { found.push_back(show(child)); });
  return found;
}

Element child(const Element& parent, std::string_view name) {
  Element found;
  each_child(parent, name, r4(), [&](const Element& one) {
    if (!found.type) found = one;
  });
  return found;
}

TEST(Element, RootHasTheTypeThatTheResourceNames) {
  const auto patient = document(R"({"resourceType":"Patient"})");
  EXPECT_EQ(root(patient.root, r4()).type->name, "Patient");
  for (const char* other : {"{}", R"({"resourceType":1})", R"({"resourceType":"Nobody"})", "[]", "null",
                            R"({"resourceType":"HumanName"})", R"({"resourceType":"DomainResource"})"}) {
    const auto unknown = document(other);
    EXPECT_EQ(root(unknown.root, r4()).type, nullptr) << other;
  }
}

TEST(Children, ComeInDocumentOrder) {
  const auto patient = resource(R"({"birthDate":"1960","resourceType":"Patient","active":true,"id":"a"})");
  EXPECT_THAT(children(patient.root()),
              ElementsAre(R"(birthDate:date="1960")", "active:boolean=true", R"(id:id="a")"));
}

TEST(Children, OfArraysComeOneByOneWithTheirPlace) {
  const auto patient = resource(R"({"resourceType":"Patient","name":[{"family":"A"},{"given":["B","C"]}]})");
  EXPECT_THAT(children(patient.root(), "name"),
              ElementsAre(R"(HumanName={"family":"A"}[0])", R"(HumanName={"given":["B","C"]}[1])"));
}

TEST(Children, OfAChoiceAreFoundUnderItsFhirPathName) {
  const auto observation = resource(R"({"resourceType":"Observation","valueQuantity":{"value":1.50}})");
  EXPECT_THAT(children(observation.root(), "value"), ElementsAre(R"(Quantity={"value":1.50})"));
  EXPECT_THAT(children(observation.root(), "valueQuantity"), IsEmpty());
  EXPECT_THAT(children(observation.root()), ElementsAre(R"(value:Quantity={"value":1.50})"));
}

TEST(Children, OfAChoiceOfPrimitivesHaveTheirCompanion) {
  const auto patient =
      resource(R"({"resourceType":"Patient","_deceasedBoolean":{"id":"x"},"deceasedBoolean":true})");
  EXPECT_THAT(children(patient.root(), "deceased"), ElementsAre(R"(boolean=true+{"id":"x"})"));
}

TEST(Children, PrimitivesHaveTheirCompanionWhereverItStands) {
  const auto before = resource(R"({"resourceType":"Patient","_birthDate":{"id":"x"},"birthDate":"1960"})");
  const auto behind = resource(R"({"resourceType":"Patient","birthDate":"1960","_birthDate":{"id":"x"}})");
  EXPECT_THAT(children(before.root()), ElementsAre(R"(birthDate:date="1960"+{"id":"x"})"));
  EXPECT_EQ(children(before.root()), children(behind.root()));
  EXPECT_EQ(children(before.root(), "birthDate"), children(behind.root(), "birthDate"));
}

TEST(Children, APrimitiveMayHaveOnlyExtensions) {
  const auto patient = resource(R"({"resourceType":"Patient","_birthDate":{"extension":[{"url":"u"}]}})");
  EXPECT_THAT(children(patient.root(), "birthDate"), ElementsAre(R"(date=+{"extension":[{"url":"u"}]})"));
  EXPECT_FALSE(child(patient.root(), "birthDate").has_value());
}

TEST(Children, OfAPrimitiveAreItsIdAndExtensions) {
  const auto patient = resource(
      R"({"resourceType":"Patient","birthDate":"1960","_birthDate":{"id":"x","extension":[{"url":"u"}]}})");
  const Element birth_date = child(patient.root(), "birthDate");
  EXPECT_THAT(children(birth_date), ElementsAre(R"(id:string="x")", R"(extension:Extension={"url":"u"}[0])"));
  EXPECT_THAT(children(birth_date, "extension"), ElementsAre(R"(Extension={"url":"u"}[0])"));
}

TEST(Children, ArraysOfPrimitivesGoWithTheirCompanionsByPlace) {
  const auto patient = resource(
      R"({"resourceType":"Patient","name":[{"given":["A",null,"C",null],"_given":[null,{"id":"b"},{"id":"c"},null,{"id":"e"}]}]})");
  const Element name = child(patient.root(), "name");
  EXPECT_THAT(children(name, "given"),
              ElementsAre(R"(string="A"[0])", R"(string=+{"id":"b"}[1])", R"(string="C"+{"id":"c"}[2])",
                          R"(string=+{"id":"e"}[4])"));
}

TEST(Children, AResourceWithinHasItsOwnType) {
  const auto order = resource(
      R"({"resourceType":"ServiceRequest","contained":[{"resourceType":"Patient","active":true},{"resourceType":"X"}]})");
  const Element patient = child(order.root(), "contained");
  EXPECT_EQ(patient.type->name, "Patient");
  EXPECT_THAT(children(patient), ElementsAre("active:boolean=true"));
  EXPECT_THAT(children(order.root(), "contained"),
              ElementsAre(testing::_, R"(Resource={"resourceType":"X"}[1])"));
  const auto bundle = resource(R"({"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Task"}}]})");
  EXPECT_EQ(child(child(bundle.root(), "entry"), "resource").type->name, "Task");
}

TEST(Children, OfABackboneAndOfWhatRefersToItsContent) {
  const auto form = resource(
      R"({"resourceType":"Questionnaire","item":[{"linkId":"1","item":[{"linkId":"1.1","item":[{"linkId":"1.1.1"}]}]}]})");
  Element item = child(form.root(), "item");
  item = child(item, "item");
  EXPECT_THAT(children(child(item, "item"), "linkId"), ElementsAre(R"(string="1.1.1")"));
}

TEST(Children, UnknownAndMisshapenPropertiesAreNone) {
  const auto patient = resource(
      R"({"resourceType":"Patient","colour":"red","_":1,"_colour":{},"_name":[{"id":"x"}],"birthDate":null,"name":"A","contact":[null]})");
  EXPECT_THAT(children(patient.root()), ElementsAre(R"(name:HumanName="A")"));
  EXPECT_THAT(children(child(patient.root(), "name")), IsEmpty());
  EXPECT_THAT(children(patient.root(), "colour"), IsEmpty());
  EXPECT_THAT(children(Element{}), IsEmpty());
}

}  // namespace
}  // namespace linkki::fhir
