#include <gmock/gmock.h>

#include "interactions/fixture.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

// Of organisation a: a client with an observation, a task and a nurse; b has its own record of the same name.
struct Everything : Fixture {
  void SetUp() override {
    put("Organization/a", "");
    put("Practitioner/petra", "");
    put("PractitionerRole/petra", R"("practitioner":{"reference":"Practitioner/petra"},)"
                                  R"("organization":{"reference":"Organization/a"})");
    put("Patient/aino", R"("generalPractitioner":[{"reference":"PractitionerRole/petra"}])");
    put("Patient/other", "");
  }
  void put(const std::string& reference, const std::string& members, const std::string& organization = "a") {
    const std::size_t slash = reference.find('/');
    const Reply reply =
        send("PUT", "/" + reference,
             R"({"resourceType":")" + reference.substr(0, slash) + R"(","id":")" +
                 reference.substr(slash + 1) + "\"" + (members.empty() ? "" : ",") + members + "}",
             {}, organization, access::Role::tester);
    ASSERT_GE(201, reply.status) << json::print(reply.body.root);
  }
  void observe(const std::string& id, const std::string& members = "", const std::string& by = "a") {
    put("Observation/" + id,
        R"("subject":{"reference":"Patient/aino"})" + std::string(members.empty() ? "" : ",") + members, by);
  }
  Reply ask(const std::string& query = "", const std::string& organization = "a") {
    return get("/Patient/aino/$everything" + query, organization);
  }
  // "Patient/1" of the entries of a mode, in their order.
  static std::vector<std::string> told(const Reply& reply, const std::string& mode) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < reply.count("entry"); ++i) {
      const std::string at = "entry." + std::to_string(i) + ".";
      if (reply.text(at + "search.mode") == mode)
        all.push_back(reply.text(at + "resource.resourceType") + "/" + reply.text(at + "resource.id"));
    }
    return all;
  }
  static std::vector<std::string> matches(const Reply& reply) { return told(reply, "match"); }
  static std::string link(const Reply& reply, const std::string& relation) {
    for (std::size_t i = 0; i < reply.count("link"); ++i) {
      const std::string at = "link." + std::to_string(i) + ".";
      if (reply.text(at + "relation") == relation)
        return reply.text(at + "url").substr(std::string("https://linkki.test/fhir").size());
    }
    return "";
  }
};

TEST_F(Everything, BeginsWithThePatientAndBringsWhatRefersToIt) {
  observe("walk");
  put("Task/call", R"("for":{"reference":"Patient/aino"})");
  put("Observation/foreign", R"("subject":{"reference":"Patient/other"})");
  const Reply reply = ask();
  ASSERT_EQ(200, reply.status) << reply.bytes;
  EXPECT_EQ("searchset", reply.text("type"));
  EXPECT_EQ("Patient/aino", matches(reply).front());
  EXPECT_THAT(matches(reply), UnorderedElementsAre("Patient/aino", "Observation/walk", "Task/call"));
  EXPECT_EQ("3", reply.text("total"));
  EXPECT_EQ("https://linkki.test/fhir/Patient/aino", reply.text("entry.0.fullUrl"));
}

TEST_F(Everything, IncludesWhomTheRecordRefersTo) {
  const Reply reply = ask();
  EXPECT_THAT(told(reply, "include"),
              UnorderedElementsAre("PractitionerRole/petra", "Practitioner/petra", "Organization/a"));
}

TEST_F(Everything, ShowsNothingOfAnotherPerson) {
  observe("shared", R"("focus":[{"reference":"Patient/other"}])");
  put("Observation/theirs", R"("subject":{"reference":"Patient/other"})");
  observe("derived", R"("derivedFrom":[{"reference":"Observation/theirs"}])");
  const Reply reply = ask();
  EXPECT_THAT(reply.bytes, testing::Not(testing::HasSubstr(R"("id":"other")")));
  EXPECT_THAT(matches(reply),
              UnorderedElementsAre("Patient/aino", "Observation/shared", "Observation/derived"));
}

TEST_F(Everything, ShowsWhatTheCallerMaySeeAlone) {
  put("Organization/b", "", "b");
  observe("ours");
  put("Observation/theirs", R"("subject":{"reference":"Patient/aino"})", "b");
  EXPECT_THAT(matches(ask()), UnorderedElementsAre("Patient/aino", "Observation/ours"));
  EXPECT_EQ("404 resource-unknown @ ", std::to_string(ask("", "b").status) + " " + ask("", "b").fault());
  EXPECT_EQ(404, get("/Patient/nobody/$everything").status);
  EXPECT_EQ(401, ask("", "").status);
}

TEST_F(Everything, OfADeletedPatientIsGone) {
  ASSERT_EQ(204, send("DELETE", "/Patient/aino").status);
  EXPECT_EQ(410, ask().status);
}

TEST_F(Everything, IsKeptToTheTypesThatAreNamed) {
  observe("walk");
  put("Task/call", R"("for":{"reference":"Patient/aino"})");
  EXPECT_THAT(matches(ask("?_type=Task")), ElementsAre("Task/call"));
  EXPECT_THAT(matches(ask("?_type=Patient,Task")), ElementsAre("Patient/aino", "Task/call"));
  EXPECT_THAT(told(ask("?_type=Patient,Organization"), "include"), IsEmpty());
  EXPECT_THAT(told(ask("?_type=Patient,PractitionerRole"), "include"), ElementsAre("PractitionerRole/petra"));
  EXPECT_EQ("argument-type @ _type", ask("?_type=Nothing").fault());
  EXPECT_EQ("search-audit @ _type", ask("?_type=AuditEvent").fault());
}

TEST_F(Everything, IsKeptToTheTimeOfCare) {
  observe("summer", R"("effectiveDateTime":"2026-07-01T10:00:00Z")");
  observe("winter", R"("effectivePeriod":{"start":"2026-12-01","end":"2026-12-31"})");
  observe("undated");
  EXPECT_THAT(matches(ask("?end=2026-07-01")),
              UnorderedElementsAre("Patient/aino", "Observation/summer", "Observation/undated"));
  EXPECT_THAT(matches(ask("?start=2026-12-31")),
              UnorderedElementsAre("Patient/aino", "Observation/winter", "Observation/undated"));
  EXPECT_THAT(matches(ask("?start=2026-08&end=2026-11")),
              UnorderedElementsAre("Patient/aino", "Observation/undated"));
  EXPECT_EQ("argument-type @ ", ask("?start=tomorrow").fault());
}

TEST_F(Everything, IsKeptToWhatHasChangedSince) {
  observe("old");
  clock.advance(std::chrono::hours(1));
  const std::string since = base::print_instant(clock.now());
  clock.advance(std::chrono::hours(1));
  observe("new");
  EXPECT_THAT(matches(ask("?_since=" + percent_encode(since))),
              ElementsAre("Patient/aino", "Observation/new"));
}

TEST_F(Everything, GoesOnWhereAPageEnded) {
  for (int i = 0; i < 5; ++i) observe("o" + std::to_string(i));
  std::vector<std::string> all;
  Reply reply = ask("?_count=2");
  EXPECT_EQ(2u, matches(reply).size());
  EXPECT_EQ("", reply.text("total"));
  for (int pages = 1;; ++pages) {
    for (const std::string& one : matches(reply)) all.push_back(one);
    const std::string next = link(reply, "next");
    if (next.empty()) break;
    ASSERT_GT(5, pages);
    EXPECT_TRUE(next.starts_with("/Patient/aino/$everything?_count=2&_page=")) << next;
    observe("later" + std::to_string(pages));
    reply = get(next);
    ASSERT_EQ(200, reply.status) << reply.bytes;
  }
  EXPECT_THAT(all, ElementsAre("Patient/aino", "Observation/o0", "Observation/o1", "Observation/o2",
                               "Observation/o3", "Observation/o4"));
}

TEST_F(Everything, GivesThePatientAPageOfItsOwnWhereThatIsAsked) {
  EXPECT_EQ("", link(ask("?_count=1"), "next"));
  observe("walk");
  const Reply first = ask("?_count=1");
  EXPECT_THAT(matches(first), ElementsAre("Patient/aino"));
  EXPECT_THAT(matches(get(link(first, "next"))), ElementsAre("Observation/walk"));
  EXPECT_EQ("argument-type @ _count", ask("?_count=0").fault());
}

TEST_F(Everything, LinksAreGoodForNobodyElse) {
  observe("walk");
  const std::string next = link(ask("?_count=1"), "next");
  EXPECT_NE(200, get(next, "b").status);
  std::string other = next;
  other.replace(other.find("aino"), 4, "other");
  EXPECT_EQ("page-foreign @ _page", get(other).fault());
  EXPECT_EQ("page-foreign @ _page", get("/Patient/aino/*" + next.substr(next.find('?'))).fault());
}

TEST_F(Everything, IsAskedForByPostToo) {
  observe("walk");
  put("Task/call", R"("for":{"reference":"Patient/aino"})");
  const Reply reply = send("POST", "/Patient/aino/$everything",
                           R"({"resourceType":"Parameters","parameter":[{"name":"_type","valueCode":"Task"},)"
                           R"({"name":"_type","valueCode":"Patient"},{"name":"_count","valueInteger":1}]})");
  EXPECT_THAT(matches(reply), ElementsAre("Patient/aino"));
  EXPECT_THAT(matches(get(link(reply, "next"))), ElementsAre("Task/call"));
}

TEST_F(Everything, IsToldToTheTrailAsOneEntryOfThePatient) {
  observe("walk");
  trail.take();
  ask();
  std::size_t of_a_patient = 0;
  for (const audit::Entry& entry : trail.take()) {
    EXPECT_EQ(Interaction::operation, entry.interaction);
    if (!entry.patient) continue;
    ++of_a_patient;
    EXPECT_EQ(2u, entry.disclosed.size());
  }
  EXPECT_EQ(1u, of_a_patient);
  trail.broken = true;
  EXPECT_EQ(503, ask().status);
}

TEST_F(Everything, CutsEachResourceWhereASummaryIsAsked) {
  observe("walk", R"("note":[{"text":"x"}])");
  EXPECT_THAT(ask("?_summary=true").bytes, testing::Not(testing::HasSubstr("note")));
  EXPECT_EQ("Patient/aino", matches(ask("?_summary=true")).front());
}

}  // namespace
