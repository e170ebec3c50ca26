// What is a package and what is not; hostile archives end early, with what is wrong with them.
#include "definitions/package_reader.h"

#include <gmock/gmock.h>

#include "definitions/archive/archive.h"
#include "definitions/archives.h"
#include "definitions/limits.h"

namespace linkki::definitions {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string refusal(const std::string& bytes) {
  const auto package = read_package_archive(bytes);
  return package.ok() ? "" : package.failure().issues.front().text();
}

std::string refusal_of(const MakeEntry& make) {
  return refusal(hostile_archive({make}));
}

MakeEntry named(const char* path) {
  return [path](archive_entry* entry) { archive_entry_set_pathname(entry, path); };
}

TEST(PackageReader, ReadsWhatAPackageDefines) {
  const auto package =
      read_package_archive(package_bytes({{"ValueSet-b.json", value_set_json("b", "1", "x")},
                                          {"ValueSet-a.json", value_set_json("a", "2", "x")}}));
  ASSERT_TRUE(package.ok()) << package.failure().issues.front().text();
  EXPECT_EQ(package->manifest.self.label(), "example.base#1.0.0");
  std::vector<std::string> urls;
  for (const auto& one : package->resources)
    urls.push_back(std::string(one->url) + "|" + std::string(one->version));
  EXPECT_THAT(urls, ElementsAre("https://example.org/ValueSet/a|2", "https://example.org/ValueSet/b|1"));
}

TEST(PackageReader, LeavesOutExamplesIndexesAndWhatDefinesNothing) {
  const auto package =
      read_package_archive(package_bytes({{"examples/ValueSet-a.json", value_set_json("a", "1", "x")},
                                          {".index.json", "{}"},
                                          {"notes.txt", "none"},
                                          {"Patient-p.json", R"({"resourceType":"Patient","id":"p"})"}}));
  ASSERT_TRUE(package.ok());
  EXPECT_EQ(package->resources.size(), 0u);
  EXPECT_EQ(package->left_out, 1u) << "the Patient";
}

TEST(PackageReader, TakesPathsThatBeginWithADot) {
  const auto package = read_package_archive(write_archive({{"./package/package.json", manifest_json()}}));
  EXPECT_TRUE(package.ok());
}

TEST(PackageReader, RefusesWhatIsNoPackage) {
  EXPECT_THAT(refusal(""), HasSubstr("cannot be unpacked: it is not packed by gzip"));
  EXPECT_THAT(refusal("{\"resourceType\":\"Bundle\"}"),
              HasSubstr("cannot be unpacked: it is not packed by gzip"));
  EXPECT_THAT(refusal(write_archive({})), HasSubstr("it has no package/package.json"));
  EXPECT_THAT(refusal(write_archive({{"readme.txt", "x"}})), HasSubstr("it has no package/package.json"));
}

TEST(PackageReader, RefusesAManifestThatCannotBeUsed) {
  EXPECT_THAT(refusal(package_bytes({}, "[]")), HasSubstr("it is no JSON object"));
  EXPECT_THAT(refusal(package_bytes({}, "{")),
              HasSubstr("'package/package.json' cannot be used: This is not JSON"));
  EXPECT_THAT(refusal(package_bytes({}, manifest_json("../../etc"))),
              HasSubstr("its name '../../etc' is none"));
  EXPECT_THAT(refusal(package_bytes({}, manifest_json("a", ""))), HasSubstr("its version '' is none"));
  EXPECT_THAT(refusal(package_bytes({}, manifest_json("a", std::string(200, '1')))),
              HasSubstr("its version"));
}

TEST(PackageReader, RefusesAPackageForAnotherFhir) {
  EXPECT_THAT(refusal(package_bytes({}, R"({"name":"a.b","version":"1","fhirVersions":["5.0.0"]})")),
              HasSubstr("a.b#1 is for FHIR 5.0.0; this server works by 4.0."));
  EXPECT_THAT(refusal(package_bytes({}, R"({"name":"a.b","version":"1"})")),
              HasSubstr("of no version that it tells"));
  EXPECT_EQ(refusal(package_bytes({}, R"({"name":"a","version":"1","fhir-version-list":["3.0.1","4.0.0"]})")),
            "");
}

TEST(PackageReader, NamesAFileThatIsNoJson) {
  EXPECT_THAT(refusal(package_bytes({{"ValueSet-a.json", "{\"resourceType\":"}})),
              HasSubstr("'package/ValueSet-a.json' cannot be used: This is not JSON"));
}

TEST(PackageReader, RefusesPathsThatLeadOut) {
  for (const char* path : {"/etc/passwd", "../evil.json", "package/../../evil.json", "package/..",
                           "C:/evil.json", "package\\..\\evil.json"}) {
    EXPECT_THAT(refusal_of(named(path)), HasSubstr("is no path within it")) << path;
  }
  EXPECT_THAT(refusal_of(named(std::string(2'000, 'a').c_str())), HasSubstr("is no path within it"));
  EXPECT_EQ(refusal_of(named("package/a..b.txt")),
            "This is no FHIR package: it has no package/package.json.");
}

TEST(PackageReader, TellsWhatIsWrongInTheLanguageAsked) {
  const auto package = read_package_archive("text");
  ASSERT_FALSE(package.ok());
  EXPECT_EQ(package.failure().issues.front().text(base::Language::finnish),
            "Pakettia ei voida purkaa: sitä ei ole pakattu gzipillä.");
}

TEST(PackageReader, RefusesLinksAndDevices) {
  const auto kind = [](unsigned type) {
    return refusal_of([type](archive_entry* entry) {
      archive_entry_set_filetype(entry, type);
      if (type == AE_IFLNK) archive_entry_set_symlink(entry, "/etc/passwd");
    });
  };
  EXPECT_THAT(kind(AE_IFLNK), HasSubstr("'package/a.json' is a symbolic link"));
  EXPECT_THAT(kind(AE_IFCHR), HasSubstr("is a device"));
  EXPECT_THAT(kind(AE_IFBLK), HasSubstr("is a device"));
  EXPECT_THAT(kind(AE_IFIFO), HasSubstr("is a pipe"));
  EXPECT_THAT(refusal(hostile_archive(
                  {named("other/b.txt"),
                   [](archive_entry* entry) { archive_entry_set_hardlink(entry, "other/b.txt"); }})),
              HasSubstr("'package/a.json' is a hard link"));
}

TEST(PackageReader, RefusesANameThatStandsTwice) {
  EXPECT_THAT(refusal(hostile_archive({named("other/a.txt"), named("other/a.txt")})),
              HasSubstr("has 'other/a.txt' twice"));
  for (const char* other : {"./package/package.json", "package//package.json", "package/./package.json"}) {
    EXPECT_THAT(refusal(hostile_archive({named("package/package.json"), named(other)})),
                HasSubstr("has 'package/package.json' twice"))
        << other;
  }
}

TEST(PackageReader, RefusesAFileThatIsTooLarge) {
  const auto sized = [](la_int64_t bytes) {
    return [bytes](archive_entry* entry) {
      archive_entry_set_pathname(entry, "other/big.bin");
      archive_entry_set_size(entry, bytes);
    };
  };
  EXPECT_THAT(refusal(hostile_archive({sized(limits::package_file_bytes_max + 1)})),
              HasSubstr("'other/big.bin' is larger than 33554432 bytes"));
}

// 17 files of 32 MiB of nothing pack into a few megabytes.
TEST(PackageReader, RefusesABombOfManyFiles) {
  std::vector<MakeEntry> entries;
  for (int i = 0; i < 17; ++i) {
    entries.push_back([i](archive_entry* entry) {
      archive_entry_set_pathname(entry, ("other/" + std::to_string(i)).c_str());
      archive_entry_set_size(entry, limits::package_file_bytes_max);
    });
  }
  const auto bomb = hostile_archive(entries);
  EXPECT_LT(bomb.size(), 4u << 20);
  EXPECT_THAT(refusal(bomb), HasSubstr("has more than 536870912 bytes"));
}

TEST(PackageReader, RefusesTooManyEntries) {
  std::vector<MakeEntry> entries;
  for (std::size_t i = 0; i <= limits::package_entries_max; ++i) {
    entries.push_back([i](archive_entry* entry) {
      archive_entry_set_pathname(entry, ("other/" + std::to_string(i)).c_str());
    });
  }
  EXPECT_THAT(refusal(hostile_archive(entries)), HasSubstr("more than 20000 files and folders"));
}

TEST(PackageReader, RefusesWhatEndsEarlyWhereverThatIs) {
  const auto whole = package_bytes({{"ValueSet-a.json", value_set_json("a", "1", "x")}});
  for (std::size_t size = 0; size + 8 < whole.size(); ++size) {
    EXPECT_NE(refusal(whole.substr(0, size)), "") << size;
  }
}

TEST(PackageReader, RefusesWhatIsPackedTwice) {
  const auto whole = package_bytes({});
  std::string twice;
  ::archive* const archive = archive_write_new();
  archive_write_add_filter_gzip(archive);
  archive_write_set_format_raw(archive);
  twice.resize(whole.size() + 4096);
  std::size_t used = 0;
  archive_write_open_memory(archive, twice.data(), twice.size(), &used);
  archive_entry* const entry = archive_entry_new();
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_write_header(archive, entry);
  archive_write_data(archive, whole.data(), whole.size());
  archive_write_close(archive);
  archive_entry_free(entry);
  archive_write_free(archive);
  twice.resize(used);
  EXPECT_THAT(refusal(twice), HasSubstr("it is packed more than once"));
}

TEST(WriteArchive, MakesTheSameBytesOfTheSameFiles) {
  const Files files{{"package/package.json", manifest_json()}, {"package/a.json", "{}"}};
  EXPECT_EQ(write_archive(files), write_archive(files));
  Files read;
  const auto all = read_archive(
      write_archive(files), [](auto) { return true; },
      [&](std::string_view path, std::string bytes) {
        read.emplace(path, std::move(bytes));
        return base::done();
      });
  EXPECT_TRUE(all.ok());
  EXPECT_EQ(read, files);
}

TEST(Dependency, IsSatisfiedByItsVersionOrPattern) {
  EXPECT_TRUE(satisfies("1.2.3", "1.2.3"));
  EXPECT_FALSE(satisfies("1.2.4", "1.2.3"));
  EXPECT_TRUE(satisfies("1.2.4", "1.2.x"));
  EXPECT_FALSE(satisfies("1.3.0", "1.2.x"));
  EXPECT_TRUE(satisfies("0.1", "latest"));
  EXPECT_TRUE(is_built_in({"hl7.fhir.r4.core", "4.0.1"}));
  EXPECT_FALSE(is_built_in({"hl7.fhir.r5.core", "5.0.0"}));
}

TEST(PackageName, IsNoPath) {
  EXPECT_TRUE(is_package_name({"hl7.fhir.uv.sdc", "3.0.0-ballot+1"}));
  for (const char* text : {"", "..", ".new-a", "a/b", "a#b", "a b", "1/../../keys"}) {
    EXPECT_FALSE(is_package_name({"a", text})) << text;
    EXPECT_FALSE(is_package_name({text, "1"})) << text;
  }
}

}  // namespace
}  // namespace linkki::definitions
