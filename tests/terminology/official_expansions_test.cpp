// The expansions that HL7 published with R4: the same codes wherever R4 itself holds what is needed.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/json/print.h"
#include "conformance/suites.h"
#include "terminology/evaluation.h"
#include "terminology/r4.h"

namespace linkki::terminology {
namespace {

namespace fs = std::filesystem;
using Codes = std::set<std::pair<std::string, std::string>>;

std::string read(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

// url → reason, of the sets that differ.
std::map<std::string, std::string> differing() {
  std::map<std::string, std::string> listed;
  std::ifstream file(fs::path(LINKKI_SOURCE_DIR) / "tests/terminology/official_expansions.txt");
  for (std::string line; std::getline(file, line);) {
    auto space = line.find(' ');
    if (!line.empty() && line[0] != '#') listed.emplace(line.substr(0, space), line.substr(space + 1));
  }
  return listed;
}

void collect(std::span<json::Value> contains, Codes& codes) {
  for (auto& one : contains) {
    if (one.find("code")) codes.emplace(one.text_of("system"), one.text_of("code"));
    collect(items(one, "contains"), codes);
  }
}

std::string difference(const Codes& expected, const base::Outcome<std::vector<Member>>& found) {
  if (!found) return found.failure().issues.front().text();
  Codes codes;
  for (auto& one : *found) {
    if (one.for_ui()) codes.emplace(one.system, one.code);
  }
  if (codes == expected) return {};
  std::ostringstream text;
  for (auto& one : expected) {
    if (!codes.contains(one)) text << " -" << one.second;
  }
  for (auto& one : codes) {
    if (!expected.contains(one)) text << " +" << one.second;
  }
  return text.str();
}

// Some of the sets are not among R4's definitions: they are taken from the bundle, with their rules alone.
std::shared_ptr<const ValueSet> find(const Catalogue& known, const json::Value& resource) {
  auto set = known.value_set(resource.text_of("url"));
  if (set && *set) return *set;
  auto document = *json::parse(json::print(resource));
  json::erase(document.arena, document.root, "expansion");
  return *ValueSet::make(std::move(document));
}

// As with excludeNotForUI=true: the published expansions leave out groups and codes that are out of use.
TEST(OfficialExpansions, HaveTheSameCodesHereButForTheListedOnes) {
  auto archive = conformance("r4-valueset-expansions.tar.gz");
  if (!fs::exists(archive)) GTEST_SKIP() << "no official expansions: " << archive << " is absent";
  auto folder = fs::temp_directory_path() / ("expansions-" + std::to_string(::getpid()));
  fs::create_directories(folder);
  ASSERT_EQ(std::system(("tar -xzf " + archive.string() + " -C " + folder.string()).c_str()), 0);
  auto bundle = json::parse(read(folder / "Bundle-valueset-expansions.json"));
  fs::remove_all(folder);
  ASSERT_TRUE(bundle.ok());

  auto known = catalogue();
  auto listed = differing();
  std::size_t same = 0, codes_same = 0;
  for (auto& entry : items(bundle->root, "entry")) {
    auto& resource = *entry.find("resource");
    Codes expected;
    collect(items(*resource.find("expansion"), "contains"), expected);
    Evaluation evaluation(*known);
    auto differs = difference(expected, evaluation.members(*find(*known, resource)));
    auto reason = listed.find(std::string(resource.text_of("url")));
    if (differs.empty()) {
      ++same;
      codes_same += expected.size();
      EXPECT_EQ(reason, listed.end()) << resource.text_of("url") << " is listed but does not differ";
    } else {
      EXPECT_NE(reason, listed.end()) << resource.text_of("url") << " " << differs.substr(0, 300);
    }
  }
  std::printf("%zu expansions with %zu codes are the same, %zu differ for the reasons listed\n", same,
              codes_same, listed.size());
}

}  // namespace
}  // namespace linkki::terminology
