// The expansions that HL7 published with R4: the same codes wherever R4 itself holds what is needed.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/crypto/hash.h"
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

Codes codes_of(const std::vector<Member>& members) {
  Codes codes;
  for (auto& one : members) {
    if (one.for_ui()) codes.emplace(one.system, one.code);
  }
  return codes;
}

std::string difference(const Codes& expected, const base::Outcome<std::vector<Member>>& found) {
  if (!found) return found.failure().issues.front().text();
  const Codes codes = codes_of(*found);
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

// What is kept of an expansion that is the same here: "url count digest".
std::string kept_line(std::string_view url, const Codes& codes) {
  std::string all;
  for (auto& [system, code] : codes) all.append(system).append("|").append(code).append("\n");
  const std::string digest = crypto::print_hex(crypto::view(crypto::sha256(all))).substr(0, 16);
  return std::string(url) + " " + std::to_string(codes.size()) + " " + digest;
}

fs::path kept_file() {
  return fs::path(LINKKI_SOURCE_DIR) / "tests/terminology/official_digests.txt";
}

std::set<std::string> kept_lines() {
  std::set<std::string> lines;
  std::ifstream file(kept_file());
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line[0] != '#') lines.insert(line);
  }
  return lines;
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
  std::set<std::string> lines;
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
      if (auto set = known->value_set(resource.text_of("url")); set && *set)
        lines.insert(kept_line(resource.text_of("url"), expected));
      EXPECT_EQ(reason, listed.end()) << resource.text_of("url") << " is listed but does not differ";
    } else {
      EXPECT_NE(reason, listed.end()) << resource.text_of("url") << " " << differs.substr(0, 300);
    }
  }
  std::printf("%zu expansions with %zu codes are the same, %zu differ for the reasons listed\n", same,
              codes_same, listed.size());
  if (std::getenv("LINKKI_WRITE")) {
    std::ofstream file(kept_file());
    file << "# Expansions published with R4 that are the same here: url, number of codes, digest of "
            "system|code.\n"
            "# Written by this test with LINKKI_WRITE=1 where the published ones are at hand; read where "
            "they are not.\n\n";
    for (auto& line : lines) file << line << "\n";
  }
  EXPECT_EQ(lines, kept_lines()) << kept_file() << " is not current: run this test with LINKKI_WRITE=1";
}

TEST(OfficialExpansions, HaveTheCodesThatWereKeptOfThem) {
  auto known = catalogue();
  const auto lines = kept_lines();
  EXPECT_GT(lines.size(), 400u);
  for (const auto& line : lines) {
    const std::string url = line.substr(0, line.find(' '));
    auto set = known->value_set(url);
    ASSERT_TRUE(set && *set) << url;
    Evaluation evaluation(*known);
    const auto members = evaluation.members(**set);
    ASSERT_TRUE(members.ok()) << url;
    EXPECT_EQ(line, kept_line(url, codes_of(*members)));
  }
}

}  // namespace
}  // namespace linkki::terminology
