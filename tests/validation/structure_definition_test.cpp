// StructureDefinitions against what they derive from.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "validation/loaded.h"

namespace linkki::validation {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

std::string structure(const std::string& type, const std::string& differential,
                      const std::string& base = "") {
  const std::string on = base.empty() ? "http://hl7.org/fhir/StructureDefinition/" + type : base;
  return R"({"resourceType":"StructureDefinition","url":"http://p/a","name":"P","status":"active","kind":"resource","abstract":false,"derivation":"constraint","type":")" +
         type + R"(","baseDefinition":")" + on +
         R"(","context":[{"type":"element","expression":"Element"}],"differential":{"element":[)" +
         differential + "]}}";
}

const std::string first = "StructureDefinition.differential.element[0]";

TEST(StructureDefinitions, NarrowWhatTheyDeriveFrom) {
  EXPECT_THAT(errors(structure("Patient", R"({"id":"Patient.name","path":"Patient.name","min":1})")),
              IsEmpty());
  EXPECT_THAT(errors(structure("Patient", R"({"id":"Patient","path":"Patient"},
      {"id":"Patient.gender","path":"Patient.gender","max":"2"})")),
              ElementsAre("error snapshot-cardinality StructureDefinition.differential.element[1]"));
  EXPECT_THAT(errors(structure("Patient",
                               R"({"id":"Patient.name","path":"Patient.name","type":[{"code":"Address"}]})")),
              ElementsAre("error snapshot-type " + first));
}

TEST(StructureDefinitions, TellOfElementsThatThereAre) {
  EXPECT_THAT(errors(structure("Patient", R"({"id":"Patient.nose","path":"Patient.nose","min":1})")),
              ElementsAre("error snapshot-unknown " + first));
}

TEST(StructureDefinitions, KeepTheFixedValuesOfTheProfileThatTheyDeriveFrom) {
  std::string base =
      structure("Extension", R"({"id":"Extension.url","path":"Extension.url","fixedUri":"http://p/b"})");
  base.replace(base.find("http://p/a"), 10, "http://p/b");
  const std::string derived = structure(
      "Extension", R"({"id":"Extension.url","path":"Extension.url","fixedUri":"http://p/a"})", "http://p/b");
  EXPECT_THAT(Loaded({base}).errors(derived), ElementsAre("error snapshot-fixed " + first));
}

TEST(StructureDefinitions, AreNotJudgedByABaseThatIsNotLoaded) {
  const auto found = issues_of(
      structure("Patient", R"({"id":"Patient.nose","path":"Patient.nose","min":1})", "http://p/none"));
  EXPECT_THAT(errors_of(found), IsEmpty());
  Texts texts;
  for (const auto& issue : found) texts.push_back(brief(issue));
  EXPECT_THAT(texts, Contains("warning snapshot-base StructureDefinition.baseDefinition"));
}

TEST(StructureDefinitions, AreWarnedWhenTheyBringTheirSnapshot) {
  std::string json = structure("Patient", R"({"id":"Patient.nose","path":"Patient.nose","min":1})");
  json.insert(json.find(R"("differential")"),
              R"("snapshot":{"element":[{"id":"Patient","path":"Patient"}]},)");
  Texts texts;
  for (const auto& issue : issues_of(json)) texts.push_back(brief(issue));
  EXPECT_THAT(texts, Contains("warning snapshot-unknown " + first));
}

TEST(StructureDefinitions, TellSlicesApartByWhatIsThere) {
  const auto sliced = [](const std::string& path, const std::string& by) {
    return errors(
        structure("Patient", R"({"id":")" + path + R"(","path":")" + path +
                                 R"(","slicing":{"rules":"open","discriminator":[{"type":"value","path":")" +
                                 by + R"("}]}})"));
  };
  const std::string wrong = "error validation-discriminator " + first + ".slicing.discriminator[0].path";
  for (const char* const by :
       {"system", "period.start", "$this", "assigner.resolve().name", "type.coding.code"}) {
    EXPECT_THAT(sliced("Patient.identifier", by), IsEmpty()) << by;
  }
  EXPECT_THAT(sliced("Patient.identifier", "colour"), ElementsAre(wrong));
  EXPECT_THAT(sliced("Patient.identifier", "type.text.colour"), ElementsAre(wrong));
  EXPECT_THAT(sliced("Patient.contact", "relationship.coding"), IsEmpty());
  EXPECT_THAT(sliced("Patient.contact", "colour"), ElementsAre(wrong));
  EXPECT_THAT(sliced("Patient.contained", "colour"), IsEmpty());
}

TEST(StructureDefinitions, AreJudgedInBoundedTime) {
  std::string slices =
      R"({"path":"Patient.contact","slicing":{"rules":"open","discriminator":[{"type":"value","path":"gender"}]}})";
  for (int i = 0; i < 5'000; ++i) {
    const std::string id = "Patient.contact:s" + std::to_string(i);
    slices += R"(,{"id":")" + id + R"(","path":"Patient.contact","sliceName":"s)" + std::to_string(i) +
              R"("},{"id":")" + id + R"(.name.given","path":"Patient.contact.name.given","min":1})";
  }
  Texts texts;
  for (const auto& issue : issues_of(structure("Patient", slices))) texts.push_back(brief(issue));
  EXPECT_THAT(texts, Contains("warning validation-undecided StructureDefinition.differential"));
  std::string deep = "Patient";
  for (int i = 0; i < 1'000; ++i) deep += ".extension";
  EXPECT_THAT(errors(structure("Patient", R"({"path":")" + deep + "\"}")),
              Contains("error snapshot-elements StructureDefinition.differential"));
}

TEST(StructureDefinitions, AreNoFaultOfStructureWhenTheyContradict) {
  for (const auto& issue : issues_of(structure("Patient", R"({"path":"Patient.nose"},
      {"path":"Patient.name","slicing":{"rules":"open","discriminator":[{"type":"value","path":"nose"}]}})"))) {
    EXPECT_FALSE(issue.severity == base::Severity::error && is_structural(issue)) << brief(issue);
  }
}

}  // namespace
}  // namespace linkki::validation
