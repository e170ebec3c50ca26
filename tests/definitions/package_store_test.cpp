// Packages in a folder: what comes back is what was added, and what contradicts is told.
#include "definitions/package_store.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/file.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "base/descriptor.h"
#include "base/limits.h"
#include "definitions/archives.h"
#include "definitions/canonical.h"
#include "definitions/messages.h"
#include "definitions/package_faults.h"
#include "definitions/r4.h"

namespace linkki::definitions {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Packages : public testing::Test {
 protected:
  Packages() {
    std::string name = (fs::temp_directory_path() / "linkki-packages-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  ~Packages() override { fs::remove_all(folder_); }

  static Package package(const Files& resources, const std::string& manifest = manifest_json()) {
    auto read = read_package_archive(package_bytes(resources, manifest));
    EXPECT_TRUE(read.ok());
    return *std::move(read);
  }
  std::string add(const Files& resources, const std::string& manifest = manifest_json()) {
    return text_of(store().add(package(resources, manifest), accept));
  }
  template <class T>
  static std::string text_of(const base::Outcome<T>& outcome) {
    return outcome.ok() ? "" : outcome.failure().issues.front().text();
  }
  static base::Outcome<void> accept(const std::vector<InstalledPackage>&) { return base::done(); }
  // Of the package that add() adds, a byte in the middle.
  void damage(const std::string& file) const {
    const std::string path = folder_ + "/packages/example.base#1.0.0/" + file;
    const auto middle = static_cast<std::streamoff>(fs::file_size(path) / 2);
    std::fstream bytes(path, std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekg(middle);
    const char other = static_cast<char>(bytes.get() ^ 1);
    bytes.seekp(middle);
    bytes.put(other);
  }
  std::vector<InstalledPackage> load() {
    auto loaded = store().load();
    EXPECT_TRUE(loaded.ok()) << loaded.failure().issues.front().text();
    return loaded.ok() ? *std::move(loaded) : std::vector<InstalledPackage>{};
  }
  std::string fault() {
    const auto loaded = store().load();
    return loaded.ok() ? "" : loaded.failure().issues.front().text();
  }
  std::vector<std::string> labels() {
    std::vector<std::string> all;
    for (const auto& one : load()) all.push_back(one.manifest.self.label());
    return all;
  }
  std::vector<std::string> faults(const Files& resources, const std::string& manifest) {
    const auto found = faults_of(package(resources, manifest), load(), *r4());
    std::vector<std::string> all;
    for (const auto& one : *found) all.push_back(one.text());
    return all;
  }
  PackageStore store() const { return PackageStore(folder_ + "/packages"); }

  std::string folder_;
};

TEST_F(Packages, AreNoneInAFolderThatIsNotThere) {
  EXPECT_THAT(labels(), IsEmpty());
}

TEST_F(Packages, ComeBackAsTheyWereAdded) {
  ASSERT_EQ(add({{"a.json", value_set_json("a", "1", "x")}, {"b.json", value_set_json("b", "2", "ä")}}), "");
  const auto all = load();
  ASSERT_EQ(all.size(), 1u);
  ASSERT_EQ(all[0].resources.size(), 2u);
  const auto& b = *all[0].resources[1];
  EXPECT_EQ(b.type, "ValueSet");
  EXPECT_EQ(b.id, "b");
  EXPECT_EQ(b.url, "https://example.org/ValueSet/b");
  EXPECT_EQ(b.version, "2");
  EXPECT_EQ(b.json, value_set_json("b", "2", "ä"));
  EXPECT_EQ(b.root().text_of("url"), b.url);
}

TEST_F(Packages, LiveOnForTheirReadersWhenTheyAreRemoved) {
  ASSERT_EQ(add({{"a.json", value_set_json("a", "1", "x")}}), "");
  const auto all = load();
  ASSERT_TRUE(store().remove({"example.base", "1.0.0"}).ok());
  EXPECT_THAT(labels(), IsEmpty());
  EXPECT_EQ(all[0].resources[0]->root().text_of("id"), "a");
}

TEST_F(Packages, MayDefineNothing) {
  ASSERT_EQ(add({}), "");
  EXPECT_EQ(load()[0].resources.size(), 0u);
}

TEST_F(Packages, AreListedByNameThenVersion) {
  for (const char* version : {"1.10.0", "1.9.0", "1.10.0-ballot"}) add({}, manifest_json("b", version));
  add({}, manifest_json("a"));
  EXPECT_THAT(labels(), ElementsAre("a#1.0.0", "b#1.9.0", "b#1.10.0-ballot", "b#1.10.0"));
}

TEST_F(Packages, TakeTheSameAgainAndRefuseAnother) {
  ASSERT_EQ(add({{"a.json", value_set_json("a", "1", "x")}}), "");
  EXPECT_EQ(add({{"a.json", value_set_json("a", "1", "x")}}), "");
  EXPECT_THAT(add({{"a.json", value_set_json("a", "1", "y")}}),
              HasSubstr("example.base#1.0.0 is installed already"));
  EXPECT_EQ(load()[0].resources[0]->json, value_set_json("a", "1", "x"));
}

TEST_F(Packages, RefuseToRemoveWhatIsNotThere) {
  add({});
  EXPECT_EQ(text_of(store().remove({"example.base", "2"})),
            "No package example.base#2 is installed; there are: example.base#1.0.0.");
}

TEST_F(Packages, RemoveNothingThatLiesOutside) {
  add({});
  fs::create_directory(folder_ + "/keys");
  fs::create_directory(folder_ + "/packages/.old-a#1");
  EXPECT_THAT(text_of(store().remove({"a", "1/../../keys"})), HasSubstr("No package a#1/../../keys"));
  EXPECT_THAT(text_of(store().remove({"..", "keys"})), HasSubstr("No package ..#keys"));
  EXPECT_TRUE(fs::exists(folder_ + "/keys"));
}

TEST_F(Packages, TellOfOneByteThatIsAnother) {
  for (const char* file : {"package.json", "index.json", "resources.ndjson", "checksum"}) {
    add({{"a.json", value_set_json("a", "1", "x")}});
    damage(file);
    EXPECT_THAT(fault(), HasSubstr("example.base#1.0.0' cannot be used: it is damaged")) << file;
    EXPECT_EQ(text_of(store().remove({"example.base", "1.0.0"})), "") << "damaged, it can still be removed";
  }
  EXPECT_THAT(labels(), IsEmpty());
}

TEST_F(Packages, TellOfAFileThatIsNotThere) {
  for (const char* file : {"package.json", "index.json", "resources.ndjson", "checksum"}) {
    add({{"a.json", value_set_json("a", "1", "x")}});
    fs::remove(folder_ + "/packages/example.base#1.0.0/" + file);
    EXPECT_THAT(fault(), HasSubstr(std::string(file) + "' cannot be used: No such file")) << file;
    ASSERT_TRUE(store().remove({"example.base", "1.0.0"}).ok());
  }
}

TEST_F(Packages, TellOfAFolderThatIsCalledOtherwise) {
  add({});
  fs::rename(folder_ + "/packages/example.base#1.0.0", folder_ + "/packages/example.base#2.0.0");
  EXPECT_THAT(fault(), HasSubstr("example.base#2.0.0' cannot be used: it is example.base#1.0.0"));
}

TEST_F(Packages, AreNotTakenForNoneWhereTheirFolderCannotBeRead) {
  std::ofstream(folder_ + "/packages") << "a file";
  EXPECT_THAT(fault(), HasSubstr("packages' cannot be used: Not a directory"));
}

TEST_F(Packages, PassOverAndClearAwayWhatDidNotGetToItsEnd) {
  add({});
  fs::create_directory(folder_ + "/packages/.new-x#1");
  fs::create_directory(folder_ + "/packages/.old-y#1");
  EXPECT_THAT(labels(), ElementsAre("example.base#1.0.0"));
  ASSERT_TRUE(store().copy_to(folder_ + "/copy").ok());
  EXPECT_FALSE(fs::exists(folder_ + "/copy/.new-x#1"));
  EXPECT_TRUE(fs::exists(folder_ + "/copy/example.base#1.0.0/package.json"));
  add({}, manifest_json("other"));
  EXPECT_FALSE(fs::exists(folder_ + "/packages/.new-x#1"));
  EXPECT_FALSE(fs::exists(folder_ + "/packages/.old-y#1"));
}

TEST_F(Packages, AreJudgedWhileNobodyElseChangesThem) {
  add({});
  const auto added = store().add(package({}, manifest_json("other")), [&](const auto& installed) {
    EXPECT_EQ(installed.size(), 1u);
    const base::Descriptor folder(::open((folder_ + "/packages").c_str(), O_RDONLY | O_DIRECTORY));
    EXPECT_NE(::flock(folder.get(), LOCK_SH | LOCK_NB), 0);
    return base::done();
  });
  EXPECT_TRUE(added.ok() && *added);
}

TEST_F(Packages, AreNotAddedWhenTheyAreRefused) {
  const auto refused = store().add(package({}), [](const auto&) -> base::Outcome<void> {
    return base::refuse(base::Refusal::conflict,
                        base::error(base::IssueType::conflict, base::message::package_none));
  });
  EXPECT_FALSE(refused.ok());
  EXPECT_THAT(labels(), IsEmpty());
}

TEST_F(Packages, AreReadWholeWhileOthersComeAndGo) {
  add({});
  std::atomic<bool> ended = false;
  std::thread other([&] {
    for (int i = 0; i < 40; ++i) {
      add({{"a.json", value_set_json("a", "1", "x")}}, manifest_json("other"));
      EXPECT_TRUE(store().remove({"other", "1.0.0"}).ok());
    }
    ended = true;
  });
  while (!ended) EXPECT_EQ(fault(), "");
  other.join();
}

TEST_F(Packages, MayNotMeanDifferentThingsByOneCanonical) {
  add({{"a.json", value_set_json("a", "1", "x")}});
  const auto other = manifest_json("other");
  EXPECT_THAT(faults({{"a.json", value_set_json("a", "1", "x")}}, other), IsEmpty());
  EXPECT_THAT(faults({{"a.json", value_set_json("a", "2", "y")}}, other), IsEmpty());
  EXPECT_THAT(
      faults({{"a.json", value_set_json("a", "1", "y")}}, other),
      ElementsAre(
          "https://example.org/ValueSet/a|1 is in other#1.0.0 and in example.base#1.0.0, with another "
          "content; a canonical and its version mean one thing."));
  EXPECT_THAT(
      faults({{"a.json", value_set_json("q", "1", "y")}, {"b.json", value_set_json("q", "1", "z")}}, other),
      ElementsAre(HasSubstr("is in other#1.0.0 and in other#1.0.0")));
}

TEST_F(Packages, MayHaveSnapshotsOfWhatIsKnownWithout) {
  const auto profile = [](const std::string& title, const std::string& path) {
    return R"({"resourceType":"StructureDefinition","id":"p","url":"https://example.org/StructureDefinition/p",)"
           R"("version":"1","name":"P","title":")" +
           title + R"(","status":"active","kind":"resource","abstract":false,"type":"Patient")" +
           (path.empty() ? "" : R"(,"snapshot":{"element":[{"path":")" + path + R"("}]})") + "}";
  };
  add({{"a.json", profile("A", "")}});
  const auto other = manifest_json("other");
  EXPECT_THAT(faults({{"a.json", profile("A", "Patient")}}, other), IsEmpty());
  EXPECT_THAT(faults({{"a.json", profile("B", "Patient")}}, other),
              ElementsAre(HasSubstr("another content")));
  EXPECT_THAT(faults({{"a.json", profile("A", "Patient")}, {"b.json", profile("A", "Patient.name")}}, other),
              ElementsAre(HasSubstr("another content")));
}

TEST_F(Packages, MayNotChangeR4ButRepeatIt) {
  const std::string url = "http://hl7.org/fhir/ValueSet/administrative-gender";
  const auto own = r4()->find_resource(url);
  ASSERT_TRUE(own.ok() && *own);
  EXPECT_THAT(faults({{"a.json", **own}}, manifest_json()), IsEmpty());
  const std::string other =
      R"({"resourceType":"ValueSet","id":"g","url":")" + url + R"(","version":"4.0.1"})";
  EXPECT_THAT(faults({{"a.json", other}}, manifest_json()),
              ElementsAre(HasSubstr(url + "|4.0.1 is in example.base#1.0.0 and in R4 itself")));
}

TEST_F(Packages, NameWhatTheyNeed) {
  const auto needs = manifest_json(
      "other", "1", R"(,"dependencies":{"hl7.fhir.r4.core":"4.0.1","example.base":"1.0.x","gone":"2.0"})");
  EXPECT_THAT(faults({}, needs),
              ElementsAre(HasSubstr("other#1 needs example.base#1.0.x"), HasSubstr("gone#2.0")));
  add({});
  EXPECT_THAT(faults({}, needs), ElementsAre(HasSubstr("other#1 needs gone#2.0, which is not installed")));
}

TEST_F(Packages, AreToldOfConflictsHoweverMuchIsMissing) {
  add({{"a.json", value_set_json("a", "1", "x")}});
  std::string needed = R"(,"dependencies":{"p":"1")";
  for (int i = 0; i < 1'000; ++i) needed += ",\"p" + std::to_string(i) + R"(":"1")";
  const auto all =
      faults({{"a.json", value_set_json("a", "1", "y")}}, manifest_json("other", "1", needed + "}"));
  EXPECT_THAT(all.back(), HasSubstr("ValueSet/a|1 is in other#1 and in example.base#1.0.0"));
  EXPECT_EQ(all.size(), limits::issues_max + 1);
}

std::string code_of(const Registry& registry, const std::string& canonical) {
  const auto now = registry.current();
  const auto* set = now->find_value_set(canonical);
  return set && !set->codes.empty() ? std::string(set->codes[0].code) : "";
}

TEST_F(Packages, AreFoundByVersionOrByTheLatest) {
  const std::string url = "https://example.org/ValueSet/a";
  add({{"a.json", value_set_json("a", "1.9", "old")}}, manifest_json("z"));
  add({{"a.json", value_set_json("a", "1.10", "new")}}, manifest_json("b"));
  Registry registry(r4());
  ASSERT_TRUE(registry.set_packages(resources_of(load())).ok());
  EXPECT_EQ(code_of(registry, url), "new");
  EXPECT_EQ(code_of(registry, url + "|1.9"), "old");
  EXPECT_EQ(code_of(registry, url + "|1.10"), "new");
  EXPECT_EQ(code_of(registry, url + "|2"), "");
  const auto resource = registry.current()->find_resource(url + "|1.9");
  EXPECT_EQ(**resource, value_set_json("a", "1.9", "old"));
}

TEST_F(Packages, GiveBackWhatTheyHid) {
  const std::string url = "http://hl7.org/fhir/ValueSet/administrative-gender";
  add({{"a.json",
        R"({"resourceType":"ValueSet","id":"g","url":")" + url +
            R"(","version":"5","compose":{"include":[{"system":"urn:s","concept":[{"code":"x"}]}]}})"}});
  Registry registry(r4());
  ASSERT_TRUE(registry.set_packages(resources_of(load())).ok());
  EXPECT_EQ(code_of(registry, url), "x");
  EXPECT_EQ(code_of(registry, url + "|4.0.1"), "female");
  ASSERT_TRUE(registry.set_packages({}).ok());
  EXPECT_EQ(code_of(registry, url), "female");
  EXPECT_EQ(registry.current(), r4());
}

TEST_F(Packages, LieBelowWhatIsAddedOtherwise) {
  const std::string url = "https://example.org/ValueSet/a";
  add({{"a.json", value_set_json("a", "1", "package's")}});
  Registry registry(r4());
  ASSERT_TRUE(registry.add({value_set_json("a", "1", "client's")}).ok());
  ASSERT_TRUE(registry.set_packages(resources_of(load())).ok());
  EXPECT_EQ(code_of(registry, url), "client's");
  ASSERT_TRUE(registry.remove({url + "|1"}).ok());
  EXPECT_EQ(code_of(registry, url), "package's");
}

TEST(Version, IsComparedPartByPart) {
  EXPECT_TRUE(is_earlier("1.9", "1.10"));
  EXPECT_TRUE(is_earlier("1", "1.1"));
  EXPECT_TRUE(is_earlier("", "0"));
  EXPECT_TRUE(is_earlier("2.0.0-ballot", "2.0.0"));
  EXPECT_TRUE(is_earlier("2.0.0-rc.2", "2.0.0-rc.10"));
  EXPECT_TRUE(is_earlier("4.0.1", "20190101"));
  EXPECT_TRUE(is_earlier("9", "10"));
  EXPECT_TRUE(is_earlier("10", "1a"));
  EXPECT_TRUE(is_earlier("9", "1a")) << "else nothing could be sorted by it";
  EXPECT_FALSE(is_earlier("1a", "9"));
  EXPECT_TRUE(is_earlier("1.0.0-9", "1.0.0-1a"));
  EXPECT_FALSE(is_earlier("1.0", "1.0"));
  EXPECT_FALSE(is_earlier("1.01", "1.1"));
}

}  // namespace
}  // namespace linkki::definitions
