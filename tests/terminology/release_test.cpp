#include "terminology/releases.h"

#include "terminology/expand.h"
#include "terminology/lookup.h"
#include "terminology/release_sample.h"
#include "terminology/release_writer.h"
#include "terminology/small.h"
#include "terminology/validate_code.h"

namespace linkki::terminology {
namespace {

const std::string snomed = "http://snomed.info/sct", loinc = "http://loinc.org";

std::string refusal(const base::Failure& failure) {
  return "refused: " + std::string(failure.issues[0].message->code);
}

// The codes of an expansion, in its order.
std::string codes(const Shared& catalogue, std::vector<std::string> parameters) {
  auto answer = expand(catalogue, Asked(parameters).request);
  if (!answer) return refusal(answer.failure());
  auto parsed = *json::parse(*answer);
  std::string all;
  for (auto& one : items(*parsed.root.find("expansion"), "contains")) {
    all += (all.empty() ? "" : " ") + std::string(one.text_of("code"));
  }
  return all;
}

std::string implicit(const Shared& catalogue, const std::string& set) {
  return codes(catalogue, {text("url", snomed + "?fhir_vs" + set)});
}

// Everything that $lookup tells, as "name=value" of parts.
std::string looked_up(const Shared& catalogue, const std::string& system, const std::string& code,
                      const std::vector<std::string>& more = {}) {
  std::vector<std::string> parameters{text("system", system), text("code", code)};
  parameters.insert(parameters.end(), more.begin(), more.end());
  auto answer = lookup(catalogue, Asked(parameters).request);
  return answer ? *answer : refusal(answer.failure());
}

TEST(Snomed, LooksUpACodeByItsPreferredTerm) {
  auto catalogue = with_release(write_snomed);
  auto answer = lookup(catalogue, Asked({text("system", snomed), text("code", "1001")}).request);
  EXPECT_EQ(answered(answer, "display"), "Color") << "preferred in US English";
  EXPECT_EQ(answered(answer, "version"), colour_version);
  EXPECT_NE(answer->find(R"("code":"900000000000003001","display":"Fully specified name")"),
            std::string::npos);
  EXPECT_NE(answer->find("Colour (quality)"), std::string::npos);
  EXPECT_EQ(looked_up(catalogue, snomed, "9999"), "refused: terminology-code") << "outside the snapshot";
}

TEST(Snomed, ShowsTheLanguageAskedForItsPreferredTermFirst) {
  auto catalogue = with_release(write_snomed);
  auto in = [&](const std::string& code, const std::string& language) {
    return answered(
        lookup(
            catalogue,
            Asked({text("system", snomed), text("code", code), text("displayLanguage", language)}).request),
        "display");
  };
  EXPECT_EQ(in("1002", "fi"), "Punainen");
  EXPECT_EQ(in("1004", "fi"), "Keltainen");
  EXPECT_EQ(in("1005", "fi"), "Orange") << "there is none";
  EXPECT_EQ(in("1002", "en"), "\"Red\"") << "quotes mean nothing between tabs";
}

TEST(Snomed, TellsPropertiesAndRelatives) {
  auto catalogue = with_release(write_snomed);
  auto all = looked_up(catalogue, snomed, "1003", {text("property", "*")});
  EXPECT_NE(all.find("parent"), std::string::npos);
  EXPECT_NE(all.find("moduleId"), std::string::npos);
  all = looked_up(
      catalogue, snomed, "1003",
      {text("property", "parent"), text("property", "7001"), text("property", "sufficientlyDefined")});
  EXPECT_NE(all.find(R"({"name":"code","valueCode":"parent"},{"name":"value","valueCode":"1002"})"),
            std::string::npos)
      << all;
  EXPECT_NE(all.find(R"({"name":"value","valueCode":"1004"},{"name":"description","valueString":"Yellow"})"),
            std::string::npos);
  EXPECT_NE(all.find(R"("valueBoolean":false)"), std::string::npos);
}

TEST(Snomed, KnowsTheHierarchyOfActiveInferredRelationships) {
  auto catalogue = with_release(write_snomed);
  auto relation = [&](const std::string& a, const std::string& b) {
    return answered(
        subsumes(catalogue, Asked({text("system", snomed), text("codeA", a), text("codeB", b)}).request),
        "outcome");
  };
  EXPECT_EQ(relation("1001", "1005"), "subsumes");
  EXPECT_EQ(relation("1005", "1004"), "subsumed-by");
  EXPECT_EQ(relation("1004", "1003"), "not-subsumed") << "that relationship is not active";
  EXPECT_EQ(relation("1002", "1004"), "not-subsumed") << "that one is stated only";
}

TEST(Snomed, ExpandsImplicitValueSets) {
  auto catalogue = with_release(write_snomed);
  EXPECT_EQ(implicit(catalogue, ""), "1001 1002 1003 1004 1005 1006");
  EXPECT_EQ(implicit(catalogue, "=isa/1002"), "1002 1003 1005");
  EXPECT_EQ(implicit(catalogue, "=refset/8001"), "1003 1004");
  EXPECT_EQ(implicit(catalogue, "=ecl/<1001 MINUS <<1002"), "1004");
  EXPECT_EQ(implicit(catalogue, "=other/1"), "refused: terminology-set-unknown");
  EXPECT_EQ(codes(catalogue, {text("url", std::string(colour_version) + "?fhir_vs=isa/1004")}), "1004 1005");
  EXPECT_EQ(codes(catalogue, {text("url", snomed + "/900000000000207008?fhir_vs=isa/1004")}), "1004 1005");
  EXPECT_EQ(codes(catalogue, {text("url", snomed + "/1?fhir_vs=isa/1004")}),
            "refused: terminology-system-unknown");
}

TEST(Snomed, ExpandsPartsOfALargeSystem) {
  auto catalogue = with_release(write_snomed);
  const auto whole = text("url", snomed + "?fhir_vs");
  EXPECT_EQ(codes(catalogue, {whole, text("filter", "oran")}), "1005");
  EXPECT_EQ(codes(catalogue, {whole, text("filter", "keltai")}), "1004") << "in any language";
  EXPECT_EQ(codes(catalogue, {whole, flag("activeOnly", true), parameter("count", "Integer", "2"),
                              parameter("offset", "Integer", "3")}),
            "1004 1005");
}

TEST(Snomed, ExpandsTheRulesOfAValueSetResource) {
  const ReleaseFolder folder;
  write_snomed(folder);
  auto set = [&](const std::string& filter) {
    definitions::Registry registry(r4());
    EXPECT_TRUE(registry
                    .add({value_set("urn:s", R"({"include":[{"system":"http://snomed.info/sct","filter":[)" +
                                                 filter + "]}]}")})
                    .ok());
    return codes(std::make_shared<const Catalogue>(registry.current(), load(folder)), {text("url", "urn:s")});
  };
  EXPECT_EQ(set(R"({"property":"concept","op":"descendent-of","value":"1002"})"), "1003 1005");
  EXPECT_EQ(set(R"({"property":"concept","op":"in","value":"8001"})"), "1003 1004");
  EXPECT_EQ(set(R"({"property":"constraint","op":"=","value":"<< 1004 |Yellow|"})"), "1004 1005");
  EXPECT_EQ(set(R"({"property":"7001","op":"=","value":"1004"})"), "1003");
  EXPECT_EQ(set(R"({"property":"inactive","op":"=","value":"true"})"), "1006");
  EXPECT_EQ(
      set(R"({"property":"concept","op":"is-a","value":"1001"},{"property":"parent","op":"=","value":"1004"})"),
      "1005");
  EXPECT_EQ(set(R"({"property":"concept","op":"is-a","value":"4711"})"), "");
  EXPECT_EQ(set(R"({"property":"constraint","op":"=","value":"< 1001 : 7001 = 1004"})"),
            "refused: terminology-constraint");
}

TEST(Snomed, ValidatesACodeOfAnImplicitValueSet) {
  auto catalogue = with_release(write_snomed);
  auto result = [&](const std::string& code, const std::string& display = "") {
    std::vector<std::string> parameters{text("url", snomed + "?fhir_vs=isa/1002"), text("system", snomed),
                                        text("code", code)};
    if (!display.empty()) parameters.push_back(text("display", display));
    return answered(validate_code_in_set(catalogue, Asked(parameters).request), "result");
  };
  EXPECT_EQ(result("1005"), "true");
  EXPECT_EQ(result("1004"), "false");
  EXPECT_EQ(result("1005", "Orange"), "true");
  EXPECT_EQ(result("1005", "Pear"), "false");
  EXPECT_EQ(result("1002", "Punainen"), "true");
}

TEST(Snomed, SaysThatItIsNotLoadedWhereItIsNot) {
  EXPECT_EQ(implicit(catalogue(), "=isa/1002"), "refused: terminology-set-unknown");
}

TEST(Loinc, LooksUpACodeWithItsPropertiesAndTranslations) {
  auto catalogue = with_release(write_loinc);
  auto answer = lookup(
      catalogue, Asked({text("system", loinc), text("code", "1-8"), text("property", "COMPONENT")}).request);
  EXPECT_EQ(answered(answer, "display"), "Steps, \"counted\"\nin a day");
  EXPECT_EQ(answered(answer, "version"), "2.10") << "the latest change; 2.10 comes after 2.9";
  EXPECT_NE(answer->find(R"("valueString":"Steps")"), std::string::npos);
  EXPECT_NE(answer->find("Steg per dag"), std::string::npos);
  auto swedish = lookup(
      catalogue, Asked({text("system", loinc), text("code", "1-8"), text("displayLanguage", "sv")}).request);
  EXPECT_EQ(answered(swedish, "display"), "Steg per dag");
}

TEST(Loinc, KnowsPartsAsGroupsOfCodes) {
  auto catalogue = with_release(write_loinc);
  EXPECT_EQ(codes(catalogue, {text("url", loinc + "/vs/LP1-1")}), "1-8 LP1-1 LP2-2");
  EXPECT_EQ(codes(catalogue, {text("url", loinc + "/vs/LP1-1"), flag("excludeNotForUI", true)}), "1-8");
  EXPECT_EQ(codes(catalogue, {text("url", loinc + "/vs"), flag("activeOnly", true)}), "1-8 LP1-1 LP2-2");
  EXPECT_EQ(
      answered(subsumes(catalogue,
                        Asked({text("system", loinc), text("codeA", "LP1-1"), text("codeB", "1-8")}).request),
               "outcome"),
      "subsumes");
}

TEST(OfficialRelease, NeedsARelease) {
  const ReleaseFolder folder;
  auto read = read_release({folder.path()}, "");
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(refusal(read.failure()), "refused: terminology-release-none");
}

TEST(OfficialRelease, TakesTheVersionThatItIsTold) {
  const ReleaseFolder folder;
  write_snomed(folder);
  EXPECT_EQ(read_release({folder.path()}, "")->version, colour_version);
  EXPECT_EQ(read_release({folder.path()}, "http://snomed.info/sct/1/version/2")->version,
            "http://snomed.info/sct/1/version/2");
}

TEST(OfficialRelease, NamesTheRowThatIsNotAsItShouldBe) {
  const ReleaseFolder folder;
  write_snomed(folder);
  folder.rows("RF2/Snapshot/Terminology/sct2_Concept_Snapshot_INT_20260101.txt",
              "id|effectiveTime|active|moduleId|definitionStatusId\n1|2|3\n");
  auto read = read_release({folder.path()}, "");
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(refusal(read.failure()), "refused: terminology-table-row");
  EXPECT_TRUE(read.failure().issues[0].text().find("20260101.txt:2") != std::string::npos);
  folder.rows("RF2/Snapshot/Terminology/sct2_Concept_Snapshot_INT_20260101.txt", "id|active\n1|1\n");
  EXPECT_EQ(refusal(read_release({folder.path()}, "").failure()), "refused: terminology-table-column");
  const ReleaseFolder open_quote;
  open_quote.write("Loinc.csv", "LOINC_NUM\n\"1-8\n");
  EXPECT_EQ(refusal(read_release({open_quote.path()}, "").failure()), "refused: terminology-table-row");
}

TEST(Release, RefusesAFileThatIsDamagedAnywhere) {
  const ReleaseFolder folder;
  write_loinc(folder);
  const auto whole = read_release({folder.path()}, "")->bytes;
  auto opened = [&](const std::string& bytes) {
    folder.write("x.codes", bytes);
    return Release::open(folder.path() + "/x.codes").ok();
  };
  ASSERT_TRUE(opened(whole));
  for (std::size_t at = 0; at < whole.size(); at += 7) {
    auto damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x40);
    EXPECT_FALSE(opened(damaged)) << at;
  }
  EXPECT_FALSE(opened(whole.substr(0, whole.size() / 2)));
  EXPECT_FALSE(opened("linkki"));
}

TEST(Releases, TakeTheLatestVersionUnlessAnotherIsNamed) {
  const ReleaseFolder folder;
  for (std::string version : {"1", "3", "2"}) {
    ReleaseWriter writer;
    writer.add("a");
    auto bytes = writer.finish(R"({"resourceType":"CodeSystem","url":"urn:r","version":")" + version +
                               R"(","content":"complete"})");
    folder.write(release_file_name("urn:r", version), *bytes);
  }
  auto releases = *Releases::open(folder.path());
  EXPECT_EQ(releases->all().size(), 3u);
  EXPECT_EQ(releases->find("urn:r")->version(), "3");
  EXPECT_EQ(releases->find("urn:r|2")->version(), "2");
  EXPECT_EQ(releases->find("urn:r|4"), nullptr);
  EXPECT_TRUE((*Releases::open(folder.path() + "/none"))->all().empty());
}

}  // namespace
}  // namespace linkki::terminology
