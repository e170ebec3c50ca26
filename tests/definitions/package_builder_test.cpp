// A package of loose resources is one that the reader takes, the same bytes each time.
#include "definitions/package_builder.h"

#include <gmock/gmock.h>

#include "base/json/parse.h"
#include "definitions/archive/archive.h"
#include "definitions/archives.h"
#include "definitions/package_reader.h"
#include "definitions/r4.h"

namespace linkki::definitions {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Key;
using testing::Not;

class Build : public testing::Test {
 protected:
  BuiltPackage build() {
    auto built = build_package(parts);
    EXPECT_TRUE(built.ok()) << built.failure().issues.front().text();
    return built.ok() ? *std::move(built) : BuiltPackage{};
  }
  std::string refusal() {
    const auto built = build_package(parts);
    return built.ok() ? "" : built.failure().issues.front().text();
  }
  static Files files_of(const BuiltPackage& built) {
    Files files;
    const auto read = read_archive(
        built.bytes, [](auto) { return true; },
        [&](std::string_view path, std::string bytes) {
          files.emplace(path, std::move(bytes));
          return base::done();
        });
    EXPECT_TRUE(read.ok());
    return files;
  }
  static std::string profile(const std::string& id, const std::string& base, const std::string& path) {
    return R"({"resourceType":"StructureDefinition","id":")" + id + R"(","url":"https://example.org/)" + id +
           R"(","type":"Patient","derivation":"constraint","baseDefinition":")" + base +
           R"(","differential":{"element":[{"path":")" + path + R"(","min":1}]}})";
  }

  PackageParts parts{
      {{"a.json", value_set_json("a", "1", "x")}, {"p.json", R"({"resourceType":"Patient","id":"p"})"}},
      {"example.made", "0.1.0"},
      nullptr};
};

TEST_F(Build, MakesWhatTheReaderTakes) {
  const auto built = build();
  EXPECT_EQ(built.definitions, 1u);
  EXPECT_EQ(built.examples, 1u);
  EXPECT_THAT(files_of(built),
              ElementsAre(Key("package/.index.json"), Key("package/ValueSet-a.json"),
                          Key("package/example/Patient-p.json"), Key("package/package.json")));
  const auto read = read_package_archive(built.bytes);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->manifest.self.label(), "example.made#0.1.0");
  ASSERT_EQ(read->resources.size(), 1u);
  EXPECT_EQ(read->resources[0]->json, value_set_json("a", "1", "x"));
}

TEST_F(Build, MakesTheSameBytesOfTheSameResources) {
  EXPECT_EQ(build().bytes, build().bytes);
}

TEST_F(Build, ListsWhatItDefines) {
  const auto index = json::parse(files_of(build())["package/.index.json"]);
  ASSERT_TRUE(index.ok());
  const auto rows = index->root.find("files")->items();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].text_of("filename"), "ValueSet-a.json");
  EXPECT_EQ(rows[0].text_of("url"), "https://example.org/ValueSet/a");
}

TEST_F(Build, IsCalledWhatItsManifestOrGuideSays) {
  parts.wanted = {};
  EXPECT_THAT(refusal(), HasSubstr("its name '' is none"));
  parts.files["g.json"] =
      R"({"resourceType":"ImplementationGuide","id":"g","url":"https://example.org/g","packageId":"guide",
    "version":"2.0.0","title":"A guide","dependsOn":[{"packageId":"hl7.fhir.uv.sdc","version":"3.0.0"}]})";
  const auto manifest = files_of(build())["package/package.json"];
  EXPECT_THAT(manifest, HasSubstr(R"("name":"guide","version":"2.0.0","description":"A guide")"));
  EXPECT_THAT(manifest, HasSubstr(R"("hl7.fhir.r4.core":"4.0.1","hl7.fhir.uv.sdc":"3.0.0")"));
  parts.files["package.json"] = R"({"name":"manifest","version":"3","dependencies":{"other":"1"}})";
  EXPECT_EQ(build().self.label(), "manifest#3");
  parts.wanted = {"wanted", "4"};
  EXPECT_EQ(build().self.label(), "wanted#4");
}

TEST_F(Build, RefusesWhatIsNoResource) {
  parts.files["b.json"] = "[]";
  EXPECT_EQ(refusal(), "The package's file 'b.json' cannot be used: It is no resource with an id.");
  parts.files["b.json"] = "{";
  EXPECT_THAT(refusal(), HasSubstr("'b.json' cannot be used: This is not JSON"));
  parts.files["b.json"] = value_set_json("a", "2", "y");
  EXPECT_EQ(refusal(), "The package has 'ValueSet-a.json' twice.");
}

TEST_F(Build, MakesSnapshotsOfProfilesThatBuildOnEachOther) {
  parts.files = {
      {"1.json", profile("one", "https://example.org/two", "Patient.birthDate")},
      {"2.json", profile("two", "http://hl7.org/fhir/StructureDefinition/Patient", "Patient.name")}};
  EXPECT_EQ(build().snapshots, 0u);
  parts.known = r4().get();
  const auto built = build();
  EXPECT_EQ(built.snapshots, 2u);
  const auto made = json::parse(files_of(built)["package/StructureDefinition-one.json"]);
  ASSERT_TRUE(made.ok());
  std::string required;
  for (const auto& element : made->root.find("snapshot")->find("element")->items()) {
    if (element.find("min")->text() == "1") required += std::string(element.text_of("id")) + " ";
  }
  EXPECT_EQ(
      required,
      "Patient.name Patient.birthDate Patient.communication.language Patient.link.other Patient.link.type ");
  parts.files["1.json"] = profile("one", "https://example.org/two", "Patient.birthday");
  EXPECT_THAT(refusal(),
              HasSubstr("No snapshot can be made for StructureDefinition-one.json: 'Patient.birthday'"));
}

}  // namespace
}  // namespace linkki::definitions
