// Resources from bytes and back.
#include "fhir/json.h"

#include <gtest/gtest.h>

#include "base/json/print.h"
#include "conformance/suites.h"
#include "r4.h"

namespace linkki::fhir {
namespace {

std::string fault(const char* bytes) {
  return faults(parse_json(bytes, r4()));
}

TEST(ParseJson, GivesADocumentItsType) {
  const Resource patient = resource(R"({"id":"a","resourceType":"Patient"})");
  EXPECT_EQ(patient.type->name, "Patient");
  EXPECT_EQ(patient.id(), "a");
  EXPECT_EQ(patient.root().type, patient.type);
}

TEST(ParseJson, SaysWhatIsWrongWithTheType) {
  EXPECT_EQ(fault("{}"), "resource-type-missing: The property resourceType is missing.");
  EXPECT_EQ(fault(R"({"resourceType":7})"),
            "resource-type-not-a-string: The property resourceType must be a string.");
  EXPECT_EQ(fault(R"({"resourceType":"Pätient"})"),
            "resource-type-unknown: 'Pätient' is no resource type of FHIR R4.");
  EXPECT_EQ(fault(R"({"resourceType":"Resource"})"),
            "resource-type-unknown: 'Resource' is no resource type of FHIR R4.");
  EXPECT_EQ(fault("[]"), "resource-not-an-object: A resource is a JSON object.");
  EXPECT_EQ(fault("{\"resourceType\":").substr(0, 11), "json-syntax");
}

TEST(PrintJson, KeepsOrderNumberTextAndUnknownProperties) {
  const std::string bytes =
      R"({"valueQuantity":{"value":1.50},"x":[null,1e3],"resourceType":"Observation","_status":{"id":"ä"}})";
  EXPECT_EQ(print_json(resource(bytes)), bytes);
}

// The instances; of the definitions, which the build reads as well, only the rarer kinds, and no megabytes of
// them.
bool is_example(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  if (std::filesystem::file_size(file) > 2'000'000) return false;
  for (const char* other :
       {".", "package.json", "StructureDefinition-", "ValueSet-", "CodeSystem-", "SearchParameter-"}) {
    if (name.starts_with(other)) return false;
  }
  return file.extension() == ".json";
}

TEST(Examples, ParseAndPrintBackTheSameTree) {
  if (!std::filesystem::exists(examples_folder())) GTEST_SKIP() << examples_folder() << " is not here";
  std::size_t read = 0;
  for (const auto& entry : std::filesystem::directory_iterator(examples_folder())) {
    if (!is_example(entry.path())) continue;
    const auto parsed = parse_json(read_file(entry.path()), r4());
    ASSERT_TRUE(parsed.ok()) << entry.path() << ": " << faults(parsed);
    const auto again = parse_json(print_json(*parsed), r4());
    ASSERT_TRUE(again.ok()) << entry.path();
    EXPECT_TRUE(json::identical(parsed->document.root, again->document.root)) << entry.path();
    ++read;
  }
  EXPECT_GE(read, 725u);
}

}  // namespace
}  // namespace linkki::fhir
