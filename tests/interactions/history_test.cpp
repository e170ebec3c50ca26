#include "interactions/history.h"

#include "base/limits.h"
#include "interactions/fixture.h"

using namespace linkki;
using namespace linkki::interactions;
using namespace std::chrono_literals;

namespace {

struct History : Fixture {
  std::string patient = post("Patient", R"({"resourceType":"Patient","gender":"female"})");
  void change(const std::string& gender) {
    clock.advance(1min);
    const std::string id = patient.substr(patient.find('/') + 1);
    EXPECT_EQ(200, send("PUT", "/" + patient,
                        R"({"resourceType":"Patient","id":")" + id + R"(","gender":")" + gender + "\"}")
                       .status);
  }
  // The part of a link behind the base; empty: no such link.
  static std::string link(const Reply& reply, const std::string& relation) {
    const std::string base = "https://linkki.test/fhir";
    for (std::size_t i = 0; i < reply.count("link"); ++i) {
      const std::string at = "link." + std::to_string(i);
      if (reply.text(at + ".relation") == relation) return reply.text(at + ".url").substr(base.size());
    }
    return "";
  }
};

TEST_F(History, OfAnInstanceShowsItsVersionsNewestFirst) {
  change("male");
  clock.advance(1min);
  EXPECT_EQ(204, send("DELETE", "/" + patient).status);
  const Reply reply = get("/" + patient + "/_history");
  ASSERT_EQ(200, reply.status);
  EXPECT_EQ("history", reply.text("type"));
  EXPECT_EQ("3", reply.text("total"));
  ASSERT_EQ(3u, reply.count("entry"));
  EXPECT_EQ("DELETE", reply.text("entry.0.request.method"));
  EXPECT_EQ(nullptr, reply.find("entry.0.resource"));
  EXPECT_EQ("PUT", reply.text("entry.1.request.method"));
  EXPECT_EQ(patient, reply.text("entry.1.request.url"));
  EXPECT_EQ("male", reply.text("entry.1.resource.gender"));
  EXPECT_EQ("POST", reply.text("entry.2.request.method"));
  EXPECT_EQ("Patient", reply.text("entry.2.request.url"));
  EXPECT_EQ("201 Created", reply.text("entry.2.response.status"));
  EXPECT_EQ("W/\"1\"", reply.text("entry.2.response.etag"));
  EXPECT_EQ(reply.text("entry.2.resource.meta.lastUpdated"), reply.text("entry.2.response.lastModified"));
  EXPECT_EQ("https://linkki.test/fhir/" + patient, reply.text("entry.2.fullUrl"));
}

TEST_F(History, ShowsAPutThatCreatedAsPut) {
  const std::string named = R"({"resourceType":"Patient","id":"p","gender":"female"})";
  EXPECT_EQ(201, send("PUT", "/Patient/p", named, {}, "a", access::Role::importer).status);
  const Reply reply = get("/Patient/p/_history");
  EXPECT_EQ("PUT", reply.text("entry.0.request.method"));
  EXPECT_EQ("Patient/p", reply.text("entry.0.request.url"));
  EXPECT_EQ("201 Created", reply.text("entry.0.response.status"));
}

TEST_F(History, OfATypeAndOfTheSystemShowWhatChanged) {
  post("Group", R"({"resourceType":"Group","type":"person","actual":true})");
  EXPECT_EQ(1u, get("/Patient/_history").count("entry"));
  EXPECT_EQ(2u, get("/_history").count("entry"));
  EXPECT_EQ("Group", get("/_history").text("entry.0.resource.resourceType"));
  EXPECT_EQ(0u, get("/Device/_history").count("entry"));
}

TEST_F(History, HidesWhatTheCallerMayNotSee) {
  EXPECT_EQ(404, get("/" + patient + "/_history", "b").status);
  EXPECT_EQ(404, get("/Patient/none/_history").status);
  EXPECT_EQ(0u, get("/Patient/_history", "b").count("entry"));
  EXPECT_EQ(0u, get("/_history", "b").count("entry"));
}

TEST_F(History, IsPagedBySealedLinks) {
  for (const char* const gender : {"male", "other", "unknown"}) change(gender);
  for (const std::string& at : {"/" + patient, std::string("/Patient"), std::string()}) {
    std::vector<std::string> seen;
    std::string next = at + "/_history?_count=2";
    while (!next.empty() && seen.size() < 9) {
      const Reply page = get(next);
      ASSERT_EQ(200, page.status);
      for (std::size_t i = 0; i < page.count("entry"); ++i) {
        seen.push_back(page.text("entry." + std::to_string(i) + ".resource.gender"));
      }
      next = link(page, "next");
    }
    EXPECT_EQ((std::vector<std::string>{"unknown", "other", "male", "female"}), seen) << at;
  }
}

TEST_F(History, OffersNoPageThatWouldBeEmpty) {
  change("male");
  const std::string since = "&_since=" + base::print_instant(clock.now());
  change("other");
  change("unknown");
  post("Group", R"({"resourceType":"Group","type":"person","actual":true})");
  for (const std::string& at : {"/" + patient, std::string("/Patient")}) {
    EXPECT_NE("", link(get(at + "/_history?_count=2" + since), "next")) << at;
    const Reply all = get(at + "/_history?_count=3" + since);
    EXPECT_EQ(3u, all.count("entry")) << at;
    EXPECT_EQ("", link(all, "next")) << at << ": what is older is not wanted";
  }
}

TEST_F(History, LinksAreGoodForTheirCallerAndRouteAndTimeAlone) {
  change("male");
  const std::string next = link(get("/Patient/_history?_count=1"), "next");
  EXPECT_EQ(200, get(next).status);
  EXPECT_EQ(400, get(next, "b").status);
  EXPECT_EQ(400, get("/" + patient + next.substr(std::string("/Patient").size())).status);
  EXPECT_EQ(400, get(next + "x").status);
  clock.advance(2h);
  EXPECT_EQ(410, get(next).status);
}

TEST_F(History, CountOfZeroAsksForTheTotalAlone) {
  const Reply reply = get("/" + patient + "/_history?_count=0");
  EXPECT_EQ(200, reply.status);
  EXPECT_EQ("1", reply.text("total"));
  EXPECT_EQ(0u, reply.count("entry"));
  EXPECT_EQ("", link(reply, "next"));
}

TEST_F(History, SinceLeavesOlderVersionsOut) {
  change("male");
  const std::string since = "?_since=" + base::print_instant(clock.now() - 1s);
  EXPECT_EQ("1", get("/" + patient + "/_history" + since).text("total"));
  EXPECT_EQ(1u, get("/Patient/_history" + since).count("entry"));
}

TEST_F(History, AtShowsWhatWasCurrentThen) {
  const auto then = clock.now() + 10s;
  change("male");
  const Reply reply = get("/" + patient + "/_history?_at=" + base::print_instant(then));
  ASSERT_EQ(1u, reply.count("entry"));
  EXPECT_EQ("female", reply.text("entry.0.resource.gender"));
}

TEST_F(History, RefusesWhatItDoesNotUnderstand) {
  for (const char* const query : {"_since=yesterday", "_at=x", "_count=-1", "_count=x", "gender=male"}) {
    EXPECT_EQ(400, get("/" + patient + "/_history?" + query).status) << query;
  }
}

TEST_F(History, LeavesItsTraceBeforeItAnswers) {
  change("male");
  trail.take();
  get("/" + patient + "/_history");
  const auto entries = trail.take();
  ASSERT_EQ(1u, entries.size());
  EXPECT_EQ(2u, entries[0].disclosed.size());
  EXPECT_EQ(access::Interaction::history_instance, entries[0].interaction);
}

TEST_F(History, OfVeryManyVersionsHasNoTotal) {
  const std::string patient = post("Patient", R"({"resourceType":"Patient"})");
  const std::string id = patient.substr(patient.find('/') + 1);
  for (std::size_t version = 2; version <= limits::history_total_max; ++version) {
    const std::string body = R"({"resourceType":"Patient","id":")" + id + R"(","multipleBirthInteger":)" +
                             std::to_string(version) + "}";
    ASSERT_EQ(200, send("PUT", "/" + patient, body).status);
  }
  EXPECT_EQ(std::to_string(limits::history_total_max),
            get("/" + patient + "/_history?_count=1").text("total"));
  send("DELETE", "/" + patient);
  const Reply reply = get("/" + patient + "/_history?_count=1");
  EXPECT_EQ("", reply.text("total"));
  EXPECT_EQ(1u, reply.count("entry"));
}

}  // namespace
