#include "fhirpath/patch.h"

#include <gtest/gtest.h>

#include "base/json/parse.h"
#include "base/limits.h"
#include "conformance/suites.h"
#include "fhirpath/subject.h"
#include "fhirpath/xml_input.h"

namespace linkki::fhirpath {
namespace {

// The patched document, or "failure: code @ expression".
std::string patched(const std::string& resource, const std::string& parameters) {
  auto document = json::parse(resource);
  const auto patch = json::parse(parameters);
  if (!document || !patch) return "not JSON";
  const auto done = apply_patch(*document, patch->root, *definitions::r4());
  if (done.ok()) return json::print(document->root);
  const base::Issue& issue = done.failure().issues.at(0);
  return "failure: " + std::string(issue.message->code) + " @ " + issue.expression.at(0);
}

std::string part(const std::string& name, const std::string& value) {
  return ",{\"name\":\"" + name + "\"," + value + "}";
}

std::string operation(const std::string& type, const std::string& path, const std::string& more = "") {
  return R"({"name":"operation","part":[{"name":"type","valueCode":")" + type +
         R"("},{"name":"path","valueString":")" + path + "\"}" + more + "]}";
}

std::string patch(const std::string& operations) {
  return R"({"resourceType":"Parameters","parameter":[)" + operations + "]}";
}

const std::string name_part = part("name", R"("valueString":"given")");
const std::string patient =
    R"({"resourceType":"Patient","active":true,"name":[{"given":["A",null,"C"],"_given":[null,{"id":"b"},null]}],)"
    R"("deceasedBoolean":false,"contact":[{"name":{"text":"x"}}]})";

std::string of_patient_patched(const std::string& operations) {
  const std::string out = patched(patient, patch(operations));
  return out.starts_with("{") ? out.substr(std::string_view(R"({"resourceType":"Patient",)").size()) : out;
}

const std::string extension_part =
    part("name", R"("valueString":"extension")") +
    part("value", R"("part":[{"name":"url","valueUri":"urn:e"},{"name":"value","valueString":"v"}])");

TEST(FhirPathPatch, AddsAnExtensionBesideAPrimitive) {
  EXPECT_EQ(
      R"({"resourceType":"Patient","active":true,"_active":{"extension":[{"url":"urn:e","valueString":"v"}]}})",
      patched(R"({"resourceType":"Patient","active":true})",
              patch(operation("add", "Patient.active", extension_part))));
  EXPECT_EQ(
      R"({"resourceType":"Patient","name":[{"given":["A","B"],"_given":[null,{"extension":[{"url":"urn:e","valueString":"v"}]}]}]})",
      patched(R"({"resourceType":"Patient","name":[{"given":["A","B"]}]})",
              patch(operation("add", "Patient.name.given[1]", extension_part))));
}

TEST(FhirPathPatch, AddsToWhatRepeatsAndWhatIsAbsent) {
  const std::string anna = part("value", R"("valueString":"D")");
  EXPECT_EQ(R"({"resourceType":"Patient","name":[{"given":["D"]}]})",
            patched(R"({"resourceType":"Patient","name":[{"given":[]}]})",
                    patch(operation("add", "Patient.name[0]", name_part + anna))));
  EXPECT_NE(
      std::string::npos,
      of_patient_patched(operation("add", "name", name_part + anna)).find(R"("given":["A",null,"C","D"])"));
  EXPECT_NE(std::string::npos, of_patient_patched(operation("add", "Patient",
                                                            part("name", R"("valueString":"gender")") +
                                                                part("value", R"("valueCode":"male")")))
                                   .find(R"("gender":"male")"));
}

TEST(FhirPathPatch, AddsNothingTwiceThatDoesNotRepeat) {
  const auto add = [](const std::string& name, const std::string& value) {
    return of_patient_patched(
        operation("add", "Patient", part("name", "\"valueString\":\"" + name + "\"") + part("value", value)));
  };
  EXPECT_EQ("failure: fhirpath-patch-present @ Parameters.parameter[0]",
            add("active", R"("valueBoolean":false)"));
  EXPECT_EQ("failure: fhirpath-patch-present @ Parameters.parameter[0]",
            add("deceased", R"("valueDateTime":"2020")"));
  EXPECT_EQ("failure: fhirpath-element @ Parameters.parameter[0]", add("nothing", R"("valueBoolean":false)"));
  EXPECT_EQ("failure: fhirpath-element @ Parameters.parameter[0]", add("deceased", R"("valueCode":"x")"));
}

TEST(FhirPathPatch, ReplacesAChoiceByAnotherType) {
  const std::string out = of_patient_patched(
      operation("replace", "Patient.deceased", part("value", R"("valueDateTime":"2020")")));
  EXPECT_NE(std::string::npos, out.find(R"("deceasedDateTime":"2020")")) << out;
  EXPECT_EQ(std::string::npos, out.find("deceasedBoolean"));
}

TEST(FhirPathPatch, KeepsTheExtensionsOfItemsAtTheirItems) {
  EXPECT_NE(std::string::npos, of_patient_patched(operation("delete", "name.given[0]"))
                                   .find(R"("given":[null,"C"],"_given":[{"id":"b"},null])"));
  EXPECT_NE(std::string::npos, of_patient_patched(operation("move", "name.given",
                                                            part("source", R"("valueInteger":2)") +
                                                                part("destination", R"("valueInteger":0)")))
                                   .find(R"("given":["C","A",null],"_given":[null,null,{"id":"b"}])"));
  EXPECT_NE(std::string::npos,
            of_patient_patched(
                operation("insert", "name.given",
                          part("index", R"("valueInteger":1)") + part("value", R"("valueString":"X")")))
                .find(R"("given":["A","X",null,"C"],"_given":[null,null,{"id":"b"},null])"));
  EXPECT_NE(std::string::npos,
            of_patient_patched(operation("replace", "name.given[0]",
                                         part("value", R"("valueString":"Y","_valueString":{"id":"y"})")))
                .find(R"("given":["Y",null,"C"],"_given":[{"id":"y"},{"id":"b"},null])"));
}

TEST(FhirPathPatch, TakesAwayWhatADeletionLeavesEmpty) {
  EXPECT_EQ(std::string::npos, of_patient_patched(operation("delete", "contact.name.text")).find("contact"));
  EXPECT_EQ(of_patient_patched(""), of_patient_patched(operation("delete", "Patient.gender")));
}

TEST(FhirPathPatch, RefusesWhatItCannotDo) {
  EXPECT_EQ("failure: fhirpath-patch-target @ Parameters.parameter[0]",
            of_patient_patched(operation("delete", "name.given")));
  EXPECT_EQ("failure: fhirpath-patch-target @ Parameters.parameter[0]",
            of_patient_patched(operation("delete", "Patient")));
  EXPECT_EQ("failure: fhirpath-patch-target @ Parameters.parameter[0]",
            of_patient_patched(operation("delete", "1")));
  const std::string value = part("value", R"("valueString":"X")");
  EXPECT_EQ("failure: fhirpath-patch-target @ Parameters.parameter[0]",
            of_patient_patched(operation("replace", "Patient.gender", value)));
  EXPECT_EQ(
      "failure: fhirpath-patch-index @ Parameters.parameter[0]",
      of_patient_patched(operation("insert", "name.given", part("index", R"("valueInteger":4)") + value)));
  EXPECT_EQ("failure: fhirpath-patch-part @ Parameters.parameter[0]",
            of_patient_patched(operation("insert", "name.given", value)));
  EXPECT_EQ("failure: fhirpath-patch-part @ Parameters.parameter[0]",
            of_patient_patched(operation("burn", "name")));
  EXPECT_EQ("failure: fhirpath-patch-part @ Parameters.parameter[0]",
            of_patient_patched(operation("replace", "active")));
  EXPECT_EQ("failure: fhirpath-syntax @ Parameters.parameter[0]",
            of_patient_patched(operation("delete", "name.")));
  EXPECT_EQ("failure: fhirpath-patch-part @ Parameters.parameter", of_patient_patched(R"({"name":"other"})"));
  EXPECT_EQ("failure: fhirpath-patch-part @ Parameters.parameter", patched(patient, patient));
}

TEST(FhirPathPatch, NamesTheOperationThatFails) {
  EXPECT_EQ("failure: fhirpath-patch-part @ Parameters.parameter[1]",
            of_patient_patched(operation("delete", "active") + "," + operation("burn", "name")));
}

TEST(FhirPathPatch, IsBounded) {
  std::string many = operation("delete", "Patient.gender");
  for (std::size_t i = 0; i < limits::patch_operations_max; ++i) many += "," + operation("delete", "gender");
  EXPECT_EQ("failure: fhirpath-patch-part @ Parameters.parameter", of_patient_patched(many));
  const std::string search =
      operation("delete", "(1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9).select(%context.descendants()).where(false)");
  std::string slow = search;
  for (int i = 0; i < 9'000; ++i) slow += "," + search;
  EXPECT_TRUE(of_patient_patched(slow).starts_with("failure: fhirpath-patch-costly @ Parameters.parameter["));
}

// The reader of XML leaves references in narratives, and the ends of lines, as they are written.
std::string plain(std::string text) {
  const std::pair<std::string_view, std::string_view> written[] = {
      {"&#10;", "\\n"}, {"\\r", ""}, {"&quot;", "\\\""}};
  for (const auto& [from, to] : written) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at))
      text.replace(at, from.size(), to);
  }
  return text;
}

const XmlNode* child(const XmlNode& node, std::string_view name) {
  for (const XmlNode& one : node.children) {
    if (one.name == name) return &one;
  }
  return nullptr;
}

TEST(FhirPathPatch, PassesTheOfficialCases) {
  const auto file = conformance("patch-r4/fhir-patch-tests.xml");
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "no " << file;
  const std::string text = read_file(file);
  const XmlNode tests = XmlReader(text).document();
  const XmlToJson to_json(*definitions::r4());
  int cases = 0;
  for (const XmlNode& test : tests.children) {
    ++cases;
    const auto resource = [&](std::string_view name) {
      const XmlNode* const found = child(test, name);
      return found ? to_json.resource(found->children.at(0)) : std::string{};
    };
    const std::string out = patched(resource("input"), resource("diff"));
    const std::string& name = test.attributes.at("name");
    if (child(test, "error")) {
      EXPECT_TRUE(out.starts_with("failure: ")) << name << " " << out;
      continue;
    }
    const auto expected = json::parse(plain(resource("output"))), got = json::parse(plain(out));
    ASSERT_TRUE(expected.ok());
    ASSERT_TRUE(got.ok()) << name << " " << out;
    EXPECT_TRUE(json::equal(expected->root, got->root)) << name << "\n" << out << "\n" << resource("output");
  }
  EXPECT_EQ(33, cases);
}

}  // namespace
}  // namespace linkki::fhirpath
