// The official examples: JSON → XML → JSON gives the same tree, digit for digit, byte for byte in narratives.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "base/json/print.h"
#include "conformance/suites.h"
#include "fhir/xml.h"
#include "r4.h"

namespace linkki::fhir {
namespace {

// Of the definitions, which are of four types and many megabytes, some.
bool is_taken(const std::filesystem::path& file, std::size_t place) {
  const std::string name = file.filename().string();
  if (file.extension() != ".json" || name.starts_with(".") || name == "package.json") return false;
  for (const char* const other : {"StructureDefinition-", "ValueSet-", "CodeSystem-", "SearchParameter-"}) {
    if (name.starts_with(other)) return place % 40 == 0;
  }
  return true;
}

// The first place where two documents differ.
std::string difference(const std::string& a, const std::string& b) {
  const auto at = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin();
  const auto from = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, at - 80));
  return a.substr(from, 200) + "\n  became\n" + b.substr(std::min(from, b.size()), 200);
}

TEST(XmlExamples, SurviveTheWayToXmlAndBack) {
  if (!std::filesystem::exists(examples_folder())) GTEST_SKIP() << examples_folder() << " is not here";
  std::size_t equal = 0, identical = 0, place = 0;
  for (const auto& entry : std::filesystem::directory_iterator(examples_folder())) {
    if (!is_taken(entry.path(), ++place)) continue;
    const Resource original = resource(read_file(entry.path()));
    const std::string xml = print_xml(original.document.root, r4());
    const auto again = parse_xml(xml, r4());
    ASSERT_TRUE(again.ok()) << entry.path() << ": " << faults(again);
    ++equal;
    identical += json::identical(original.document.root, again->document.root);
    EXPECT_TRUE(json::equal(original.document.root, again->document.root))
        << entry.path() << ": " << difference(print_json(original), print_json(*again));
    EXPECT_EQ(print_xml(again->document.root, r4()), xml) << entry.path();
  }
  EXPECT_GE(equal, 725u);
  std::cout << equal << " equal, " << identical << " of them in the same order of properties\n";
}

// HL7 publishes these in both formats.
TEST(XmlExamples, AreReadFromHl7sXmlAsTheyStandInItsJson) {
  const char* const named = std::getenv("LINKKI_SHARED");
  const std::filesystem::path shared = named ? named : LINKKI_SOURCE_DIR "/../shared";
  const auto input = shared / "data/conformance/fhirpath-r4/input";
  if (!std::filesystem::exists(input)) GTEST_SKIP() << input << " is not here";
  if (!std::filesystem::exists(examples_folder())) GTEST_SKIP() << examples_folder() << " is not here";
  const std::pair<const char*, const char*> pairs[] = {
      {"patient-example.xml", "Patient-example.json"},
      {"questionnaire-example.xml", "Questionnaire-3141.json"}};
  for (const auto& [xml, json] : pairs) {
    const auto parsed = parse_xml(read_file(input / xml), r4());
    ASSERT_TRUE(parsed.ok()) << xml << ": " << faults(parsed);
    const Resource published = resource(read_file(examples_folder() / json));
    EXPECT_TRUE(json::equal(published.document.root, parsed->document.root))
        << xml << ": " << difference(print_json(published), print_json(*parsed));
  }
}

TEST(XmlExamples, SurviveBeingIndented) {
  if (!std::filesystem::exists(examples_folder())) GTEST_SKIP() << examples_folder() << " is not here";
  for (const char* const name : {"Patient-example.json", "Bundle-bundle-transaction.json",
                                 "Questionnaire-3141.json", "Observation-f001.json"}) {
    const Resource original = resource(read_file(examples_folder() / name));
    const auto again = parse_xml(print_xml(original.document.root, r4(), true), r4());
    ASSERT_TRUE(again.ok()) << name << ": " << faults(again);
    EXPECT_TRUE(json::equal(original.document.root, again->document.root)) << name;
  }
}

}  // namespace
}  // namespace linkki::fhir
