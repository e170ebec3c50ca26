#include "interactions/binary.h"

#include "interactions/fixture.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

const std::string picture("\x89PNG\r\n\0\xff", 8);

struct Binary : Fixture {
  Reply store(const std::string& bytes, const std::string& type, Headers headers = {}) {
    headers.emplace_back("Content-Type", type);
    return send("POST", "/Binary", bytes, std::move(headers));
  }
  Reply fetch(const std::string& reference, const std::string& accept,
              const std::string& organization = "a") {
    Headers headers;
    if (!accept.empty()) headers.emplace_back("Accept", accept);
    return send("GET", "/" + reference, "", std::move(headers), organization);
  }
};

TEST_F(Binary, KeepsTheBytesOfAnyOtherTypeAsItsContent) {
  const Reply stored = store(picture, "image/png");
  ASSERT_EQ(201, stored.status) << stored.bytes;
  EXPECT_EQ("Binary", stored.text("resourceType"));
  EXPECT_EQ("image/png", stored.text("contentType"));
  EXPECT_EQ("iVBORw0KAP8=", stored.text("data"));
}

TEST_F(Binary, IsAnsweredAsItsBytesUnlessFhirIsAskedForByName) {
  const std::string reference = store(picture, "image/png").reference();
  for (const char* const accept : {"", "*/*", "image/png", "image/*", "text/html, */*;q=0.8",
                                   "image/png, application/fhir+json;q=0.5"}) {
    const Reply reply = fetch(reference, accept);
    EXPECT_EQ(200, reply.status) << accept;
    EXPECT_EQ(picture, reply.bytes) << accept;
    EXPECT_EQ("image/png", reply.header("Content-Type")) << accept;
    EXPECT_EQ("W/\"1\"", reply.header("ETag")) << accept;
  }
  for (const char* const accept :
       {"application/fhir+json", "application/json+fhir", "application/fhir+json, */*;q=0.1",
        "application/fhir+xml;q=0.8, application/fhir+json;q=0.9", "application/json"}) {
    const Reply reply = fetch(reference, accept);
    EXPECT_EQ("iVBORw0KAP8=", reply.text("data")) << accept;
  }
}

TEST_F(Binary, ObeysFormatBeforeAccept) {
  const std::string reference = store(picture, "image/png").reference();
  EXPECT_EQ(
      "Binary",
      send("GET", "/" + reference + "?_format=json", "", {{"Accept", "image/png"}}).text("resourceType"));
  EXPECT_EQ(picture, get("/" + reference + "?_format=image/png").bytes);
  EXPECT_EQ(406, get("/" + reference + "?_format=text/plain").status);
}

TEST_F(Binary, IsRefusedToWhoTakesNeitherItsTypeNorFhir) {
  const std::string reference = store(picture, "image/png").reference();
  trail.take();
  for (const char* const accept : {"application/pdf", "text/turtle", "image/png;q=0", "text/*"}) {
    EXPECT_EQ(406, fetch(reference, accept).status) << accept;
  }
  for (const audit::Entry& entry : trail.take()) EXPECT_NE(audit::Result::success, entry.result);
}

TEST_F(Binary, NeverBecomesAPageOfOurs) {
  const Reply reply = fetch(store("<script>alert(1)</script>", "text/html").reference(), "text/html");
  EXPECT_EQ("attachment", reply.header("Content-Disposition"));
  EXPECT_EQ("default-src 'none'; sandbox", reply.header("Content-Security-Policy"));
}

TEST_F(Binary, IsUpdatedByBytesAndKeepsItsOlderVersions) {
  const std::string reference = store("one", "text/plain").reference();
  const Reply updated = send("PUT", "/" + reference, "two", {{"Content-Type", "text/csv"}});
  EXPECT_EQ(200, updated.status) << updated.bytes;
  EXPECT_EQ("two", get("/" + reference).bytes);
  const Reply first = get("/" + reference + "/_history/1");
  EXPECT_EQ("one", first.bytes);
  EXPECT_EQ("text/plain", first.header("Content-Type"));
  EXPECT_EQ("W/\"2\"", send("PUT", "/" + reference, "two", {{"Content-Type", "text/csv"}}).header("ETag"));
}

TEST_F(Binary, NotModifiedIsAnsweredWithoutBytes) {
  const std::string reference = store(picture, "image/png").reference();
  const Reply reply = send("GET", "/" + reference, "", {{"If-None-Match", "W/\"1\""}});
  EXPECT_EQ(304, reply.status);
  EXPECT_EQ("", reply.bytes);
}

TEST_F(Binary, InFhirJsonIsTakenAsItIs) {
  const std::string json = R"({"resourceType":"Binary","contentType":"text/plain","data":"aGVp"})";
  EXPECT_EQ("hei", get("/" + store(json, "application/fhir+json").reference()).bytes);
}

TEST_F(Binary, MayHoldAnotherResourceAsItsContent) {
  const std::string json = R"({"resourceType":"Patient","active":true})";
  const std::string reference = store(json, "application/fhir+json").reference();
  const Reply reply = fetch(reference, "application/fhir+json");
  EXPECT_EQ("Binary", reply.text("resourceType"));
  EXPECT_EQ("application/fhir+json", reply.text("contentType"));
  EXPECT_EQ(json, get("/" + reference).bytes);
}

TEST_F(Binary, OfATypeThatCannotBeNamedIsRefused) {
  for (const char* const type : {"pdf", "text/", "/plain", "text/pl ain", "text/\xe4"}) {
    EXPECT_EQ(415, store("x", type).status) << type;
  }
  EXPECT_EQ(400, store("{", "application/fhir+json").status);
}

TEST_F(Binary, WithoutContentHasNoBytes) {
  const std::string json = R"({"resourceType":"Binary","contentType":"text/plain"})";
  const Reply reply = get("/" + store(json, "application/fhir+json").reference());
  EXPECT_EQ(200, reply.status);
  EXPECT_EQ("", reply.bytes);
  EXPECT_EQ("text/plain", reply.header("Content-Type"));
}

TEST_F(Binary, WhoseTypeCannotStandInAHeaderIsCalledOctets) {
  const std::string json = R"({"resourceType":"Binary","contentType":"text/html\nX: y","data":"aGVp"})";
  const Reply reply = get("/" + store(json, "application/fhir+json").reference());
  EXPECT_EQ("hei", reply.bytes);
  EXPECT_EQ("application/octet-stream", reply.header("Content-Type"));
}

TEST_F(Binary, TakesItsSecurityContextFromAHeaderAndTellsIt) {
  const std::string patient = post("Patient", R"({"resourceType":"Patient"})");
  const Reply stored =
      store("x", "text/plain", {{"X-Security-Context", "https://linkki.test/fhir/" + patient}});
  EXPECT_EQ(patient, stored.text("securityContext.reference"));
  EXPECT_EQ("https://linkki.test/fhir/" + patient,
            get("/" + stored.reference()).header("X-Security-Context"));
  const Reply refused = store("x", "text/plain", {{"X-Security-Context", "nonsense"}});
  EXPECT_EQ(400, refused.status);
  EXPECT_EQ("security-context @ Binary.securityContext", refused.fault());
}

TEST_F(Binary, OfAnotherOrganisationIsHidden) {
  const std::string reference = store("x", "text/plain").reference();
  EXPECT_EQ(404, get("/" + reference, "b").status);
  EXPECT_EQ(404, get("/" + reference + "/_history/1", "b").status);
}

// b owns a Task of the case, so it sees the referral, and what the referral is the security context of.
TEST_F(Binary, IsSeenByWhoSeesTheResourceThatItsSecurityContextNames) {
  send("PUT", "/Organization/b", R"({"resourceType":"Organization","id":"b"})", {}, "b",
       access::Role::tester);
  const std::string patient = post("Patient", R"({"resourceType":"Patient"})");
  const std::string consent =
      post("Consent", R"({"resourceType":"Consent","status":"active","patient":{"reference":")" + patient +
                          R"("},"provision":{"type":"permit","actor":[{"role":{},"reference":{"reference":)"
                          R"("Organization/b"}}]}})");
  const std::string request = post(
      "ServiceRequest",
      R"({"resourceType":"ServiceRequest","status":"active","intent":"order","reasonCode":[{"text":"x"}],)"
      R"("supportingInfo":[{"reference":")" +
          consent +
          R"("}],"category":[{"coding":[)"
          R"({"system":"https://w3id.org/linkki/fhir/CodeSystem/hyte-category"}]}],"subject":{"reference":")" +
          patient + "\"}}");
  post("Task",
       R"({"resourceType":"Task","status":"requested","intent":"order","code":{"coding":[)"
       R"({"system":"http://hl7.org/fhir/CodeSystem/task-code","code":"fulfill"}]},"focus":{"reference":")" +
           request + R"("},"for":{"reference":")" + patient +
           R"("},"owner":{"reference":"Organization/b"}})");
  const std::string of_case = store("case", "text/plain", {{"X-Security-Context", request}}).reference();
  const std::string of_patient =
      store("patient", "text/plain", {{"X-Security-Context", patient}}).reference();
  const std::string other = store("other", "text/plain").reference();
  trail.take();
  EXPECT_EQ("case", get("/" + of_case, "b").bytes);
  EXPECT_EQ("patient", get("/" + of_patient, "b").bytes);
  EXPECT_EQ(404, get("/" + other, "b").status);
  const auto entries = trail.take();
  ASSERT_EQ(3u, entries.size());
  EXPECT_EQ("consent", entries[0].basis);
  EXPECT_EQ(consent + "/_history/1", entries[0].basis_reference);
  EXPECT_NE(0u, entries[0].patient);
  EXPECT_EQ(entries[0].patient, entries[1].patient);
  EXPECT_EQ(404, get("/" + of_case, "c").status);
}

TEST_F(Binary, InABundleIsFhirJson) {
  const std::string reference = store("x", "text/plain").reference();
  const Reply reply = send("POST", "/",
                           R"({"resourceType":"Bundle","type":"batch","entry":[{"request":{"method":"GET",)"
                           R"("url":")" +
                               reference + R"("}}]})");
  EXPECT_EQ("Binary", reply.text("entry.0.resource.resourceType")) << reply.bytes;
}

TEST_F(Binary, LeavesTheIoThreadForAWorker) {
  Request request;
  request.method = "GET";
  request.path = "/fhir/Binary/1";
  EXPECT_FALSE(service().runs_inline(request));
  request.path = "/fhir/Patient/1";
  EXPECT_TRUE(service().runs_inline(request));
}

}  // namespace
