// The cases of HL7's validators: our verdict (faulty or not) is that of the Java validator, but for those
// that different_cases.txt argues.
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <map>
#include <set>

#include "base/json/parse.h"
#include "conformance/suites.h"
#include "fhir/json.h"
#include "validation/examples.h"
#include "validation/subject.h"

namespace linkki::validation {
namespace {

namespace fs = std::filesystem;

struct Case {
  std::string number, name, run;
  bool faulty = false;
};

std::vector<std::string> lines_of(const fs::path& file) {
  std::vector<std::string> lines;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// Lines: name of the case, run, why; # starts a comment.
std::map<std::string, std::string> argued() {
  std::map<std::string, std::string> known;
  for (const std::string& line : lines_of(LINKKI_SOURCE_DIR "/tests/validation/different_cases.txt")) {
    const auto name = line.find(' '), run = line.find(' ', name + 1);
    if (line.empty() || line[0] == '#' || run == std::string::npos) continue;
    known[line.substr(0, run)] = line.substr(run + 1);
  }
  return known;
}

class ValidatorCases : public testing::Test {
 protected:
  void SetUp() override {
    const fs::path archive = conformance("validator-r4.tar.gz");
    if (!fs::exists(archive)) GTEST_SKIP() << "no " << archive;
    std::string name = (fs::temp_directory_path() / "validator_cases_XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder = name;
    const std::string command = "python3 " LINKKI_SOURCE_DIR "/tests/validation/cases_to_json.py '" +
                                archive.string() + "' '" + examples_folder().string() + "' '" + name + "'";
    ASSERT_EQ(std::system(command.c_str()), 0);
    for (const std::string& line : lines_of(folder / "index")) {
      std::istringstream in(line);
      std::string verdict;
      Case one;
      in >> one.number >> one.name >> one.run >> verdict;
      one.faulty = verdict == "faulty";
      cases.push_back(one);
    }
  }
  void TearDown() override {
    if (!folder.empty()) fs::remove_all(folder);
  }

  fs::path file(const Case& one, const char* ending) const { return folder / (one.number + ending); }

  std::shared_ptr<const definitions::Definitions> definitions_of(const Case& one) const {
    definitions::Registry registry(definitions::r4());
    for (const std::string& line : lines_of(file(one, ".beside"))) {
      const auto text = json::parse(line);
      if (text) (void)registry.add({std::string(text->root.text())});
    }
    return registry.current();
  }

  Texts judge(const Case& one) const {
    auto known = definitions_of(one);
    const auto made = Validator::make(known);
    if (!made) return {"no validator"};
    const auto resource = fhir::parse_json(read_file(file(one, ".resource")), *known);
    if (!resource) return {"error not-read"};
    base::Mapping by_type;
    std::istringstream demands(read_file(file(one, ".demands")));
    for (std::string type, canonical; demands >> type >> canonical;) by_type[type] = canonical;
    const std::string profile = read_file(file(one, ".profile"));
    std::vector<std::string> profiles;
    if (!profile.empty()) profiles.push_back(profile);
    Texts texts;
    for (const auto& issue : (*made)->validate(resource->root(), profiles, by_type)) {
      const bool error = issue.severity == base::Severity::error;
      if (error || std::getenv("LINKKI_SHOW")) texts.push_back(brief(issue) + " | " + issue.text());
    }
    return texts;
  }

  fs::path folder;
  std::vector<Case> cases;
};

bool has_error(const Texts& texts) {
  return std::any_of(texts.begin(), texts.end(), [](const auto& one) { return one.starts_with("error"); });
}

TEST_F(ValidatorCases, HaveTheVerdictOfTheJavaValidator) {
  const auto known = argued();
  const char* const only = std::getenv("LINKKI_CASE");
  std::size_t same = 0, all = 0;
  std::set<std::string> differ;
  for (const Case& one : cases) {
    if (only && one.name.find(only) == std::string::npos) continue;
    ++all;
    const Texts texts = judge(one);
    const std::string key = one.name + " " + one.run;
    if (only) {
      for (const std::string& text : texts) std::cout << key << ": " << text << "\n";
    }
    if (has_error(texts) == one.faulty) {
      ++same;
      continue;
    }
    differ.insert(key);
    if (known.contains(key)) continue;
    ADD_FAILURE() << key << (one.faulty ? " should be faulty" : " should be sound")
                  << (texts.empty() ? "" : ": " + texts[0]);
  }
  for (const auto& [key, why] : known) {
    EXPECT_TRUE(only || differ.contains(key)) << key << " is the same now";
  }
  std::cout << same << " of " << all << " verdicts are the same\n";
  if (!only) {
    EXPECT_GE(same * 100, all * 95);
  }
}

}  // namespace
}  // namespace linkki::validation
