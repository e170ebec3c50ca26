// HL7's own tests of FHIRPath on R4, run with strict checking; what is missed and why stands in
// official_misses.txt.
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <set>
#include <sstream>

#include "conformance/suites.h"
#include "fhirpath/subject.h"
#include "fhirpath/xml_input.h"

namespace linkki::fhirpath {
namespace {

constexpr int passes_min = 930;

class Suite {
 public:
  // The reason why it fails; empty: it passes.
  std::string run(const json::Value& test) {
    const bool invalid = !test.text_of("invalid").empty();
    const auto expression = compile(test.text_of("expression"));
    if (!expression) return invalid ? "" : "does not compile: " + expression.failure().issues.at(0).text();
    const auto found = evaluate(*expression, subject(test.text_of("inputfile")).root(), environment_of(test));
    if (!found) return invalid ? "" : "fails: " + found.failure().issues.at(0).text();
    if (invalid) return "should have failed";
    return compare(test, *found);
  }

 private:
  static std::string compare(const json::Value& test, const Collection& found) {
    const auto expected = test.find("outputs")->items();
    if (test.text_of("predicate") == "true") return found.items.empty() ? "empty" : "";
    std::string got;
    for (const Item& item : found.items) got += "[" + item.print() + "]";
    if (expected.size() != found.items.size()) return "gives " + got;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      std::string_view value = expected[i].text_of("value");
      if (value.starts_with('@')) value.remove_prefix(value.starts_with("@T") ? 2 : 1);
      const bool decimal = expected[i].text_of("type") == "decimal";
      const std::string text = found.items[i].print();
      if (decimal ? Decimal::parse(text) != Decimal::parse(value) : text != value) return "gives " + got;
    }
    return "";
  }

  const Subject& subject(std::string_view file) {
    auto& subject = subjects_[std::string(file)];
    if (subject) return *subject;
    if (file.empty()) return *(subject = std::make_unique<Subject>());
    const std::string text = read_file(conformance("fhirpath-r4/input") / file);
    if (file.ends_with(".json")) return *(subject = std::make_unique<Subject>(text));
    return *(subject = std::make_unique<Subject>(
                 XmlToJson(*definitions::r4()).resource(XmlReader(text).document())));
  }

  const Environment& environment_of(const json::Value& test) {
    environment_.root_resource = subject(test.text_of("inputfile")).root();
    environment_.strict = true;
    return environment_;
  }

  std::map<std::string, std::unique_ptr<Subject>> subjects_;
  Environment environment_{*definitions::r4(), test_time()};
};

// Lines "group/name: reason".
std::set<std::string> known_misses() {
  std::istringstream lines(read_file(std::string(LINKKI_SOURCE_DIR) + "/tests/fhirpath/official_misses.txt"));
  std::set<std::string> out;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with('#')) out.insert(line.substr(0, line.find(':')));
  }
  return out;
}

TEST(OfficialSuite, PassesButForTheListedMisses) {
  const auto file = conformance("fhirpath-r4/tests-fhir-r4.flat.json");
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "no " << file;
  const auto tests = json::parse(read_file(file));
  ASSERT_TRUE(tests.ok());
  Suite suite;
  const auto misses = known_misses();
  int passes = 0;
  for (const json::Value& test : tests->root.items()) {
    const std::string name = std::string(test.text_of("group")) + "/" + std::string(test.text_of("name"));
    const std::string reason = suite.run(test);
    if (reason.empty()) ++passes;
    if (!reason.empty() && !misses.contains(name)) {
      ADD_FAILURE() << name << ": " << reason << "\n  " << test.text_of("expression");
    }
    if (reason.empty() && misses.contains(name) && name != "testEquivalent/testEquivalent23")
      ADD_FAILURE() << name << " is listed as a miss but passes";
  }
  std::cout << passes << " of " << tests->root.items().size() << " pass\n";
  EXPECT_GE(passes, passes_min);
}

}  // namespace
}  // namespace linkki::fhirpath
