// SNOMED CT's release format 2.
#include <algorithm>
#include <unordered_set>

#include "terminology/json_writer.h"
#include "terminology/official_release.h"
#include "terminology/release_writer.h"
#include "terminology/table_file.h"

namespace linkki::terminology {
namespace {

constexpr std::string_view url = "http://snomed.info/sct";
constexpr std::string_view international = "900000000000207008";
constexpr std::string_view is_a = "116680003", inferred = "900000000000011006";
constexpr std::string_view fully_specified = "900000000000003001", synonym = "900000000000013009";
constexpr std::string_view preferred = "900000000000548007", us_english = "900000000000509007";
constexpr std::string_view sufficiently_defined = "900000000000073002";

// What comes first of a concept's names.
enum Rank { us_preferred, english_preferred, english, other_preferred, other, specified };

class Reader {
 public:
  explicit Reader(const std::vector<std::string>& folders) : folders_(folders) {}

  base::Outcome<OfficialRelease> read(std::string version) {
    const auto concepts = snapshots("sct2_Concept_");
    if (concepts.empty()) return no_release(folders_);
    for (auto& file : concepts) TRY_VOID(read_concepts(file));
    for (auto& file : snapshots("der2_cRefset_Language")) TRY_VOID(read_languages(file));
    for (auto& file : snapshots("sct2_Description_")) TRY_VOID(read_descriptions(file));
    for (auto& file : snapshots("sct2_Relationship_")) TRY_VOID(read_relationships(file));
    for (auto& file : snapshots("der2_")) {
      if (file.find("Refset_Language") == std::string::npos) TRY_VOID(read_set(file));
    }
    if (version.empty()) version = version_of(concepts);
    OfficialRelease release{std::string(url), version, writer_.concepts(), writer_.names(), {}};
    TRY(release.bytes, writer_.finish(about(version)));
    return release;
  }

 private:
  std::vector<std::string> snapshots(std::string_view begins) const {
    auto files = release_files(folders_, begins, ".txt");
    std::erase_if(files, [](auto& file) {
      return file.substr(file.rfind('/') + 1).find("Snapshot") == std::string::npos;
    });
    return files;
  }

  // The latest date that the files' names end in.
  static std::string version_of(const std::vector<std::string>& files) {
    std::string latest;
    for (auto& file : files)
      latest = std::max(latest, file.substr(file.size() - std::min<std::size_t>(12, file.size()), 8));
    return std::string(url) + "/" + std::string(international) + "/version/" + latest;
  }

  // Calls `take` for each active row, with the columns named.
  template <std::size_t count, class Take>
  static base::Outcome<void> each_active(const std::string& file, const std::string_view (&names)[count],
                                         Take&& take) {
    TRY(auto table, TableFile::open(file, Separated::by_tabs));
    TRY(const auto active, table.column("active"));
    std::array<std::size_t, count> columns{};
    for (std::size_t i = 0; i < count; ++i) {
      TRY(columns[i], table.column(names[i]));
    }
    for (;;) {
      TRY(const bool any, table.next());
      if (!any) return base::done();
      std::array<std::string_view, count> row;
      for (std::size_t i = 0; i < count; ++i) row[i] = table.cell(columns[i]);
      take(row, table.cell(active) == "1");
    }
  }

  base::Outcome<void> read_concepts(const std::string& file) {
    return each_active(file, {"id", "moduleId", "definitionStatusId"}, [&](auto& row, bool active) {
      writer_.add(row[0], active ? 0 : flag_inactive);
      writer_.value(row[0], "moduleId", "valueCode", row[1]);
      writer_.value(row[0], "sufficientlyDefined", "valueBoolean",
                    row[2] == sufficiently_defined ? "true" : "false");
    });
  }

  base::Outcome<void> read_languages(const std::string& file) {
    return each_active(file, {"refsetId", "referencedComponentId", "acceptabilityId"},
                       [&](auto& row, bool active) {
                         if (!active || row[2] != preferred) return;
                         preferred_.insert(std::string(row[1]));
                         if (row[0] == us_english) us_preferred_.insert(std::string(row[1]));
                       });
  }

  base::Outcome<void> read_descriptions(const std::string& file) {
    const ReleaseWriter::Use specified_use{std::string(url), std::string(fully_specified),
                                           "Fully specified name"};
    const ReleaseWriter::Use synonym_use{std::string(url), std::string(synonym), "Synonym"};
    return each_active(file, {"id", "conceptId", "languageCode", "typeId", "term"},
                       [&](auto& row, bool active) {
                         if (!active || (row[3] != synonym && row[3] != fully_specified)) return;
                         const bool full = row[3] == fully_specified;
                         writer_.name(row[1], row[2], full ? specified_use : synonym_use, row[4],
                                      full ? specified : rank(std::string(row[0]), row[2] == "en"));
                       });
  }

  int rank(const std::string& description, bool in_english) const {
    const bool first = preferred_.contains(description);
    if (!in_english) return first ? other_preferred : other;
    if (us_preferred_.contains(description)) return us_preferred;
    return first ? english_preferred : english;
  }

  base::Outcome<void> read_relationships(const std::string& file) {
    return each_active(file, {"sourceId", "destinationId", "typeId", "characteristicTypeId"},
                       [&](auto& row, bool active) {
                         if (!active || row[3] != inferred) return;
                         row[2] == is_a ? writer_.parent(row[0], row[1])
                                        : writer_.value(row[0], row[2], "valueCode", row[1]);
                       });
  }

  base::Outcome<void> read_set(const std::string& file) {
    return each_active(file, {"refsetId", "referencedComponentId"}, [&](auto& row, bool active) {
      if (active) writer_.member(row[0], row[1]);
    });
  }

  static std::string about(std::string_view version) {
    std::string out;
    JsonWriter to(out);
    to.open('{')
        .text("resourceType", "CodeSystem")
        .text("id", "snomedct")
        .text("language", "en")
        .text("url", url);
    to.text("version", version).text("name", "SNOMED_CT").text("title", "SNOMED CT").text("status", "active");
    to.flag("experimental", false).text("publisher", "SNOMED International");
    to.text("copyright", "SNOMED CT belongs to SNOMED International; who uses it needs a licence.");
    to.flag("caseSensitive", true).text("hierarchyMeaning", "is-a").flag("compositional", true);
    to.text("content", "complete").close('}');
    return out;
  }

  const std::vector<std::string>& folders_;
  ReleaseWriter writer_;
  std::unordered_set<std::string> preferred_, us_preferred_;  // descriptions
};

}  // namespace

base::Outcome<OfficialRelease> read_snomed(const std::vector<std::string>& folders, std::string version) {
  return Reader(folders).read(std::move(version));
}

}  // namespace linkki::terminology
