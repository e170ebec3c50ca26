#include <gmock/gmock.h>

#include <fstream>

#include "cli/shell.h"

namespace linkki::cli {
namespace {

using testing::HasSubstr;

class Terminology : public testing::Test {
 protected:
  Terminology() {
    std::filesystem::create_directories(folder_ / "release");
    std::ofstream(folder_ / "release/Loinc.csv")
        << "LOINC_NUM,STATUS,LONG_COMMON_NAME,VersionLastChanged\n1-8,ACTIVE,Steps,2.81\n";
  }
  Printed linkki(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "terminology");
    arguments.insert(arguments.end(), {"--data", folder_ / "data"});
    return shell(std::move(arguments));
  }
  Folder folder_;
};

TEST_F(Terminology, LoadsListsAndRemovesARelease) {
  const auto loaded = linkki({"load", folder_ / "release"});
  EXPECT_EQ(loaded.code, 0) << loaded.err;
  EXPECT_THAT(loaded.out, HasSubstr("http-loinc.org-2.81.codes: concepts: 1, names: 1, bytes: "));
  EXPECT_EQ(linkki({"list"}).out, "http-loinc.org-2.81.codes: concepts: 1, http://loinc.org|2.81\n");
  EXPECT_EQ(linkki({"remove", "http-loinc.org-2.81.codes"}).code, 0);
  EXPECT_EQ(linkki({"list"}).out, "");
}

TEST_F(Terminology, LoadsUnderTheVersionNamed) {
  EXPECT_THAT(linkki({"load", folder_ / "release", "--version", "2.99"}).out,
              HasSubstr("http://loinc.org|2.99\n"));
}

TEST_F(Terminology, LendsItsCodesToValidation) {
  const std::string file = folder_ / "observation.json";
  std::ofstream(file) << R"({"resourceType":"Observation","status":"final","code":{"coding":[)"
                         R"({"system":"http://loinc.org","code":"1-8","display":"Hops"}]}})";
  const auto checked = [&] { return shell({"validate", file, "--data", folder_ / "data"}).out; };
  EXPECT_THAT(checked(), testing::Not(HasSubstr("Steps")));
  linkki({"load", folder_ / "release"});
  EXPECT_THAT(checked(), HasSubstr("Steps")) << "the display that it should have";
}

TEST_F(Terminology, SaysWhyItCannot) {
  const auto none = linkki({"load", folder_ / "nowhere"});
  EXPECT_EQ(none.code, 1);
  EXPECT_THAT(none.err, HasSubstr("Loinc.csv"));
  std::ofstream(folder_ / "outside.codes") << "something";
  EXPECT_EQ(linkki({"remove", "../../outside.codes"}).code, 1);
  EXPECT_TRUE(std::filesystem::exists(folder_ / "outside.codes"));
  EXPECT_EQ(linkki({"remove", "other.codes"}).code, 1);
  EXPECT_EQ(linkki({"load"}).code, 2);
  std::filesystem::create_directories(folder_ / "data/terminology");
  std::ofstream(folder_ / "data/terminology/x.codes") << "nothing";
  const auto damaged = linkki({"list"});
  EXPECT_EQ(damaged.code, 1);
  EXPECT_THAT(damaged.err, HasSubstr("x.codes"));
}

TEST_F(Terminology, PassesOverFoldersThatItMayNotLookInto) {
  std::filesystem::create_directories(folder_ / "release/lost+found");
  std::filesystem::permissions(folder_ / "release/lost+found", std::filesystem::perms::none);
  EXPECT_EQ(linkki({"load", folder_ / "release"}).code, 0);
  std::filesystem::permissions(folder_ / "release/lost+found", std::filesystem::perms::owner_all);
}

TEST_F(Terminology, ListsFilesByTheNamesThatTheyHave) {
  linkki({"load", folder_ / "release"});
  std::filesystem::rename(folder_ / "data/terminology/http-loinc.org-2.81.codes",
                          folder_ / "data/terminology/mine.codes");
  EXPECT_THAT(linkki({"list"}).out, HasSubstr("mine.codes: "));
  EXPECT_EQ(linkki({"remove", "mine.codes"}).code, 0);
}

TEST_F(Terminology, HasAManual) {
  const auto [code, out, err] = shell({"terminology", "--help"});
  EXPECT_EQ(code, 0);
  for (auto part : {"NAME", "load", "list", "remove", "SIGHUP", "EXIT CODES"})
    EXPECT_THAT(out, HasSubstr(part));
}

}  // namespace
}  // namespace linkki::cli
