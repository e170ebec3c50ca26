#include "interactions/bundle.h"

#include "base/crypto/base64.h"
#include "interactions/fixture.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

// One entry; `more` are further members of request.
std::string entry(const std::string& method, const std::string& url, const std::string& resource = "",
                  const std::string& full_url = "", const std::string& more = "") {
  std::string out = "{";
  if (!full_url.empty()) out += R"("fullUrl":")" + full_url + "\",";
  if (!resource.empty()) out += "\"resource\":" + resource + ",";
  return out + R"("request":{"method":")" + method + R"(","url":")" + url + "\"" + more + "}}";
}

std::string bundle(const std::string& type, const std::vector<std::string>& entries) {
  std::string out = R"({"resourceType":"Bundle","type":")" + type + R"(","entry":[)";
  for (const std::string& one : entries) out += (out.back() == '[' ? "" : ",") + one;
  return out + "]}";
}

std::string patient(const std::string& identifier = "1", const std::string& more = "") {
  return R"({"resourceType":"Patient","identifier":[{"system":"s","value":")" + identifier + "\"}]" + more +
         "}";
}

std::string observation(const std::string& subject, const std::string& more = "") {
  return R"({"resourceType":"Observation","status":"final","code":{"text":"x"},"subject":{"reference":")" +
         subject + "\"}" + more + "}";
}

std::string if_none_exist(const std::string& criteria) {
  return R"(,"ifNoneExist":")" + criteria + "\"";
}

const std::string urn_1 = "urn:uuid:6f0d1c1e-5d0a-4c58-9a52-0c6f1d0b7a01";
const std::string urn_2 = "urn:uuid:6f0d1c1e-5d0a-4c58-9a52-0c6f1d0b7a02";

struct Transaction : Fixture {
  Reply transact(const std::vector<std::string>& entries, Headers headers = {},
                 const std::string& organization = "a") {
    return send("POST", "/", bundle("transaction", entries), std::move(headers), organization);
  }
  static std::string location(const Reply& reply, std::size_t i) {
    return path_of(reply.text("entry." + std::to_string(i) + ".response.location"));
  }
};

TEST_F(Transaction, AnswersItsEntriesInTheirOrder) {
  const std::string old = post("Group", R"({"resourceType":"Group","type":"person","actual":true})");
  const Reply reply = transact(
      {entry("POST", "Patient", patient()), entry("DELETE", old), entry("GET", "Patient?identifier=s|1")});
  ASSERT_EQ(200, reply.status) << json::print(reply.body.root);
  EXPECT_EQ("transaction-response", reply.text("type"));
  ASSERT_EQ(3u, reply.count("entry"));
  EXPECT_EQ("201 Created", reply.text("entry.0.response.status"));
  EXPECT_EQ("W/\"1\"", reply.text("entry.0.response.etag"));
  EXPECT_EQ(200, get(location(reply, 0)).status);
  EXPECT_EQ("204 No Content", reply.text("entry.1.response.status"));
  EXPECT_EQ("200 OK", reply.text("entry.2.response.status"));
  EXPECT_EQ("1", reply.text("entry.2.resource.total"));
  EXPECT_EQ(410, get("/" + old).status);
}

TEST_F(Transaction, ShowsWhatItStoredWhereTheCallerAsksForIt) {
  EXPECT_EQ(nullptr, transact({entry("POST", "Patient", patient())}).find("entry.0.resource"));
  const Reply reply = transact({entry("POST", "Patient", patient())}, {{"Prefer", "return=representation"}});
  EXPECT_EQ("1", reply.text("entry.0.resource.meta.versionId"));
  EXPECT_NE("", reply.text("entry.0.response.lastModified"));
}

TEST_F(Transaction, ResolvesEntriesThatPointToEachOtherInACircle) {
  const std::string narrative =
      R"(,"text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\"><a href=\")" +
      urn_2 + R"(\">x</a></div>"})";
  const std::string link =
      R"(,"extension":[{"url":"http://e","valueReference":{"reference":")" + urn_2 + R"("}}])";
  const Reply reply = transact({entry("POST", "Patient", patient("1", link + narrative), urn_1),
                                entry("POST", "Observation", observation(urn_1), urn_2)});
  ASSERT_EQ(200, reply.status) << json::print(reply.body.root);
  const Reply stored = get(location(reply, 0));
  EXPECT_EQ(location(reply, 1), "/" + stored.text("extension.0.valueReference.reference"));
  EXPECT_NE(std::string::npos, stored.text("text.div").find("href=\"" + location(reply, 1).substr(1)));
  EXPECT_EQ(location(reply, 0), "/" + get(location(reply, 1)).text("subject.reference"));
}

TEST_F(Transaction, ResolvesAbsoluteFullUrlsAndLeavesCanonicalsAlone) {
  const std::string base = "http://other.example/fhir/";
  const Reply reply =
      transact({entry("POST", "Patient", patient(), base + "Patient/7"),
                entry("POST", "Observation",
                      observation("Patient/7", R"(,"meta":{"profile":[")" + base + R"(Patient/7"]})"),
                      base + "Observation/8")});
  ASSERT_EQ(200, reply.status);
  const Reply stored = get(location(reply, 1));
  EXPECT_EQ(location(reply, 0), "/" + stored.text("subject.reference"));
  EXPECT_EQ(base + "Patient/7", stored.text("meta.profile.0"));
}

TEST_F(Transaction, RefusesAReferenceToAnEntryThatIsNotThere) {
  const Reply reply = transact({entry("POST", "Observation", observation(urn_1))});
  EXPECT_EQ(400, reply.status);
  EXPECT_EQ("bundle-reference @ Bundle.entry[0].resource", reply.fault());
  EXPECT_NE(std::string::npos, reply.text("issue.0.diagnostics").find(urn_1));
}

TEST_F(Transaction, ResolvesConditionalReferencesAmongWhatTheCallersOrganisationHolds) {
  const std::string known = post("Patient", patient());
  const std::string conditional = observation("Patient?identifier=s|1");
  const Reply reply = transact({entry("POST", "Observation", conditional)});
  ASSERT_EQ(200, reply.status);
  EXPECT_EQ(known, get(location(reply, 0)).text("subject.reference"));
  const Reply foreign = transact({entry("POST", "Observation", conditional)}, {}, "b");
  EXPECT_EQ(412, foreign.status);
  EXPECT_EQ("bundle-conditional-reference @ Bundle.entry[0].resource", foreign.fault());
  post("Patient", patient());
  EXPECT_EQ(412, transact({entry("POST", "Observation", conditional)}).status);
}

TEST_F(Transaction, KeepsWhatAConditionalCreateFindsAndPointsToIt) {
  const std::string known = post("Patient", patient());
  const Reply reply = transact({entry("POST", "Patient", patient(), urn_1, if_none_exist("identifier=s|1")),
                                entry("POST", "Observation", observation(urn_1))});
  ASSERT_EQ(200, reply.status);
  EXPECT_EQ("200 OK", reply.text("entry.0.response.status"));
  EXPECT_EQ("/" + known, location(reply, 0));
  EXPECT_EQ(known, get(location(reply, 1)).text("subject.reference"));
}

TEST_F(Transaction, PointsToWhatAConditionalUpdateFindsOrMakes) {
  const std::string known = post("Patient", patient());
  const Reply reply = transact(
      {entry("PUT", "Patient?identifier=s|1", patient("1", R"(,"gender":"male")"), urn_1),
       entry("PUT", "Patient?identifier=s|2", patient("2"), urn_2),
       entry("POST", "Observation", observation(urn_1)), entry("POST", "Observation", observation(urn_2))});
  ASSERT_EQ(200, reply.status) << json::print(reply.body.root);
  EXPECT_EQ("male", get("/" + known).text("gender"));
  EXPECT_EQ(known, get(location(reply, 2)).text("subject.reference"));
  EXPECT_EQ(location(reply, 1), "/" + get(location(reply, 3)).text("subject.reference"));
}

TEST_F(Transaction, RefusesTwoEntriesAboutTheSame) {
  const std::string known = post("Patient", patient());
  const std::string id = known.substr(known.find('/') + 1);
  const std::string body = R"({"resourceType":"Patient","id":")" + id + R"("})";
  EXPECT_EQ("bundle-overlap @ Bundle.entry[1]",
            transact({entry("DELETE", known), entry("PUT", known, body)}).fault());
  EXPECT_EQ("bundle-full-url @ Bundle.entry[1].fullUrl",
            transact({entry("POST", "Patient", patient(), urn_1), entry("POST", "Patient", patient(), urn_1)})
                .fault());
  EXPECT_EQ("bundle-criteria @ Bundle.entry[1].request",
            transact({entry("POST", "Patient", patient("2"), urn_1, if_none_exist("identifier=s|2")),
                      entry("POST", "Patient", patient("2"), urn_2, if_none_exist("identifier=s|2"))})
                .fault());
}

TEST_F(Transaction, StoresNothingIfOneEntryFailsAndTellsTheFaultsOfAll) {
  const Reply reply = transact({entry("POST", "Patient", patient()),
                                entry("POST", "Patient", patient("2", R"(,"language":"wrong")")),
                                entry("POST", "Patient", patient("3", R"(,"language":"wrong")"))});
  EXPECT_EQ(422, reply.status);
  EXPECT_EQ("Bundle.entry[1].resource.language", reply.text("issue.0.expression.0"));
  EXPECT_EQ("Bundle.entry[2].resource.language", reply.text("issue.1.expression.0"));
  EXPECT_EQ("0", get("/Patient?_summary=count").text("total"));
}

TEST_F(Transaction, AsksForTheRightOfEachEntry) {
  const Reply reply =
      transact({entry("POST", "Patient", patient()),
                entry("POST", "HealthcareService", R"({"resourceType":"HealthcareService","name":"x"})")});
  EXPECT_EQ(403, reply.status);
  EXPECT_EQ("role-forbids @ Bundle.entry[1]", reply.fault());
}

TEST_F(Transaction, TakesJsonPatchInABinary) {
  const std::string known = post("Patient", patient());
  const std::string data = crypto::print_base64(R"([{"op":"add","path":"/gender","value":"male"}])");
  const auto binary = [&](const std::string& type) {
    return R"({"resourceType":"Binary","contentType":")" + type + R"(","data":")" + data + "\"}";
  };
  EXPECT_EQ(200, transact({entry("PATCH", known, binary("application/json-patch+json"))}).status);
  EXPECT_EQ("male", get("/" + known).text("gender"));
  EXPECT_EQ(415, transact({entry("PATCH", known, binary("application/xml"))}).status);
  EXPECT_EQ(200, transact({entry("PATCH", known,
                                 R"({"resourceType":"Parameters","parameter":[{"name":"operation",)"
                                 R"("part":[{"name":"type","valueCode":"delete"},{"name":"path",)"
                                 R"("valueString":"Patient.active"}]}]})")})
                     .status);
  EXPECT_EQ("bundle-patch @ Bundle.entry[0].resource", transact({entry("PATCH", known, patient())}).fault());
}

TEST_F(Transaction, ObeysIfMatchOfItsEntries) {
  const std::string known = post("Patient", patient());
  const std::string id = known.substr(known.find('/') + 1);
  const std::string body = R"({"resourceType":"Patient","id":")" + id + R"(","gender":"male"})";
  EXPECT_EQ(412, transact({entry("PUT", known, body, "", R"(,"ifMatch":"W/\"2\"")")}).status);
  EXPECT_EQ(200, transact({entry("PUT", known, body, "", R"(,"ifMatch":"W/\"1\"")")}).status);
}

TEST_F(Transaction, RefusesEntriesOfAnotherTypeOrThatAreNotForBundles) {
  const Reply reply = transact({entry("POST", "Observation", patient())});
  EXPECT_EQ("body-resource-type @ Bundle.entry[0].resource.resourceType", reply.fault());
  EXPECT_EQ("bundle-interaction @ Bundle.entry[0].request.url", transact({entry("GET", "metadata")}).fault());
  EXPECT_EQ("path-type @ Bundle.entry[0]", transact({entry("GET", "Nothing/1")}).fault());
  EXPECT_EQ(400, send("POST", "/", patient()).status);
  EXPECT_EQ(400, send("POST", "/", bundle("document", {})).status);
  EXPECT_EQ(400, send("POST", "/", "{").status);
}

TEST_F(Transaction, TellsOfReadsThatFailAfterTheCommitInTheirEntries) {
  const Reply reply = transact({entry("POST", "Patient", patient()), entry("GET", "Patient/none")});
  EXPECT_EQ(200, reply.status);
  EXPECT_EQ("404 Not Found", reply.text("entry.1.response.status"));
  EXPECT_EQ("OperationOutcome", reply.text("entry.1.response.outcome.resourceType"));
}

TEST_F(Transaction, TellsWarningsInItsEntries) {
  const Reply reply = transact({entry("POST", "Patient", patient("1", R"(,"language":"odd")"))});
  EXPECT_EQ(200, reply.status);
  EXPECT_EQ("warning", reply.text("entry.0.response.outcome.issue.0.severity"));
}

TEST_F(Transaction, MayBeEmpty) {
  const Reply reply = transact({});
  EXPECT_EQ(200, reply.status);
  EXPECT_EQ(0u, reply.count("entry"));
}

struct Batch : Fixture {
  Reply run(const std::vector<std::string>& entries) { return send("POST", "/", bundle("batch", entries)); }
};

TEST_F(Batch, DoesEachEntryByItself) {
  const Reply reply = run({entry("POST", "Patient", patient()),
                           entry("POST", "Patient", patient("2", R"(,"language":"wrong")")),
                           entry("GET", "Patient?identifier=s|1"), entry("GET", "Nothing"),
                           entry("POST", "HealthcareService", R"({"resourceType":"HealthcareService"})")});
  ASSERT_EQ(200, reply.status);
  EXPECT_EQ("batch-response", reply.text("type"));
  EXPECT_EQ("201 Created", reply.text("entry.0.response.status"));
  EXPECT_EQ("422 Unprocessable Content", reply.text("entry.1.response.status"));
  EXPECT_EQ("Bundle.entry[1].resource.language", reply.text("entry.1.response.outcome.issue.0.expression.0"));
  EXPECT_EQ("1", reply.text("entry.2.resource.total"));
  EXPECT_EQ("404 Not Found", reply.text("entry.3.response.status"));
  EXPECT_EQ("403 Forbidden", reply.text("entry.4.response.status"));
  EXPECT_EQ("1", get("/Patient?_summary=count").text("total"));
}

TEST_F(Batch, OfManyWritesStoresAll) {
  std::vector<std::string> entries;
  for (int i = 0; i < 100; ++i) entries.push_back(entry("POST", "Patient", patient(std::to_string(i))));
  const Reply reply = run(entries);
  ASSERT_EQ(100u, reply.count("entry"));
  EXPECT_EQ("100", get("/Patient?_summary=count").text("total"));
}

TEST_F(Batch, IsBounded) {
  const std::vector<std::string> entries(5'001, entry("GET", "Patient/1"));
  EXPECT_EQ(413, run(entries).status);
}

}  // namespace
