// Releases in the shape of SNOMED CT's and LOINC's, with a content of our own, written to a temporary folder.
//
//   1001 Colour ─┬─ 1002 Red ─┬─ 1003 Crimson
//                │            └─ 1005 Orange (of two parents)
//                └─ 1004 Yellow ─┘          1006 Mauve (inactive)
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "terminology/official_release.h"
#include "terminology/r4.h"
#include "terminology/releases.h"
#include "terminology/request.h"

namespace linkki::terminology {

class ReleaseFolder {
 public:
  ReleaseFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "linkki-release-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~ReleaseFolder() { std::filesystem::remove_all(path_); }
  ReleaseFolder(const ReleaseFolder&) = delete;

  const std::string& path() const { return path_; }
  // Tabs stand for bars.
  void rows(const std::string& name, std::string text) const {
    for (auto& c : text) c = c == '|' ? '\t' : c;
    write(name, text);
  }
  void write(const std::string& name, const std::string& text) const {
    const auto file = std::filesystem::path(path_) / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
  }

 private:
  std::string path_;
};

inline constexpr const char* colour_version = "http://snomed.info/sct/900000000000207008/version/20260101";

inline void write_snomed(const ReleaseFolder& folder) {
  const std::string terminology = "RF2/Snapshot/Terminology/", sets = "RF2/Snapshot/Refset/";
  const std::string primitive = "900000000000074008", defined = "900000000000073002";
  std::string concepts = "id|effectiveTime|active|moduleId|definitionStatusId\r\n";
  for (auto code : {"1001", "1002", "1003", "1004"}) {
    concepts += std::string(code) + "|20260101|1|77|" + primitive + "\r\n";
  }
  concepts += "1005|20260101|1|77|" + defined + "\r\n1006|20260101|0|77|" + primitive + "\r\n";
  folder.rows(terminology + "sct2_Concept_Snapshot_INT_20260101.txt", concepts);
  folder.rows("RF2/Full/Terminology/sct2_Concept_Full_INT_20260101.txt",
              concepts + "9999|20200101|1|77|" + primitive + "\r\n");

  const std::string synonym = "900000000000013009", full = "900000000000003001";
  auto description = [&](const std::string& id, const std::string& code, const std::string& language,
                         const std::string& type, const std::string& term, const std::string& active = "1") {
    return id + "|20260101|" + active + "|77|" + code + "|" + language + "|" + type + "|" + term +
           "|900000000000448009\r\n";
  };
  const std::string head =
      "id|effectiveTime|active|moduleId|conceptId|languageCode|typeId|term|caseSignificanceId\r\n";
  folder.rows(terminology + "sct2_Description_Snapshot-en_INT_20260101.txt",
              head + description("11", "1001", "en", full, "Colour (quality)") +
                  description("12", "1001", "en", synonym, "Colour") +
                  description("13", "1001", "en", synonym, "Color") +
                  description("14", "1002", "en", synonym, "\"Red\"") +
                  description("15", "1003", "en", synonym, "Crimson") +
                  description("16", "1004", "en", synonym, "Yellow") +
                  description("17", "1005", "en", synonym, "Orange") +
                  description("18", "1006", "en", synonym, "Mauve") +
                  description("19", "1004", "en", synonym, "Gold", "0"));
  folder.rows(terminology + "sct2_Description_Snapshot-fi_FI_20260101.txt",
              head + description("21", "1002", "fi", synonym, "Puna") +
                  description("22", "1002", "fi", synonym, "Punainen") +
                  description("23", "1004", "fi", synonym, "Keltainen"));
  const std::string preferred = "900000000000548007", acceptable = "900000000000549004";
  const std::string language_head =
      "id|effectiveTime|active|moduleId|refsetId|referencedComponentId|acceptabilityId\r\n";
  folder.rows(sets + "Language/der2_cRefset_LanguageSnapshot-en_INT_20260101.txt",
              language_head + "a|20260101|1|77|900000000000509007|13|" + preferred + "\r\n" +
                  "b|20260101|1|77|900000000000508004|12|" + preferred + "\r\n");
  folder.rows(sets + "Language/der2_cRefset_LanguageSnapshot-fi_FI_20260101.txt",
              language_head + "c|20260101|1|77|5551|22|" + preferred + "\r\nd|20260101|1|77|5551|21|" +
                  acceptable + "\r\n");

  const std::string inferred = "900000000000011006", stated = "900000000000010007", is_a = "116680003";
  auto relationship = [&](const std::string& from, const std::string& to, const std::string& type,
                          const std::string& active = "1", const std::string& kind = "900000000000011006") {
    return "r" + from + to + "|20260101|" + active + "|77|" + from + "|" + to + "|0|" + type + "|" + kind +
           "|900000000000451002\r\n";
  };
  folder.rows(terminology + "sct2_Relationship_Snapshot_INT_20260101.txt",
              "id|effectiveTime|active|moduleId|sourceId|destinationId|relationshipGroup|typeId|"
              "characteristicTypeId|modifierId\r\n" +
                  relationship("1002", "1001", is_a) + relationship("1003", "1002", is_a) +
                  relationship("1004", "1001", is_a) + relationship("1005", "1002", is_a) +
                  relationship("1005", "1004", is_a) + relationship("1003", "1004", is_a, "0") +
                  relationship("1004", "1002", is_a, "1", stated) + relationship("1003", "1004", "7001"));
  folder.rows(sets + "Content/der2_Refset_SimpleSnapshot_INT_20260101.txt",
              "id|effectiveTime|active|moduleId|refsetId|referencedComponentId\r\n"
              "e|20260101|1|77|8001|1004\r\nf|20260101|1|77|8001|1003\r\ng|20260101|0|77|8001|1001\r\nh|"
              "20260101|1|77|8001|14\r\n");
}

inline void write_loinc(const ReleaseFolder& folder) {
  folder.write(
      "LoincTable/Loinc.csv",
      "\xEF\xBB\xBF\"LOINC_NUM\",\"COMPONENT\",\"CLASS\",\"STATUS\",\"SHORTNAME\",\"LONG_COMMON_NAME\","
      "\"VersionLastChanged\"\n"
      "\"1-8\",\"Steps\",\"WALK\",\"ACTIVE\",\"Steps/day\",\"Steps, \"\"counted\"\"\nin a day\",\"2.9\"\n"
      "\"2-6\",\"Laps\",\"SWIM\",\"DEPRECATED\",\"\",\"Laps swum\",\"2.10\"\n");
  folder.write("AccessoryFiles/LinguisticVariants/svSE12LinguisticVariant.csv",
               "\"LOINC_NUM\",\"LONG_COMMON_NAME\"\n\"1-8\",\"Steg per dag\"\n\"9-9\",\"Okänd\"\n");
  folder.write("AccessoryFiles/LinguisticVariants/LinguisticVariants.csv", "\"ID\"\n\"12\"\n");
  folder.write("AccessoryFiles/ComponentHierarchyBySystem/ComponentHierarchyBySystem.csv",
               "PATH_TO_ROOT,SEQUENCE,IMMEDIATE_PARENT,CODE,CODE_TEXT\n"
               ",1,,LP1-1,Movement\nLP1-1,1,LP1-1,LP2-2,Walking\nLP1-1.LP2-2,1,LP2-2,1-8,Steps\n");
}

// What was read is written to a file of the folder and mapped from there.
inline std::shared_ptr<const Releases> load(const ReleaseFolder& folder) {
  auto read = read_release({folder.path()}, "");
  EXPECT_TRUE(read.ok()) << (read.ok() ? "" : read.failure().issues[0].text());
  if (!read) return nullptr;
  folder.write("loaded/" + release_file_name(read->url, read->version), read->bytes);
  auto releases = Releases::open(folder.path() + "/loaded");
  EXPECT_TRUE(releases.ok());
  return releases ? *releases : nullptr;
}

// R4 with a release before it.
inline Shared with_release(void (*write)(const ReleaseFolder&)) {
  const ReleaseFolder folder;
  write(folder);
  return std::make_shared<const Catalogue>(r4(), load(folder));  // the mapping outlives the file
}

}  // namespace linkki::terminology
