// Value sets counted out: small ones of our own, and R4's against the expansions that HL7 publishes.
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "base/json/parse.h"
#include "conformance/suites.h"
#include "definitions/r4.h"

namespace linkki::definitions {
namespace {

using CodeSet = std::set<std::pair<std::string, std::string>>;

// What tar finds in an archive; empty: no such file.
std::string unpack(const std::filesystem::path& archive) {
  std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(("tar xzOf '" + archive.string() + "'").c_str(), "r"),
                                             pclose);
  std::string bytes, piece(1 << 16, '\0');
  while (auto read = fread(piece.data(), 1, piece.size(), pipe.get())) bytes.append(piece, 0, read);
  return bytes;
}

void collect(const json::Value& parent, CodeSet& codes) {
  auto* contains = parent.find("contains");
  if (!contains) return;
  for (auto& one : contains->items()) {
    if (!one.text_of("code").empty()) codes.emplace(one.text_of("system"), one.text_of("code"));
    collect(one, codes);
  }
}

CodeSet ours(const ValueSet& set) {
  CodeSet codes;
  for (auto& one : set.codes) codes.emplace(one.system, one.code);
  return codes;
}

std::set<std::string_view> required_bindings() {
  std::set<std::string_view> urls;
  std::set<const Type*> seen;
  std::vector<const Type*> open(r4()->resource_types().begin(), r4()->resource_types().end());
  while (!open.empty()) {
    auto* type = open.back();
    open.pop_back();
    if (!seen.insert(type).second) continue;
    for (auto& element : type->elements) {
      if (element.binding.strength == BindingStrength::required) urls.insert(element.binding.value_set);
      for (auto& reference : element.types) open.push_back(reference.type);
    }
  }
  return urls;
}

// Where ours differs from what HL7 publishes, and why.
const std::map<std::string_view, std::string_view> differing{
    {"http://hl7.org/fhir/ValueSet/c80-doc-typecodes", "theirs is cut off after 1 000 codes"},
    {"http://hl7.org/fhir/ValueSet/detectedissue-category", "theirs does not follow second parents"},
    {"http://terminology.hl7.org/ValueSet/v3-ActCode", "theirs leaves out one of nineteen retired codes"},
    {"http://terminology.hl7.org/ValueSet/v3-ActPharmacySupplyType",
     "theirs does not follow second parents"}};

TEST(Expansion, AgreesWithTheOfficialOneWhereverItIsEnumerable) {
  auto archive = conformance("r4-valueset-expansions.tar.gz");
  if (!std::filesystem::exists(archive)) GTEST_SKIP() << "no " << archive;
  auto bundle = json::parse(unpack(archive));
  ASSERT_TRUE(bundle.ok());
  std::size_t same = 0, other = 0;
  for (auto& entry : bundle->root.find("entry")->items()) {
    auto& official = *entry.find("resource");
    auto url = official.text_of("url");
    auto* set = r4()->find_value_set(url);
    if (!set || !set->enumerable) {
      ++other;
      continue;
    }
    CodeSet theirs;
    collect(*official.find("expansion"), theirs);
    bool agrees = ours(*set) == theirs;
    EXPECT_NE(agrees, differing.contains(url)) << url;
    same += agrees;
  }
  std::cout << same << " of 553 official expansions are ours too, " << other << " are not enumerable, "
            << differing.size() << " differ for a known reason\n";
  EXPECT_EQ(same + other + differing.size(), 553u);
  EXPECT_EQ(same, 488u);
}

// Rules over systems that are not among the definitions: money, MIME types, UCUM, a LOINC answer list.
TEST(Expansion, CountsOutEveryRequiredBindingButFour) {
  std::set<std::string_view> not_enumerable;
  auto required = required_bindings();
  for (auto url : required) {
    auto* set = r4()->find_value_set(url);
    if (!set || !set->enumerable) not_enumerable.insert(url);
  }
  EXPECT_GT(required.size(), 200u);
  EXPECT_THAT(not_enumerable,
              testing::ElementsAre("http://hl7.org/fhir/ValueSet/currencies",
                                   "http://hl7.org/fhir/ValueSet/mimetypes",
                                   "http://hl7.org/fhir/ValueSet/ucum-units", "http://loinc.org/vs/LL379-9"));
}

TEST(Expansion, KnowsItsMembers) {
  auto* genders = r4()->find_value_set("http://hl7.org/fhir/ValueSet/administrative-gender|4.0.1");
  ASSERT_NE(genders, nullptr);
  EXPECT_TRUE(genders->enumerable);
  EXPECT_EQ(genders->codes.size(), 4u);
  EXPECT_TRUE(genders->contains_code("female"));
  EXPECT_FALSE(genders->contains_code("Female"));
  EXPECT_FALSE(genders->contains_code(""));
  EXPECT_TRUE(genders->contains("http://hl7.org/fhir/administrative-gender", "female"));
  EXPECT_FALSE(genders->contains("http://hl7.org/fhir/other", "female"));
  EXPECT_EQ(genders->codes[0].display, "Female");
}

TEST(Expansion, IsNotFoundUnderAnotherVersion) {
  EXPECT_EQ(r4()->find_value_set("http://hl7.org/fhir/ValueSet/administrative-gender|3.0.0"), nullptr);
  EXPECT_EQ(r4()->find_value_set("http://hl7.org/fhir/ValueSet/nothing"), nullptr);
}

TEST(Expansion, LeavesOutCodesThatOnlyGroupOthers) {
  auto* types = r4()->find_value_set("http://hl7.org/fhir/ValueSet/item-type");
  EXPECT_TRUE(types->contains_code("group"));
  EXPECT_FALSE(types->contains_code("question"));
}

TEST(Expansion, TakesListedCodesOfSystemsThatAreNotLoaded) {
  auto* units = r4()->find_value_set("http://hl7.org/fhir/ValueSet/units-of-time");
  EXPECT_TRUE(units->enumerable);
  EXPECT_TRUE(units->contains("http://unitsofmeasure.org", "min"));
  EXPECT_FALSE(r4()->find_value_set("http://hl7.org/fhir/ValueSet/observation-codes")->enumerable);
}

TEST(Expansion, NamesWhatItWasCountedOutFrom) {
  auto* genders = r4()->find_value_set("http://hl7.org/fhir/ValueSet/administrative-gender");
  ASSERT_EQ(genders->sources.size(), 1u);
  EXPECT_EQ(genders->sources[0], "http://hl7.org/fhir/administrative-gender");
}

TEST(Expansion, KeepsItsCodesInOrderAndEachOnce) {
  std::size_t sets = 0;
  r4()->each_value_set([&](const ValueSet& set) {
    ++sets;
    auto rises = [](auto& a, auto& b) { return std::tie(a.code, a.system) >= std::tie(b.code, b.system); };
    auto at = std::adjacent_find(set.codes.begin(), set.codes.end(), rises);
    EXPECT_EQ(at, set.codes.end()) << set.url;
    EXPECT_TRUE(set.enumerable || set.codes.empty()) << set.url;
  });
  EXPECT_EQ(sets, 1'316u);
}

}  // namespace
}  // namespace linkki::definitions
