#include "terminology/releases.h"

#include <xxhash.h>

#include <cstring>

#include "terminology/expand.h"
#include "terminology/limits.h"
#include "terminology/lookup.h"
#include "terminology/release_sample.h"
#include "terminology/release_writer.h"
#include "terminology/small.h"
#include "terminology/table_file.h"
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
  EXPECT_EQ(implicit(catalogue, "=isa/" + std::string(limits::implicit_set_bytes_max, '1')),
            "refused: terminology-set-unknown");
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

TEST(Snomed, RefusesAnExpansionThatIsTooLargeBeforeItsExcludes) {
  const ReleaseFolder folder;
  ReleaseWriter writer;
  for (std::size_t i = 0; i <= limits::expansion_codes_max; ++i) writer.add(std::to_string(i));
  folder.write("x.codes",
               *writer.finish(R"({"resourceType":"CodeSystem","url":"urn:r","content":"complete"})"));
  definitions::Registry registry(r4());
  ASSERT_TRUE(registry
                  .add({value_set("urn:s", R"({"include":[{"system":"urn:r"}],
                                               "exclude":[{"system":"urn:r","concept":[{"code":"1"}]}]})")})
                  .ok());
  EXPECT_EQ(codes(std::make_shared<const Catalogue>(registry.current(), *Releases::open(folder.path())),
                  {text("url", "urn:s")}),
            "refused: terminology-large");
}

TEST(Snomed, ExcludesByConstraint) {
  const ReleaseFolder folder;
  write_snomed(folder);
  definitions::Registry registry(r4());
  ASSERT_TRUE(registry
                  .add({value_set("urn:s", R"({"include":[{"system":"http://snomed.info/sct"}],
      "exclude":[{"system":"http://snomed.info/sct","filter":[
        {"property":"constraint","op":"=","value":"<< 1002 OR 1006"}]}]})")})
                  .ok());
  EXPECT_EQ(
      codes(std::make_shared<const Catalogue>(registry.current(), load(folder)), {text("url", "urn:s")}),
      "1001 1004");
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

// With a checksum that is right again.
std::string sealed(std::string bytes) {
  constexpr std::size_t place = sizeof(ReleaseHeader::magic),
                        covered = place + sizeof(ReleaseHeader::checksum);
  const std::uint64_t checksum = XXH3_64bits(bytes.data() + covered, bytes.size() - covered);
  std::memcpy(bytes.data() + place, &checksum, sizeof(checksum));
  return bytes;
}

TEST(Release, RefusesNumbersThatLeadOutsideThoughItsChecksumIsRight) {
  const ReleaseFolder folder;
  write_snomed(folder);
  const auto whole = read_release({folder.path()}, "")->bytes;
  ReleaseHeader header;
  std::memcpy(&header, whole.data(), sizeof(header));
  const auto opened = [&](const std::string& bytes) {
    folder.write("x.codes", sealed(bytes));
    return Release::open(folder.path() + "/x.codes").ok();
  };
  ASSERT_TRUE(opened(whole));
  for (std::size_t i = 0; i < section_count; ++i) {
    const auto& place = header.sections[i];
    const auto section = static_cast<Section>(i);
    auto damaged = whole;
    std::memset(damaged.data() + sizeof(header) - (section_count - i) * sizeof(place), 0x7f, 4);
    EXPECT_FALSE(opened(damaged)) << "the place of section " << i;
    const bool text = section == Section::about || section == Section::code_bytes ||
                      section == Section::text_bytes || section == Section::flags;
    if (text) continue;
    for (std::size_t at = 0; at + 4 <= place.bytes; at += 4) {
      damaged = whole;
      std::memset(damaged.data() + place.at + at, 0x7f, 4);
      EXPECT_FALSE(opened(damaged)) << "section " << i << " at " << at;
    }
  }
}

TEST(Release, KeepsWhateverItsTablesCallLanguagesAndSets) {
  const ReleaseFolder folder;
  ReleaseWriter writer;
  writer.add("a");
  writer.name("a", "e\"n", {}, "A", 0);
  writer.name("a", "", {}, "Ah", 1);
  writer.member("", "a");
  writer.member("s", "a");
  folder.write("x.codes",
               *writer.finish(R"({"resourceType":"CodeSystem","url":"urn:r","content":"complete"})"));
  const auto release = Release::open(folder.path() + "/x.codes");
  ASSERT_TRUE(release.ok()) << release.failure().issues[0].text();
  std::vector<std::string> languages;
  (*release)->each_designation((*release)->at(0), [&](auto& one) { languages.emplace_back(one.language); });
  EXPECT_EQ(languages, (std::vector<std::string>{"e\"n", ""}));
  EXPECT_EQ((*release)->members("s")->size(), 1u);
}

TEST(TableFile, RefusesRowsThatAreTooLongOrNotInUtf8) {
  const ReleaseFolder folder;
  const auto second = [&](const std::string& row, Separated separated = Separated::by_commas) {
    folder.write("t", "a,b\n" + row + "\n");
    if (separated == Separated::by_tabs) folder.write("t", "a\n" + row + "\n");
    auto table = *TableFile::open(folder.path() + "/t", separated);
    const auto next = table.next();
    return next.ok() ? std::string(table.cell(0)) : refusal(next.failure());
  };
  EXPECT_EQ(second("1,2"), "1");
  EXPECT_EQ(second("\"1\n\n2\",2"), "1\n\n2");
  EXPECT_EQ(second("\xC3\x28,2"), "refused: terminology-table-row");
  EXPECT_EQ(second(std::string(limits::release_row_bytes_max, 'x'), Separated::by_tabs).size(),
            limits::release_row_bytes_max);
  EXPECT_EQ(second(std::string(limits::release_row_bytes_max + 1, 'x'), Separated::by_tabs),
            "refused: terminology-table-row");
  EXPECT_EQ(second("\"" + std::string(limits::release_row_bytes_max, '\n')),
            "refused: terminology-table-row");
}

TEST(Releases, OrderVersionsByTheirNumbersAndSnomedByTheDate) {
  const ReleaseFolder folder;
  const auto add = [&](const std::string& url, const std::string& version) {
    ReleaseWriter writer;
    writer.add("a");
    folder.write(release_file_name(url, version),
                 *writer.finish(R"({"resourceType":"CodeSystem","url":")" + url + R"(","version":")" +
                                version + R"(","content":"complete"})"));
  };
  for (auto version : {"2.9", "2.81", "2.10"}) add(loinc, version);
  add(snomed, snomed + "/900000000000207008/version/20260101");
  add(snomed, snomed + "/11000229106/version/20260615");
  const auto releases = *Releases::open(folder.path());
  EXPECT_EQ(releases->find(loinc)->version(), "2.81");
  EXPECT_EQ(releases->find(snomed)->version(), snomed + "/11000229106/version/20260615");
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
