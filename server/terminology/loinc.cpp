// LOINC's table, its translations and the hierarchy of its parts.
#include <algorithm>

#include "definitions/canonical.h"
#include "terminology/json_writer.h"
#include "terminology/official_release.h"
#include "terminology/release_writer.h"
#include "terminology/table_file.h"

namespace linkki::terminology {
namespace {

constexpr std::string_view url = "http://loinc.org";
constexpr std::string_view properties[] = {
    "COMPONENT", "PROPERTY",  "TIME_ASPCT", "SYSTEM",    "SCALE_TYP",         "METHOD_TYP",
    "CLASS",     "CLASSTYPE", "STATUS",     "ORDER_OBS", "EXAMPLE_UCUM_UNITS"};

class Reader {
 public:
  explicit Reader(const std::vector<std::string>& folders) : folders_(folders) {}

  base::Outcome<OfficialRelease> read(std::string version) {
    const auto tables = release_files(folders_, "Loinc.csv", "Loinc.csv");
    if (tables.empty()) return no_release(folders_);
    for (auto& file : tables) TRY_VOID(read_table(file));
    for (auto& file : release_files(folders_, "", "LinguisticVariant.csv")) TRY_VOID(read_variant(file));
    for (auto name : {"MultiAxialHierarchy.csv", "ComponentHierarchyBySystem.csv"}) {
      for (auto& file : release_files(folders_, name, name)) TRY_VOID(read_hierarchy(file));
    }
    if (version.empty()) version = latest_;
    OfficialRelease release{std::string(url), version, writer_.concepts(), writer_.names(), {}};
    TRY(release.bytes, writer_.finish(about(version)));
    return release;
  }

 private:
  static ReleaseWriter::Use use(std::string_view column) {
    return {std::string(url), std::string(column), ""};
  }

  template <class Take>
  static base::Outcome<void> each_row(const std::string& file, Take&& take) {
    TRY(auto table, TableFile::open(file, Separated::by_commas));
    for (;;) {
      TRY(const bool any, table.next());
      if (!any) return base::done();
      TRY_VOID(take(table));
    }
  }

  base::Outcome<void> read_table(const std::string& file) {
    return each_row(file, [&](const TableFile& table) -> base::Outcome<void> {
      TRY(const auto code, table.column("LOINC_NUM"));
      TRY(const auto name, table.column("LONG_COMMON_NAME"));
      TRY(const auto status, table.column("STATUS"));
      const auto own = table.cell(code);
      writer_.add(own, table.cell(status) == "DEPRECATED" ? flag_inactive : 0);
      writer_.name(own, "en", use("LONG_COMMON_NAME"), table.cell(name), 0);
      for (auto column : {"SHORTNAME", "CONSUMER_NAME", "DisplayName"}) {
        if (table.has(column)) writer_.name(own, "en", use(column), table.cell(*table.column(column)), 1);
      }
      for (auto property : properties) {
        if (table.has(property))
          writer_.value(own, property, "valueString", table.cell(*table.column(property)));
      }
      if (table.has("VersionLastChanged")) {
        auto changed = table.cell(*table.column("VersionLastChanged"));
        if (definitions::is_earlier(latest_, changed)) latest_ = changed;
      }
      return base::done();
    });
  }

  // svSE12LinguisticVariant.csv is in sv-SE.
  base::Outcome<void> read_variant(const std::string& file) {
    const auto name = file.substr(file.rfind('/') + 1);
    const auto language = name.substr(0, 2) + "-" + name.substr(2, 2);
    return each_row(file, [&](const TableFile& table) -> base::Outcome<void> {
      TRY(const auto code, table.column("LOINC_NUM"));
      for (auto column : {"LinguisticVariantDisplayName", "LONG_COMMON_NAME", "SHORTNAME"}) {
        if (table.has(column))
          writer_.name(table.cell(code), language, use(column), table.cell(*table.column(column)), 2);
      }
      return base::done();
    });
  }

  base::Outcome<void> read_hierarchy(const std::string& file) {
    return each_row(file, [&](const TableFile& table) -> base::Outcome<void> {
      TRY(const auto code, table.column("CODE"));
      TRY(const auto parent, table.column("IMMEDIATE_PARENT"));
      TRY(const auto text, table.column("CODE_TEXT"));
      const auto own = table.cell(code), above = table.cell(parent);
      if (!writer_.has(own)) {
        writer_.add(own, flag_abstract);  // a part groups codes
        writer_.name(own, "en", use("CODE_TEXT"), table.cell(text), 0);
      }
      if (!above.empty() && !writer_.has(above)) writer_.add(above, flag_abstract);
      writer_.parent(own, above);
      return base::done();
    });
  }

  static std::string about(std::string_view version) {
    std::string out;
    JsonWriter to(out);
    to.open('{')
        .text("resourceType", "CodeSystem")
        .text("id", "loinc")
        .text("language", "en")
        .text("url", url);
    to.text("version", version).text("name", "LOINC").text("title", "LOINC").text("status", "active");
    to.flag("experimental", false).text("publisher", "Regenstrief Institute, Inc.");
    to.text("copyright", "LOINC belongs to Regenstrief Institute; its licence applies.");
    to.text("hierarchyMeaning", "is-a").flag("compositional", false);
    to.text("content", "complete").close('}');
    return out;
  }

  const std::vector<std::string>& folders_;
  ReleaseWriter writer_;
  std::string latest_;
};

}  // namespace

base::Outcome<OfficialRelease> read_loinc(const std::vector<std::string>& folders, std::string version) {
  return Reader(folders).read(std::move(version));
}

}  // namespace linkki::terminology
