// Searches that reach beyond their own type: whole compartments, chains by callers who may not search what
// they lead to, links both ways, plans for those who may know, and the bounds of the configuration.
#include "interactions/reach.h"

#include "interactions/fixture.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

struct Reach : Fixture {
  Reach() {
    anna = post("Patient", R"({"resourceType":"Patient","name":[{"family":"Virtanen"}]})");
    bo = post("Patient", R"({"resourceType":"Patient","name":[{"family":"Salo"}]})", "b");
    for (const std::string& patient : {anna, anna, bo}) {
      post("Observation", R"({"resourceType":"Observation","status":"final","code":{"text":"c"},"subject":)"
                          R"({"reference":")" +
                              patient + "\"}}");
    }
  }
  static std::string link(const Reply& reply, const std::string& relation) {
    for (std::size_t i = 0; i < reply.count("link"); ++i) {
      const std::string at = "link." + std::to_string(i);
      if (reply.text(at + ".relation") == relation)
        return reply.text(at + ".url").substr(std::string("https://linkki.test/fhir").size());
    }
    return "";
  }
  static std::string ids(const Reply& reply) {
    std::string all;
    for (std::size_t i = 0; i < reply.count("entry"); ++i)
      all += (i ? " " : "") + reply.text("entry." + std::to_string(i) + ".resource.id");
    return all;
  }
  std::string anna, bo;
};

TEST_F(Reach, OfAChainEndsAtWhatTheCallerMayNotSee) {
  EXPECT_EQ("2", get("/Observation?patient.family=virt").text("total"));
  EXPECT_EQ("0", get("/Observation?patient.family=salo").text("total"));
  EXPECT_EQ("1", get("/Patient?_has:Observation:patient:status=final&_count=5").text("total"));
}

TEST_F(Reach, OfAChainEndsAtWhatTheCallerMayNotSearch) {
  EXPECT_EQ(200, get("/HealthcareService?organization.name=x", "").status);
  EXPECT_EQ(401, get("/Organization?_has:Patient:organization:family=virt", "").status);
  EXPECT_EQ(401, get("/Organization?_has:Patient:organization:_id=1&_summary=count", "").status);
  EXPECT_EQ(401, get("/HealthcareService?_filter=not%20(organization.partof.name%20eq%20x)%20or%20"
                     "location.organization.name%20eq%20y&_has:ServiceRequest:performer:status=active",
                     "")
                     .status);
}

TEST_F(Reach, OfACompartmentIsEveryTypeInIt) {
  const Reply all = get("/" + anna + "/*");
  EXPECT_EQ(200, all.status) << all.bytes;
  EXPECT_EQ("2", all.text("total"));
  EXPECT_EQ("/" + anna + "/*", link(all, "self"));
  EXPECT_EQ("2", get("/" + anna + "/*?_type=Observation,Condition").text("total"));
  EXPECT_EQ(404, get("/" + bo + "/*").status);
  EXPECT_EQ(404, get("/" + anna + "/*?_type=Organization").status);
  EXPECT_EQ(404, get("/Organization/1/*").status);
}

TEST_F(Reach, OfPagesIsBackToTheFirst) {
  const Reply first = get("/Observation?_count=1");
  EXPECT_EQ("", link(first, "previous"));
  const Reply second = get(link(first, "next"));
  EXPECT_NE(ids(first), ids(second));
  post("Observation", R"({"resourceType":"Observation","status":"final","code":{"text":"new"}})");
  EXPECT_EQ(ids(first), ids(get(link(second, "previous"))));
  const Reply third = get(link(second, "next"));
  EXPECT_EQ("", link(third, "next"));
  EXPECT_EQ(ids(second), ids(get(link(third, "previous"))));
  EXPECT_EQ(ids(first), ids(get(link(third, "first"))));
  EXPECT_EQ("", link(get(link(third, "first")), "previous"));
  EXPECT_EQ("", link(get("/Observation?_count=10"), "first"));
}

TEST_F(Reach, OfPagesInACompartmentStaysInIt) {
  const Reply first = get("/" + anna + "/*?_count=1");
  const Reply second = get(link(first, "next"));
  EXPECT_EQ(200, second.status) << second.bytes;
  EXPECT_NE(ids(first), ids(second));
}

TEST_F(Reach, OfPlansIsNotForEverybody) {
  const Reply reply = send("GET", "/Observation?patient.family=virt", "", {{"Prefer", "explain"}});
  EXPECT_EQ(2u, reply.count("entry"));
}

TEST_F(Reach, IsBoundedByTheConfiguration) {
  settings.search.rows_max = 1'000;
  settings.search.values_max = 2;
  settings.search.seconds_max = 1;
  reload();
  EXPECT_EQ(200, get("/Observation?status=final,amended").status);
  EXPECT_EQ("search-too-costly @ ", get("/Observation?status=final,amended,draft").fault());
  settings.search.rows_max = 2;
  reload();
  const Reply costly = get("/Observation?patient.family=virt&_sort=date");
  EXPECT_EQ(422, costly.status);
  EXPECT_EQ("search-rows @ ", costly.fault());
  EXPECT_EQ("too-costly", costly.text("issue.0.code"));
}

TEST_F(Reach, OfAConditionIsPartOfIt) {
  const std::string body = R"({"resourceType":"Observation","status":"final","code":{"text":"c"}})";
  EXPECT_EQ(412, send("POST", "/Observation", body, {{"If-None-Exist", "patient.family=virt"}}).status);
  EXPECT_EQ(201, send("POST", "/Observation", body, {{"If-None-Exist", "patient.family=salo"}}).status);
}

}  // namespace
