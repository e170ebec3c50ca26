#include "interactions/read.h"

#include "interactions/fixture.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

struct Read : Fixture {
  const std::string reference = post(
      "Patient",
      R"({"resourceType":"Patient","active":true,"name":[{"family":"A"}],"birthDate":"2000-01-01","maritalStatus":{"text":"m"}})");
  Reply get_with(const std::string& name, const std::string& value) {
    return send("GET", "/" + reference, "", {{name, value}});
  }
};

TEST_F(Read, AnswersWithVersionAndTime) {
  const Reply reply = get("/" + reference);
  EXPECT_EQ(200, reply.status);
  EXPECT_EQ("application/fhir+json; charset=utf-8", reply.header("Content-Type"));
  EXPECT_EQ("W/\"1\"", reply.header("ETag"));
  EXPECT_EQ("1", reply.text("meta.versionId"));
  EXPECT_FALSE(reply.header("Last-Modified").empty());
  EXPECT_EQ("", reply.header("Location"));
}

TEST_F(Read, OfWhatTheCallerHasAlreadySendsNothing) {
  for (const char* const tag : {"W/\"1\"", "\"1\"", "W/\"7\", W/\"1\"", "*"}) {
    const Reply reply = get_with("If-None-Match", tag);
    EXPECT_EQ(304, reply.status) << tag;
    EXPECT_EQ("", reply.bytes);
    EXPECT_EQ("W/\"1\"", reply.header("ETag"));
  }
  EXPECT_EQ(200, get_with("If-None-Match", "W/\"2\"").status);
  EXPECT_EQ(304, get_with("If-Modified-Since", get("/" + reference).header("Last-Modified")).status);
  EXPECT_EQ(200, get_with("If-Modified-Since", "Sat, 31 Jan 2015 07:05:09 GMT").status);
  EXPECT_EQ(200, get_with("If-Modified-Since", "yesterday").status);
}

TEST_F(Read, LetsIfNoneMatchWinOverIfModifiedSince) {
  const Reply reply = send(
      "GET", "/" + reference, "",
      {{"If-None-Match", "W/\"9\""}, {"If-Modified-Since", get("/" + reference).header("Last-Modified")}});
  EXPECT_EQ(200, reply.status);
}

TEST_F(Read, OfNothingNewLeavesNoAuditEntry) {
  trail.take();
  get_with("If-None-Match", "W/\"1\"");
  EXPECT_TRUE(trail.take().empty());
  get("/" + reference);
  EXPECT_EQ(1u, trail.take().size());
}

TEST_F(Read, WhoseAuditEntryCannotBeWrittenIsNotAnswered) {
  trail.broken = true;
  const Reply reply = get("/" + reference);
  EXPECT_EQ(503, reply.status);
  EXPECT_EQ("5", reply.header("Retry-After"));
  EXPECT_EQ(std::string::npos, reply.bytes.find("family"));
}

TEST_F(Read, OfAHiddenAndOfAnAbsentOneLookAlike) {
  EXPECT_EQ(404, get("/" + reference, "b").status);
  EXPECT_EQ(404, get("/Patient/none", "b").status);
  EXPECT_EQ(404, get("/" + reference + "/_history/1", "b").status);
  EXPECT_EQ("resource-unknown @ ", get("/" + reference, "b").fault());
}

TEST_F(Read, OfWhatWasDeletedSaysSo) {
  send("DELETE", "/" + reference);
  const Reply reply = get("/" + reference);
  EXPECT_EQ(410, reply.status);
  EXPECT_EQ("resource-deleted @ ", reply.fault());
  EXPECT_EQ(410, get("/" + reference + "/_history/2").status);
  EXPECT_EQ(200, get("/" + reference + "/_history/1").status);
}

TEST_F(Read, OfAVersionThatIsNoneIsRefused) {
  for (const char* const version : {"0", "2", "x", "-1", "99999999999999999999", "1x"}) {
    const Reply reply = get("/" + reference + "/_history/" + version);
    EXPECT_EQ(404, reply.status) << version;
  }
}

TEST_F(Read, CutsOutWhatTheCallerAsksFor) {
  const Reply elements = get("/" + reference + "?_elements=active");
  EXPECT_EQ("true", elements.find("active") ? elements.find("active")->text() : "");
  EXPECT_EQ(nullptr, elements.find("name"));
  EXPECT_EQ("SUBSETTED", elements.text("meta.tag.0.code"));
  const Reply summary = get("/" + reference + "?_summary=true");
  EXPECT_NE(nullptr, summary.find("name"));
  EXPECT_EQ(nullptr, summary.find("maritalStatus"));
  EXPECT_EQ(nullptr, get("/" + reference + "?_summary=text").find("name"));
  EXPECT_NE(nullptr, get("/" + reference + "?_summary=data").find("maritalStatus"));
  EXPECT_NE(nullptr, get("/" + reference + "?_summary=false").find("maritalStatus"));
  EXPECT_EQ("parameter-value @ ", get("/" + reference + "?_summary=all").fault());
}

TEST_F(Read, IsPrettyOnDemand) {
  EXPECT_EQ(std::string::npos, get("/" + reference).bytes.find('\n'));
  EXPECT_NE(std::string::npos, get("/" + reference + "?_pretty=true").bytes.find("\n  \"active\": true"));
  EXPECT_NE(std::string::npos, get("/Patient/none?_pretty=true").bytes.find('\n'));
  EXPECT_EQ("parameter-value @ ", get("/" + reference + "?_pretty=1").fault());
}

TEST_F(Read, SpeaksJsonUnderAllItsNames) {
  for (const char* const accept :
       {"application/fhir+json", "application/json", "application/json+fhir", "text/json", "*/*",
        "application/*", "application/fhir+json;fhirVersion=4.0",
        "text/html, application/fhir+json, */*;q=0.1", "Application/FHIR+JSON"})
    EXPECT_EQ(200, get_with("Accept", accept).status) << accept;
  for (const char* const accept :
       {"text/turtle", "text/html", "application/fhir+json;q=0", "application/fhir+json;fhirVersion=3.0",
        "application/fhir+json; fhirVersion=5.0"})
    EXPECT_EQ(406, get_with("Accept", accept).status) << accept;
  for (const char* const format :
       {"json", "application/fhir+json", "application/fhir%2Bjson", "application/json"})
    EXPECT_EQ(200, get("/" + reference + "?_format=" + format).status) << format;
  for (const char* const format : {"ttl", "text/turtle", "html"})
    EXPECT_EQ(406, get("/" + reference + "?_format=" + format).status) << format;
}

}  // namespace
