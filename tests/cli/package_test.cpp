// linkki package: what is installed, refused and told, beside a server and without one.
#include <gmock/gmock.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "base/descriptor.h"
#include "cli/control.h"
#include "cli/served.h"
#include "definitions/archives.h"

namespace linkki::cli {
namespace {

using definitions::Files;
using definitions::manifest_json;
using definitions::package_bytes;
using definitions::value_set_json;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

std::string write(const Folder& folder, const std::string& name, const std::string& bytes) {
  std::ofstream(folder / name, std::ios::binary) << bytes;
  return folder / name;
}

class PackageCommand : public testing::Test {
 protected:
  Printed package(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "package");
    arguments.insert(arguments.begin() + 2, {"--data", folder_ / "data"});
    return shell(std::move(arguments));
  }
  Printed add(const Files& resources, const std::string& manifest = manifest_json()) {
    return package({"add", write(folder_, "p.tgz", package_bytes(resources, manifest))});
  }

  const Folder folder_;
};

class PackagePage : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Each, PackagePage, testing::Values("add", "list", "remove", "build"));

TEST_P(PackagePage, IsAManual) {
  const auto [code, out, err] = shell({"package", GetParam(), "--help"});
  EXPECT_EQ(code, 0);
  EXPECT_THAT(out, StartsWith("NAME\n  linkki package " + GetParam() + " - "));
  EXPECT_THAT(out,
              AllOf(HasSubstr("\nSYNOPSIS\n"), HasSubstr("\nDESCRIPTION\n"), HasSubstr("--data FOLDER"),
                    HasSubstr("\nEXAMPLES\n  linkki package " + GetParam()), HasSubstr("\nEXIT CODES\n")));
  std::istringstream page(out);
  for (std::string line; std::getline(page, line);) EXPECT_LE(line.size(), 100u) << line;
}

TEST_P(PackagePage, TellsOfWrongUsage) {
  const auto [code, out, err] = shell({"package", GetParam(), "--no-such-option"});
  EXPECT_EQ(code, 2);
  EXPECT_THAT(err, HasSubstr("See linkki package " + GetParam() + " --help"));
}

TEST_F(PackageCommand, NeedsToKnowWhatToDo) {
  EXPECT_EQ(shell({"package"}).code, 2);
  const auto page = shell({"package", "--help"}).out;
  for (const char* name : {"\n  add ", "\n  list ", "\n  remove "}) EXPECT_THAT(page, HasSubstr(name));
}

TEST_F(PackageCommand, AddsListsAndRemoves) {
  EXPECT_EQ(package({"list"}).out, "No packages are installed.\n");
  const auto added = add({{"a.json", value_set_json("a", "1", "x")}});
  EXPECT_EQ(added.code, 0) << added.err;
  EXPECT_EQ(added.out,
            "example.base#1.0.0: 1 definitions, 0 other files left out; in force when the server starts\n");
  EXPECT_THAT(package({"list"}).out,
              AllOf(StartsWith("example.base#1.0.0 "), HasSubstr("FHIR 4.0.1"), HasSubstr(" 1 def")));
  EXPECT_THAT(
      package({"list", "--json"}).out,
      StartsWith(
          R"({"name":"example.base","version":"1.0.0","fhirVersion":"4.0.1","definitions":1,"sha256":")"));
  EXPECT_THAT(package({"remove", "example.base"}).out, HasSubstr("example.base#1.0.0: removed"));
  EXPECT_EQ(package({"list", "--json"}).out, "");
}

TEST_F(PackageCommand, AddsTheSameAgainButNotAnother) {
  add({{"a.json", value_set_json("a", "1", "x")}});
  EXPECT_EQ(add({{"a.json", value_set_json("a", "1", "x")}}).code, 0);
  const auto other = add({{"a.json", value_set_json("a", "1", "y")}});
  EXPECT_EQ(other.code, 1);
  EXPECT_THAT(other.err, AllOf(HasSubstr("p.tgz:\n"), HasSubstr("example.base#1.0.0 is installed already")));
}

TEST_F(PackageCommand, RefusesConflictsAndWarnsOfWhatIsMissing) {
  add({{"a.json", value_set_json("a", "1", "x")}});
  const auto clash = add({{"a.json", value_set_json("a", "1", "y")}}, manifest_json("other"));
  EXPECT_EQ(clash.code, 1);
  EXPECT_THAT(clash.err,
              HasSubstr("https://example.org/ValueSet/a|1 is in other#1.0.0 and in example.base#1.0.0"));
  const auto needs =
      add({}, manifest_json("other", "1", R"(,"dependencies":{"example.base":"1.0.0","gone":"2"})"));
  EXPECT_EQ(needs.code, 0);
  EXPECT_EQ(needs.err,
            "linkki: warning: other#1 needs gone#2, which is not installed; what that defines counts as not "
            "loaded.\n");
  EXPECT_THAT(package({"remove", "example.base"}).err, HasSubstr("other#1 needs example.base#1.0.0"));
}

TEST_F(PackageCommand, RemovesTheVersionThatIsMeant) {
  add({}, manifest_json("a", "1"));
  add({}, manifest_json("a", "2"));
  EXPECT_THAT(package({"remove", "a"}).err,
              HasSubstr("a is installed in several versions; say which: a#1, a#2."));
  EXPECT_EQ(package({"remove", "a#1"}).code, 0);
  EXPECT_THAT(package({"remove", "b"}).err, HasSubstr("No package b is installed; there are: a#2."));
  EXPECT_THAT(package({"remove", "a#1"}).err, HasSubstr("No package a#1 is installed; there are: a#2."));
}

TEST_F(PackageCommand, RemovesNothingBesidePackages) {
  add({}, manifest_json("a", "1"));
  std::filesystem::create_directory(folder_ / "data/keys");
  std::filesystem::create_directory(folder_ / "data/packages/.old-a#1");
  const auto removed = package({"remove", "a#1/../../keys"});
  EXPECT_EQ(removed.code, 1);
  EXPECT_THAT(removed.err, HasSubstr("No package a#1/../../keys is installed; there are: a#1."));
  EXPECT_TRUE(std::filesystem::exists(folder_ / "data/keys"));
}

TEST_F(PackageCommand, RemovesWhatIsDamaged) {
  add({{"a.json", value_set_json("a", "1", "x")}});
  std::ofstream(folder_ / "data/packages/example.base#1.0.0/index.json") << "{";
  EXPECT_THAT(package({"list"}).err, HasSubstr("example.base#1.0.0' cannot be used: it is damaged"));
  EXPECT_EQ(package({"remove", "example.base"}).code, 0);
  EXPECT_EQ(package({"list"}).out, "No packages are installed.\n");
}

TEST_F(PackageCommand, IsUndoneWhenTheServerRefusesIt) {
  std::filesystem::create_directory(folder_ / "data");
  const auto server = Control::open(folder_ / "data/control");
  ASSERT_TRUE(server.ok());
  std::atomic<int> asked = 0;
  (*server)->start([&](const std::string&) {
    ++asked;
    return std::string("It cannot.");
  });
  const auto added = add({{"a.json", value_set_json("a", "1", "x")}});
  EXPECT_EQ(added.code, 1);
  EXPECT_THAT(added.err, HasSubstr("The running server did not take example.base#1.0.0 into force, so it is "
                                   "not installed: It cannot."));
  EXPECT_EQ(package({"list"}).out, "No packages are installed.\n");
  EXPECT_EQ(asked, 2) << "asked again when it is undone";
}

TEST_F(PackageCommand, TellsThatTheServerGoesOnWithWhatIsRemoved) {
  add({});
  const auto server = Control::open(folder_ / "data/control");
  ASSERT_TRUE(server.ok());
  (*server)->start([](const std::string&) { return std::string("It cannot."); });
  const auto removed = package({"remove", "example.base"});
  EXPECT_EQ(removed.code, 1);
  EXPECT_THAT(removed.err, HasSubstr("example.base#1.0.0 is removed, but the running server goes on with it "
                                     "until it is started anew: It cannot."));
}

// It may have taken it: what is installed stays.
TEST_F(PackageCommand, IsNotUndoneWhenTheServerGivesNoAnswer) {
  std::filesystem::create_directory(folder_ / "data");
  const base::Descriptor server(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
  (folder_ / "data/control").copy(address.sun_path, sizeof(address.sun_path) - 1);
  ASSERT_EQ(::bind(server.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  ASSERT_EQ(::listen(server.get(), 1), 0);
  std::thread hangs_up([&] { base::Descriptor(::accept(server.get(), nullptr, nullptr)); });
  const auto added = add({{"a.json", value_set_json("a", "1", "x")}});
  hangs_up.join();
  EXPECT_EQ(added.code, 1);
  EXPECT_THAT(added.err, HasSubstr("example.base#1.0.0 is changed on the disk; whether the running server "
                                   "works by that is not known"));
  EXPECT_THAT(package({"list"}).out, StartsWith("example.base#1.0.0"));
}

TEST_F(PackageCommand, RefusesWhatIsNoPackage) {
  EXPECT_THAT(package({"add", "no/such.tgz"}).err, HasSubstr("no/such.tgz cannot be read: No such file"));
  EXPECT_THAT(package({"add", write(folder_, "empty.tgz", "")}).err,
              HasSubstr("empty.tgz cannot be read: it is empty"));
  EXPECT_THAT(package({"add", folder_.path()}).err, HasSubstr("cannot be read: Is a directory"));
  EXPECT_THAT(package({"add", write(folder_, "x.tgz", "text")}).err, HasSubstr("it is not packed by gzip"));
  EXPECT_EQ(package({"list"}).out, "No packages are installed.\n");
}

TEST_F(PackageCommand, LeavesOutSearchParametersThatCannotBeSearchedBy) {
  const auto parameter = [](const std::string& code, const std::string& expression) {
    return R"({"resourceType":"SearchParameter","id":"p-)" + code + R"(","url":"https://example.org/p-)" +
           code + R"(","name":"P","status":"active","description":"d","code":")" + code +
           R"(","base":["Patient"],"type":"token","expression":")" + expression + "\"}";
  };
  const auto added = add({{"a.json", parameter("gender", "Patient.language")},
                          {"b.json", parameter("broken", "Patient.(")},
                          {"c.json", parameter("tongue", "Patient.language")}});
  EXPECT_EQ(added.code, 0) << added.err;
  EXPECT_THAT(added.out, HasSubstr("1 definitions, 2 other files left out"));
  EXPECT_THAT(added.err, AllOf(HasSubstr("The search parameter https://example.org/p-gender is left out"),
                               HasSubstr("p-broken is left out")));
}

TEST_F(PackageCommand, BuildsOneOfAFolder) {
  std::filesystem::create_directory(folder_ / "loose");
  const auto build = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"build", folder_ / "loose", "--to", folder_ / "made.tgz"});
    return package(std::move(more));
  };
  write(folder_, "loose/a.json", value_set_json("a", "1", "x"));
  write(folder_, "loose/readme.txt", "none");
  EXPECT_THAT(build({}).err, HasSubstr("its name '' is none"));
  const auto built = build({"--name", "made", "--version", "1", "--snapshot"});
  EXPECT_EQ(built.out, (folder_ / "made.tgz") + ": 1 definitions, 0 examples, 0 snapshots made\n")
      << built.err;
  EXPECT_EQ(package({"add", folder_ / "made.tgz"}).code, 0);
  EXPECT_THAT(package({"build", folder_ / "none"}).err, HasSubstr("none cannot be read: No such file"));
  EXPECT_THAT(
      package({"build", folder_ / "loose", "--name", "m", "--version", "1", "--to", folder_ / "no/such.tgz"})
          .err,
      HasSubstr("no/such.tgz cannot be written"));
}

TEST_F(PackageCommand, IsWhatFilesAreValidatedBy) {
  const auto patient = write(folder_, "p.json",
                             R"({"resourceType":"Patient","meta":{"profile":["https://example.org/born"]}})");
  const auto validate = [&] { return shell({"validate", "--data", folder_ / "data", patient}); };
  EXPECT_EQ(validate().code, 0) << "a profile that is not loaded is a warning";
  add({{"born.json", R"({"resourceType":"StructureDefinition","id":"born","url":"https://example.org/born",
    "name":"Born","status":"active","kind":"resource","abstract":false,"type":"Patient","derivation":"constraint",
    "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Patient",
    "differential":{"element":[{"id":"Patient.birthDate","path":"Patient.birthDate","min":1}]}})"}});
  const auto validated = validate();
  EXPECT_EQ(validated.code, 3);
  EXPECT_THAT(validated.out, HasSubstr("Patient.birthDate"));
}

class PackageServed : public testing::Test {
 protected:
  void SetUp() override { served_.start(); }
  Printed package(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "package");
    arguments.insert(arguments.begin() + 2, {"--data", served_.data()});
    return shell(std::move(arguments));
  }
  std::string file(const Files& resources) {
    return write(served_.folder(), "p.tgz", package_bytes(resources));
  }
  int expand() { return served_.send("GET", "/ValueSet/$expand?url=https://example.org/ValueSet/a"); }

  Served served_;
};

TEST_F(PackageServed, PutsAPackageIntoForceForTheNextRequest) {
  EXPECT_EQ(expand(), 404);
  const auto added = package({"add", file({{"a.json", value_set_json("a", "1", "x")}})});
  EXPECT_THAT(added.out, HasSubstr("; in force\n")) << added.err;
  EXPECT_EQ(expand(), 200);
  served_.stop();
  served_.start();
  EXPECT_EQ(expand(), 200) << "after a restart";
  EXPECT_THAT(package({"remove", "example.base"}).out, HasSubstr("removed; in force"));
  EXPECT_EQ(expand(), 404);
}

TEST_F(PackageServed, ValidatesByItsProfiles) {
  const std::string patient = R"({"resourceType":"Patient","meta":{"profile":["https://example.org/born"]}})";
  EXPECT_EQ(served_.send("POST", "/Patient", patient), 201) << "unknown: a warning";
  package(
      {"add", file({{"born.json",
                     R"({"resourceType":"StructureDefinition","id":"born","url":"https://example.org/born",
    "name":"Born","status":"active","kind":"resource","abstract":false,"type":"Patient","derivation":"constraint",
    "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Patient",
    "differential":{"element":[{"id":"Patient.birthDate","path":"Patient.birthDate","min":1}]}})"}})});
  EXPECT_EQ(served_.send("POST", "/Patient", patient), 422);
  package({"remove", "example.base"});
  EXPECT_EQ(served_.send("POST", "/Patient", patient), 201);
}

TEST_F(PackageServed, SearchesByItsParameters) {
  EXPECT_EQ(served_.send("POST", "/Patient", R"({"resourceType":"Patient","language":"fi"})"), 201);
  EXPECT_EQ(served_.send("GET", "/Patient?tongue=fi"), 400);
  package(
      {"add",
       file({{"p.json", R"({"resourceType":"SearchParameter","id":"tongue","url":"https://example.org/tongue",
    "name":"Tongue","status":"active","description":"d","code":"tongue","base":["Patient"],"type":"token",
    "expression":"Patient.language"})"}})});
  int status = 0;  // the index of what was there is built meanwhile, and a search refused until it is
  for (int i = 0; i < 10'000 && status != 200; ++i) status = served_.send("GET", "/Patient?tongue=fi");
  EXPECT_EQ(status, 200);
  package({"remove", "example.base"});
  EXPECT_EQ(served_.send("GET", "/Patient?tongue=fi"), 400);
}

TEST_F(PackageServed, IsNotToldOfAPackageBesideADamagedOne) {
  package({"add", file({{"a.json", value_set_json("a", "1", "x")}})});
  std::ofstream(served_.data() + "/packages/example.base#1.0.0/index.json") << "{";
  const auto added =
      package({"add", write(served_.folder(), "q.tgz", package_bytes({}, manifest_json("q")))});
  EXPECT_EQ(added.code, 1);
  EXPECT_THAT(added.err, HasSubstr("example.base#1.0.0' cannot be used: it is damaged"));
  EXPECT_EQ(expand(), 200) << "what was in force stays";
}

TEST(Restored, HasThePackagesToo) {
  Served served;
  served.start();
  const auto bytes = package_bytes({{"a.json", value_set_json("a", "1", "x")}});
  shell({"package", "add", "--data", served.data(), write(served.folder(), "p.tgz", bytes)});
  EXPECT_EQ(shell({"backup", "--data", served.data(), "--to", served.folder() / "backup"}).code, 0);
  EXPECT_EQ(
      shell({"restore", "--data", served.folder() / "again", "--from", served.folder() / "backup"}).code, 0);
  EXPECT_THAT(shell({"package", "list", "--data", served.folder() / "again"}).out,
              StartsWith("example.base#1.0.0"));
}

}  // namespace
}  // namespace linkki::cli
