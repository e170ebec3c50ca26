#include "interactions/provenance.h"

#include "interactions/fixture.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

const std::string header =
    R"({"resourceType":"Provenance","recorded":"2026-01-31T12:00:00Z","agent":[{"who":{"display":"Petra"}}]})";

struct Provenance : Fixture {
  Reply change(const std::string& method, const std::string& url, const std::string& body,
               const std::string& provenance = header, Headers headers = {}) {
    headers.emplace_back("X-Provenance", provenance);
    return send(method, url, body, std::move(headers));
  }
  // All that are stored, newest first.
  Reply stored() { return get("/Provenance?_sort=-_lastUpdated"); }
};

const char* const patient_json = R"({"resourceType":"Patient"})";

TEST_F(Provenance, OfACreateNamesTheFirstVersion) {
  const Reply created = change("POST", "/Patient", patient_json);
  EXPECT_EQ(201, created.status) << created.bytes;
  EXPECT_EQ("Patient", created.text("resourceType"));
  const Reply found = stored();
  ASSERT_EQ(1u, found.count("entry")) << found.bytes;
  EXPECT_EQ(created.reference() + "/_history/1", found.text("entry.0.resource.target.0.reference"));
  EXPECT_EQ("Petra", found.text("entry.0.resource.agent.0.who.display"));
}

TEST_F(Provenance, OfAnUpdateAPatchAndADeleteNamesTheirVersions) {
  const std::string patient = post("Patient", patient_json);
  const std::string id = patient.substr(patient.find('/') + 1);
  const auto target = [&] {
    clock.advance(std::chrono::seconds(1));
    return stored().text("entry.0.resource.target.0.reference");
  };
  clock.advance(std::chrono::seconds(1));
  EXPECT_EQ(200,
            change("PUT", "/" + patient, R"({"resourceType":"Patient","id":")" + id + R"(","active":true})")
                .status);
  EXPECT_EQ(patient + "/_history/2", target());
  EXPECT_EQ(200, change("PATCH", "/" + patient, R"([{"op":"remove","path":"/active"}])", header,
                        {{"Content-Type", "application/json-patch+json"}})
                     .status);
  EXPECT_EQ(patient + "/_history/3", target());
  EXPECT_EQ(204, change("DELETE", "/" + patient, "").status);
  EXPECT_EQ(patient + "/_history/4", target());
  EXPECT_EQ(3u, stored().count("entry"));
}

TEST_F(Provenance, OfATransactionNamesAllItWritesAndFollowsItsReferences) {
  const std::string bundle =
      R"({"resourceType":"Bundle","type":"transaction","entry":[)"
      R"({"fullUrl":"urn:uuid:6f0d1c1e-5d0a-4c58-9a52-0c6f1d0b7a01","resource":{"resourceType":"Patient"},)"
      R"("request":{"method":"POST","url":"Patient"}},)"
      R"({"resource":{"resourceType":"Patient","active":true},"request":{"method":"POST","url":"Patient"}}]})";
  const Reply reply =
      change("POST", "/", bundle,
             R"({"resourceType":"Provenance","recorded":"2026-01-31T12:00:00Z","agent":[{"who":{"reference":)"
             R"("urn:uuid:6f0d1c1e-5d0a-4c58-9a52-0c6f1d0b7a01"}}]})");
  ASSERT_EQ(200, reply.status) << reply.bytes;
  EXPECT_EQ(2u, reply.count("entry"));
  const Reply found = stored();
  EXPECT_EQ(2u, found.count("entry.0.resource.target")) << found.bytes;
  EXPECT_EQ(reply.text("entry.0.response.location"), found.text("entry.0.resource.target.0.reference"));
  EXPECT_TRUE(found.text("entry.0.resource.agent.0.who.reference").starts_with("Patient/"));
}

TEST_F(Provenance, IsNotStoredWhereNothingChanged) {
  const std::string patient = post("Patient", patient_json);
  const std::string id = patient.substr(patient.find('/') + 1);
  EXPECT_EQ(200, change("PUT", "/" + patient, R"({"resourceType":"Patient","id":")" + id + "\"}").status);
  EXPECT_EQ(204, change("DELETE", "/Patient/none", "").status);
  EXPECT_EQ(0u, stored().count("entry"));
}

TEST_F(Provenance, WithAFaultStoresNothing) {
  struct Fault {
    std::string header;
    int status;
    std::string told;
  };
  const Fault faults[] = {
      {"{", 400, "http.X-Provenance"},
      {R"({"resourceType":"Nothing"})", 400, "http.X-Provenance"},
      {R"({"resourceType":"Patient"})", 400, "http.X-Provenance"},
      {R"({"resourceType":"Provenance","target":[{"reference":"Patient/1"}]})", 400, "Provenance.target"},
      {R"({"resourceType":"Provenance","language":"wrong"})", 422, "Provenance.language"},
  };
  for (const Fault& fault : faults) {
    const Reply reply = change("POST", "/Patient", patient_json, fault.header);
    EXPECT_EQ(fault.status, reply.status) << fault.header << reply.bytes;
    EXPECT_EQ(fault.told, reply.text("issue.0.expression.0")) << fault.header;
  }
  EXPECT_EQ("0", get("/Patient?_summary=count").text("total"));
  EXPECT_EQ("0", get("/Provenance?_summary=count").text("total"));
}

TEST_F(Provenance, WithABatchIsRefused) {
  const Reply reply = change("POST", "/", R"({"resourceType":"Bundle","type":"batch","entry":[]})");
  EXPECT_EQ(400, reply.status);
  EXPECT_EQ("provenance-batch @ http.X-Provenance", reply.fault());
}

TEST_F(Provenance, NeedsTheRightToStoreOne) {
  const Reply reply = send("PUT", "/Organization/x", R"({"resourceType":"Organization","id":"x"})",
                           {{"X-Provenance", header}}, "a", access::Role::editor);
  EXPECT_EQ(403, reply.status);
  EXPECT_EQ(404, get("/Organization/x").status);
}

TEST_F(Provenance, IsAuditedWithThePatientOfWhatItIsAbout) {
  sink.take();
  change("POST", "/Patient", patient_json);
  const auto entries = sink.take();
  ASSERT_EQ(2u, entries.size());
  EXPECT_EQ("Provenance", entries[1].type);
  EXPECT_EQ(entries[0].patient, entries[1].patient);
}

}  // namespace
