// The server's part of a resource, and the labels that outlive updates.
#include "fhir/meta.h"

#include <gtest/gtest.h>

#include "base/json/print.h"
#include "r4.h"

namespace linkki::fhir {
namespace {

constexpr base::Instant noon{std::chrono::sys_days{std::chrono::January / 31 / 2026} +
                             std::chrono::hours{12}};

std::string with_meta(const char* bytes) {
  auto changed = document(bytes);
  set_meta(changed, "a", "3", noon);
  return json::print(changed.root);
}

TEST(Meta, IsReadWhereItIs) {
  const auto full = document(R"({"id":"a","meta":{"versionId":"3","lastUpdated":"2026"}})");
  EXPECT_EQ(read_meta(full.root).id, "a");
  EXPECT_EQ(read_meta(full.root).version_id, "3");
  EXPECT_EQ(read_meta(full.root).last_updated, "2026");
  for (const char* bytes : {"{}", R"({"id":1,"meta":[]})", R"({"meta":{"versionId":3}})"}) {
    const auto bare = document(bytes);
    EXPECT_EQ(read_meta(bare.root).id, "") << bytes;
    EXPECT_EQ(read_meta(bare.root).version_id, "") << bytes;
  }
}

TEST(SetMeta, PutsIdAndMetaBehindTheType) {
  EXPECT_EQ(
      with_meta(R"({"resourceType":"Patient","active":true})"),
      R"({"resourceType":"Patient","id":"a","meta":{"versionId":"3","lastUpdated":"2026-01-31T12:00:00.000Z"},"active":true})");
}

TEST(SetMeta, ReplacesTheServersPartAndKeepsTheRest) {
  EXPECT_EQ(
      with_meta(
          R"({"meta":{"lastUpdated":"1999","profile":["p"],"versionId":"x"},"id":"b","resourceType":"Patient"})"),
      R"({"meta":{"lastUpdated":"2026-01-31T12:00:00.000Z","profile":["p"],"versionId":"3"},"id":"a","resourceType":"Patient"})");
  EXPECT_EQ(
      with_meta(R"({"resourceType":"Patient","meta":7})"),
      R"({"resourceType":"Patient","id":"a","meta":{"versionId":"3","lastUpdated":"2026-01-31T12:00:00.000Z"}})");
}

std::string kept(const char* updated, const char* stored) {
  auto changed = document(updated);
  keep_labels(changed, document(stored).root);
  return json::print(changed.root);
}

TEST(KeepLabels, MergesTagsAndSecurityButNotProfiles) {
  EXPECT_EQ(
      kept(
          R"({"id":"a","meta":{"profile":["new"],"tag":[{"system":"s","code":"2"}]}})",
          R"({"id":"a","meta":{"profile":["old"],"tag":[{"system":"s","code":"1"}],"security":[{"system":"s","code":"R"}]}})"),
      R"({"id":"a","meta":{"profile":["new"],"tag":[{"system":"s","code":"1"},{"system":"s","code":"2"}],"security":[{"system":"s","code":"R"}]}})");
}

TEST(KeepLabels, TakesTheNewDisplayOfALabelInItsOldPlace) {
  EXPECT_EQ(
      kept(R"({"meta":{"tag":[{"code":"3"},{"system":"s","code":"1","display":"new"}]}})",
           R"({"meta":{"tag":[{"system":"s","code":"1","display":"old"},{"system":"t","code":"1"}]}})"),
      R"({"meta":{"tag":[{"system":"s","code":"1","display":"new"},{"system":"t","code":"1"},{"code":"3"}]}})");
}

TEST(KeepLabels, MakesAMetaOnlyWhereThereIsSomethingToKeep) {
  EXPECT_EQ(kept(R"({"resourceType":"Task","id":"a"})", R"({"meta":{"tag":[{"code":"1"}]}})"),
            R"({"resourceType":"Task","id":"a","meta":{"tag":[{"code":"1"}]}})");
  EXPECT_EQ(kept(R"({"id":"a"})", R"({"meta":{"versionId":"1"}})"), R"({"id":"a"})");
}

TEST(KeepLabels, AnUpdateThatOmitsThemChangesNothing) {
  const char* stored =
      R"({"id":"a","meta":{"versionId":"4","tag":[{"code":"1"},{"code":"2"}]},"active":true})";
  auto update = document(R"({"id":"a","active":true,"meta":{"tag":[{"code":"2"}]}})");
  const auto before = document(stored);
  keep_labels(update, before.root);
  EXPECT_TRUE(same_content(update.root, before.root));
}

TEST(MetaOperations, AddAndRemoveLabelsAndProfiles) {
  auto changed = document(R"({"id":"a","meta":{"versionId":"1","profile":["p"],"tag":[{"code":"1"}]}})");
  add_meta(changed,
           document(R"({"profile":["p","q"],"security":[{"code":"R"}],"tag":[{"code":"2"}],"versionId":"9"})")
               .root);
  EXPECT_EQ(
      json::print(changed.root),
      R"({"id":"a","meta":{"versionId":"1","profile":["p","q"],"tag":[{"code":"1"},{"code":"2"}],"security":[{"code":"R"}]}})");
  remove_meta(
      changed,
      document(R"({"profile":["p"],"security":[{"code":"R"}],"tag":[{"code":"2","system":"s"}]})").root);
  EXPECT_EQ(json::print(changed.root),
            R"({"id":"a","meta":{"versionId":"1","profile":["q"],"tag":[{"code":"1"},{"code":"2"}]}})");
}

TEST(Subsetted, IsSetOnceAndTakenAway) {
  auto shown = document(R"({"id":"a","meta":{"tag":[{"code":"1"}]}})");
  EXPECT_FALSE(is_subsetted(shown.root));
  set_subsetted(shown.arena, shown.root);
  set_subsetted(shown.arena, shown.root);
  EXPECT_TRUE(is_subsetted(shown.root));
  EXPECT_EQ(shown.root.find("meta")->find("tag")->items().size(), 2u);
  EXPECT_TRUE(remove_subsetted(shown.arena, shown.root));
  EXPECT_FALSE(remove_subsetted(shown.arena, shown.root));
  EXPECT_EQ(json::print(shown.root), R"({"id":"a","meta":{"tag":[{"code":"1"}]}})");
}

bool same(const char* a, const char* b) {
  return same_content(document(a).root, document(b).root);
}

TEST(SameContent, IgnoresVersionTimeAndOrderOfProperties) {
  EXPECT_TRUE(same(R"({"id":"a","meta":{"versionId":"1","lastUpdated":"x"},"b":1})",
                   R"({"b":1,"meta":{"versionId":"2"},"id":"a"})"));
  EXPECT_TRUE(same(R"({"id":"a","meta":{"versionId":"1"}})", R"({"id":"a"})"));
  EXPECT_TRUE(same(R"({"meta":{"versionId":"1","profile":["p"]}})", R"({"meta":{"profile":["p"]}})"));
}

TEST(SameContent, SeesEverythingElse) {
  EXPECT_FALSE(same(R"({"a":1.50})", R"({"a":1.5})"));
  EXPECT_FALSE(same(R"({"a":[1,2]})", R"({"a":[2,1]})"));
  EXPECT_FALSE(same(R"({"id":"a"})", R"({"id":"b"})"));
  EXPECT_FALSE(same(R"({"meta":{"profile":["p"]}})", R"({"meta":{"profile":["q"]}})"));
}

TEST(SameContent, LeavesBothAsTheyWere) {
  const char* bytes = R"({"id":"a","meta":{"versionId":"1","profile":["p"]}})";
  const auto a = document(bytes), b = document(bytes);
  EXPECT_TRUE(same_content(a.root, b.root));
  EXPECT_EQ(json::print(a.root), bytes);
}

}  // namespace
}  // namespace linkki::fhir
