// GET [base]?…: what is found across types, and by whom.
#include "interactions/fixture.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

struct SystemSearch : Fixture {
  std::string patient =
      post("Patient", R"({"resourceType":"Patient","active":true,"meta":{"tag":[{"code":"x"}]}})");
  std::string group = post(
      "Group", R"({"resourceType":"Group","type":"person","actual":true,"meta":{"tag":[{"code":"x"}]}})");
  std::string foreign = post("Group", R"({"resourceType":"Group","type":"person","actual":true})", "b");

  static std::vector<std::string> found(const Reply& reply) {
    EXPECT_EQ(200, reply.status);
    std::vector<std::string> all;
    for (std::size_t i = 0; i < reply.count("entry"); ++i) {
      const std::string at = "entry." + std::to_string(i) + ".resource.";
      all.push_back(reply.text(at + "resourceType") + "/" + reply.text(at + "id"));
    }
    return all;
  }
  static std::string next(const Reply& reply) {
    for (std::size_t i = 0; i < reply.count("link"); ++i) {
      const std::string at = "link." + std::to_string(i);
      if (reply.text(at + ".relation") == "next")
        return reply.text(at + ".url").substr(std::string("https://linkki.test/fhir").size());
    }
    return "";
  }
};

using All = std::vector<std::string>;

TEST_F(SystemSearch, FindsWhatTheCallerMaySeeOfEveryType) {
  const Reply reply = get("?_tag=x");
  EXPECT_EQ((All{group, patient}), found(reply));
  EXPECT_EQ("2", reply.text("total"));
  EXPECT_EQ("match", reply.text("entry.0.search.mode"));
  EXPECT_EQ("https://linkki.test/fhir?_tag=x", reply.text("link.0.url"));
  EXPECT_EQ((All{foreign}), found(get("?_type=Group,Patient", "b")));
}

TEST_F(SystemSearch, FindsTheTypesItNamesAlone) {
  EXPECT_EQ((All{group}), found(get("?_type=Group")));
  EXPECT_EQ((All{group, patient}), found(get("?_type=Patient,Group&_lastUpdated=ge2020")));
  EXPECT_EQ(400, get("?_type=Patient,Nobody").status);
}

TEST_F(SystemSearch, TakesAFormAsWell) {
  const Reply reply = send("POST", "/_search", "_type=Patient,Group&_sort=-_id",
                           {{"Content-Type", "application/x-www-form-urlencoded"}});
  EXPECT_EQ(2u, found(reply).size());
}

TEST_F(SystemSearch, AllowsOnlyWhatAllTypesHave) {
  EXPECT_EQ(400, get("?_type=Patient,Group&gender=male").status);
  EXPECT_EQ(400, get("?name=x").status);
  EXPECT_EQ(200, get("?_type=Patient,Group&identifier=x").status);
}

TEST_F(SystemSearch, GoesOnFromPageToPage) {
  clock.advance(std::chrono::minutes{1});
  const std::string late = post("Patient", R"({"resourceType":"Patient"})");
  const Reply first = get("?_type=Patient,Group&_count=2&_sort=-_lastUpdated");
  EXPECT_EQ((All{late, group}), found(first));
  post("Patient", R"({"resourceType":"Patient"})");
  const Reply second = get(next(first));
  EXPECT_EQ((All{patient}), found(second));
  EXPECT_EQ("", next(second));
  EXPECT_EQ("3", second.text("total"));
}

TEST_F(SystemSearch, CountsAndCutsLikeAnyOther) {
  const Reply count = get("?_type=Patient,Group&_summary=count");
  EXPECT_EQ("2", count.text("total"));
  EXPECT_EQ(0u, count.count("entry"));
  EXPECT_EQ(nullptr, get("?_type=Patient,Group&_total=none").find("total"));
  EXPECT_NE(nullptr, get("?_type=Patient").find("entry.0.resource.active"));
  EXPECT_EQ(nullptr, get("?_type=Patient&_elements=gender").find("entry.0.resource.active"));
}

TEST_F(SystemSearch, ShowsTheDirectoryWithoutAToken) {
  const std::string organization =
      send("POST", "/Organization", R"({"resourceType":"Organization","name":"O"})", {}, "a",
           access::Role::editor)
          .reference();
  EXPECT_EQ((All{organization}), found(get("", "")));
  EXPECT_EQ((All{organization}), found(get("?_type=Organization", "")));
  EXPECT_EQ(401, get("?_type=Organization,Patient", "").status);
}

TEST_F(SystemSearch, RefusesTypesThatTheRoleMayNotSearch) {
  const Reply reply = send("GET", "?_type=Patient", "", {}, "a", access::Role::editor);
  EXPECT_EQ(403, reply.status);
  EXPECT_EQ(400, get("?_type=AuditEvent").status);
}

TEST_F(SystemSearch, LeavesAnEntryForEveryPatientShown) {
  trail.take();
  get("?_type=Patient,Group");
  const auto entries = trail.take();
  ASSERT_EQ(2u, entries.size());  // the patient; the group, which is about nobody
  EXPECT_EQ(1, (entries[0].patient != 0) + (entries[1].patient != 0));
  EXPECT_EQ("_type=Patient,Group", entries[0].query);
  get("?_type=Patient,Group&_tag=none");
  EXPECT_EQ(1u, trail.take().size());
}

TEST_F(SystemSearch, IsInTheCapabilityStatement) {
  bool told = false;
  const Reply reply = get("/metadata");
  for (std::size_t i = 0; i < reply.count("rest.0.interaction"); ++i)
    told = told || reply.text("rest.0.interaction." + std::to_string(i) + ".code") == "search-system";
  EXPECT_TRUE(told);
}

}  // namespace
