// How a search is run: what drives it, when the index is walked, and what is told of it.
#include "repository/find.h"
#include "repository/fixture.h"

namespace linkki::repository {
namespace {

class Plan : public testing::Test {
 protected:
  Plan() {
    std::vector<std::string> all;
    for (int i = 0; i < 600; ++i) {
      all.push_back(R"({"resourceType":"Task","id":")" + std::to_string(i) + R"(","status":")" +
                    (i % 100 == 0 ? "draft" : "ready") + R"(","authoredOn":"2026-01-)" +
                    (i % 28 < 9 ? "0" : "") + std::to_string(i % 28 + 1) +
                    R"(","owner":{"reference":"Organization/)" + (i % 2 ? "x" : "y") + "\"}}");
    }
    store.put_all(all);
  }
  std::string plan(const std::string& query, find::Settings settings = {}) const {
    settings.explain = true;
    const Found found = store.search(query, "a", std::nullopt, settings);
    std::string text;
    for (const base::Issue& line : found.plan) text += line.text() + "\n";
    return text;
  }
  Store store;
};

TEST_F(Plan, BeginsWithWhatIsRarest) {
  EXPECT_EQ(plan("Task?owner=Organization/y&status=draft"),
            "Task: looked up (status=draft): about 6 expected, 6 left.\n"
            "Task: asked of each that is left (owner=Organization/y): about 300 expected, 6 left.\n"
            "In all 15 resources were looked at; the page has 6.\n");
}

TEST_F(Plan, WalksTheIndexOfTheSortWhenManyMatch) {
  find::Settings walking;
  walking.walk_matches_min = 100;
  const std::string text =
      plan("Task?owner=Organization/x&status=ready&_sort=-authored-on&_count=5", walking);
  EXPECT_NE(text.find("the index of 'authored-on' is walked"), text.npos) << text;
  EXPECT_EQ(text.find("sorted"), text.npos) << text;
}

TEST_F(Plan, LooksOnlyAtAPageWhereItWalks) {
  find::Settings narrow;
  narrow.walk_matches_min = 100;
  narrow.rows_max = 80;
  EXPECT_TRUE(store
                  .try_search("Task?owner=Organization/x&_sort=-authored-on&_count=5&_total=none",
                              worker_of("a"), std::nullopt, narrow)
                  .ok());
  narrow.walk_matches_min = 1'000;
  EXPECT_FALSE(store
                   .try_search("Task?owner=Organization/x&_sort=-authored-on&_count=5&_total=none",
                               worker_of("a"), std::nullopt, narrow)
                   .ok());
}

TEST_F(Plan, FindsTheSameInTheSameOrderWalkingOrNot) {
  find::Settings walking;
  walking.walk_matches_min = 1;
  for (const char* query :
       {"Task?_sort=-authored-on", "Task?_sort=authored-on,-status&status=ready",
        "Task?owner=Organization/x&_sort=owner,-authored-on", "Task?_sort=code,authored-on",
        "Task?_sort=-_lastUpdated", "Task?_sort=authored-on&status:not=ready"}) {
    std::optional<Position> here, there;
    for (int page = 0; page < 4; ++page) {
      const Found walked = store.search(query, "a", here, walking), sorted = store.search(query, "a", there);
      EXPECT_EQ(store.ids(walked.matches), store.ids(sorted.matches)) << query;
      here = walked.next;
      there = sorted.next;
      if (!here || !there) break;
    }
  }
}

TEST_F(Plan, StopsWhenNobodyWaits) {
  find::Settings stopped;
  stopped.stopped = [] { return true; };
  const auto refused =
      store.try_search("Task?_sort=owner&_total=accurate", worker_of("a"), std::nullopt, stopped);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.failure().refusal, base::Refusal::unavailable);
  EXPECT_EQ(refused.failure().issues.front().message->code, "search-stopped");
}

}  // namespace
}  // namespace linkki::repository
