// $break-glass: who opens what, for how long, and who is told.
#include "interactions/course.h"

using namespace linkki;
using namespace linkki::interactions;
using namespace std::chrono_literals;

namespace {

// Two people of organisation a; Johan works for w, which knows neither.
struct BreakGlass : Course {
  void SetUp() override {
    Course::SetUp();
    for (const std::string id : {"p", "q"}) {
      put("Patient/" + id, R"("name":[{"family":"Aalto"}],"address":[{"city":"Vaasa"}])");
      put("Observation/" + id,
          R"("status":"final","code":{"text":"x"},"subject":{"reference":"Patient/)" + id + "\"}");
    }
    sink.take();
  }
  Reply open(const Headers& who, const std::string& reason = "found unconscious",
             const std::string& id = "p") {
    const std::string sent =
        reason.empty() ? "" : R"(,"parameter":[{"name":"reason","valueString":")" + reason + "\"}]";
    return send("POST", "/Patient/" + id + "/$break-glass", R"({"resourceType":"Parameters")" + sent + "}",
                who, "");
  }
  Headers johan() { return bearer("w", worker, "Practitioner/johan"); }
  Reply ask(const Headers& who, const std::string& url) { return send("GET", url, "", who, ""); }
  // Of the person's records, by every door.
  std::string seen_by(const Headers& who, const std::string& id = "p") {
    std::string all;
    for (const std::string type : {"Patient", "Observation"}) {
      const std::string url = "/" + type + "/" + id;
      const bool read = ask(who, url).status == 200;
      EXPECT_EQ(read ? 200 : 404, ask(who, url + "/_history").status) << url;
      EXPECT_EQ(read ? 200 : 404, ask(who, url + "/_history/1").status) << url;
      EXPECT_EQ(read ? "1" : "0", ask(who, "/" + type + "?_id=" + id).text("total")) << url;
      EXPECT_EQ(read, ask(who, "/" + type + "/_history").bytes.find(url) != std::string::npos) << url;
      if (read) all += type + " ";
    }
    EXPECT_EQ(all.empty() ? 404 : 200, ask(who, "/Patient/" + id + "/$everything").status);
    EXPECT_EQ(
        all.empty() ? 0u : 2u,
        ask(who, "/Observation?_include=Observation:patient&patient.family=Aalto&_id=" + id).count("entry"));
    EXPECT_EQ(all.empty() ? "0" : "1",
              ask(who, "/Patient?_has:Observation:patient:status=final&_id=" + id).text("total"));
    return all;
  }
};

TEST_F(BreakGlass, OpensAllOfOnePersonToOneProfessionalForAnHour) {
  EXPECT_EQ("", seen_by(johan()));
  const Reply reply = open(johan());
  EXPECT_EQ(201, reply.status) << reply.bytes;
  EXPECT_EQ("2026-09-21T15:13:20.000Z", reply.text("parameter.0.valueInstant"));
  EXPECT_EQ("Patient Observation ", seen_by(johan()));
  EXPECT_EQ("", seen_by(johan(), "q"));
  EXPECT_EQ("", seen_by(bearer("w", worker, "Practitioner/anna")));
  EXPECT_EQ("", seen_by(bearer("w", access::Role::system, "")));
  EXPECT_EQ("", seen_by(bearer("w", access::Role::producer, "Practitioner/johan")));
  EXPECT_EQ("", seen_by(bearer("v", worker, "Practitioner/johan")));
  pass(59min + 59s);
  EXPECT_EQ("Patient Observation ", seen_by(johan()));
  pass(1s);
  EXPECT_EQ("", seen_by(johan()));
}

TEST_F(BreakGlass, NeedsAReason) {
  EXPECT_EQ(400, open(johan(), "").status);
  const Reply blank = open(johan(), "  ");
  EXPECT_EQ(422, blank.status) << blank.bytes;
  EXPECT_EQ("glass-reason @ Parameters.parameter.where(name = 'reason')", blank.fault());
  EXPECT_EQ(422, open(johan(), std::string(2'001, 'x')).status);
  EXPECT_EQ("", seen_by(johan()));
  EXPECT_TRUE(outbox().empty());
}

TEST_F(BreakGlass, IsForNamedProfessionalsOfTheOrganisationAlone) {
  const std::vector<Headers> others = {
      bearer("w", access::Role::light_participant, "Practitioner/johan"),
      bearer("w", access::Role::producer, "Practitioner/johan"),
      bearer("w", access::Role::system, ""),
      bearer("w", worker, ""),
      bearer("w", worker, "Practitioner/unknown"),
      bearer("a", worker, "Practitioner/johan"),
      bearer("", access::Role::client, "Patient/p"),
      bearer("", access::Role::proxy, "RelatedPerson/r"),
      bearer("w", access::Role::editor, "Practitioner/johan"),
  };
  for (const Headers& who : others) {
    EXPECT_EQ(403, open(who).status);
    EXPECT_EQ(403, open(who, "x", "unknown").status);  // they learn nothing of who is here
  }
  put("PractitionerRole/johan", R"("active":false,"practitioner":{"reference":"Practitioner/johan"},)"
                                R"("organization":{"reference":"Organization/w"})");
  const Reply reply = open(johan());
  EXPECT_EQ("403 glass-caller @ ", told(reply)) << reply.bytes;
  EXPECT_EQ(401, send("POST", "/Patient/p/$break-glass", R"({"resourceType":"Parameters"})", {}, "").status);
  EXPECT_TRUE(outbox().empty());
}

TEST_F(BreakGlass, OpensNobodyWhoIsNotHere) {
  EXPECT_EQ(404, open(johan(), "x", "unknown").status);
  put("Patient/z", "");
  EXPECT_EQ(204, send("DELETE", "/Patient/z", "", {}, "a", access::Role::tester).status);
  EXPECT_EQ(404, open(johan(), "x", "z").status);
}

TEST_F(BreakGlass, OpensWhoIsHiddenTooWithContactData) {
  put("Patient/p", R"("meta":{"security":[{"system":"https://hl7.fi/fhir/finnish-base-profiles/CodeSystem/)"
                   R"(fi-base-security-label-cs","code":"TURVAKIELTO"}]},"name":[{"family":"Aalto"}],)"
                   R"("address":[{"city":"Vaasa"}])");
  EXPECT_EQ("", seen_by(johan()));
  EXPECT_EQ(201, open(johan()).status);
  EXPECT_EQ("Patient Observation ", seen_by(johan()));
  EXPECT_EQ("Vaasa", ask(johan(), "/Patient/p").text("address.0.city"));
}

TEST_F(BreakGlass, IsTheBasisOfEveryLookInTheAuditTrail) {
  const Reply reply = open(johan());
  const auto written = sink.take();
  ASSERT_EQ(1u, written.size());
  EXPECT_EQ(audit::Kind::break_glass, written[0].kind);
  EXPECT_EQ("break-glass", written[0].basis);
  EXPECT_EQ("BTG", written[0].purpose);
  EXPECT_EQ("found unconscious", written[0].detail);
  EXPECT_NE(0u, written[0].patient);
  trail.take();
  for (const char* url : {"/Patient/p", "/Observation/p", "/Patient/p/_history", "/Observation"}) {
    EXPECT_EQ(200, ask(johan(), url).status) << url;
    const auto entries = trail.take();
    ASSERT_EQ(1u, entries.size()) << url;
    EXPECT_EQ("break-glass", entries[0].basis) << url;
    EXPECT_EQ(reply.text("parameter.1.valueReference.reference") + "/_history/1", entries[0].basis_reference)
        << url;
  }
}

TEST_F(BreakGlass, TellsTheDataProtectionOfficersInTheSameCommit) {
  const Reply reply = open(johan());
  ASSERT_EQ(1u, outbox().size());
  const auto notice = json::parse(outbox().front()).value();
  EXPECT_EQ("break-glass", notice.root.text_of("notice"));
  EXPECT_EQ("Patient/p", notice.root.text_of("patient"));
  EXPECT_EQ("Practitioner/johan", notice.root.text_of("person"));
  EXPECT_EQ("auditor", notice.root.text_of("role"));
  EXPECT_EQ("Organization/a", notice.root.find("tells")->items().front().text());
  EXPECT_EQ(reply.text("parameter.1.valueReference.reference"), notice.root.text_of("resource"));
  EXPECT_EQ(std::string::npos, outbox().front().find("unconscious"));
}

TEST_F(BreakGlass, KeepsTheReason) {
  const std::string record = "/" + open(johan()).text("parameter.1.valueReference.reference");
  const Reply kept = ask(johan(), record);
  EXPECT_EQ("found unconscious", kept.text("extension.0.valueString"));
  EXPECT_EQ("Practitioner/johan", kept.text("author.reference"));
  EXPECT_EQ(200, ask(bearer("", access::Role::client, "Patient/p"), record).status);
}

TEST_F(BreakGlass, LetsReadAndNotChange) {
  open(johan());
  const auto refused = [&](const std::string& method, const std::string& url, const std::string& sent,
                           const std::string& type = "application/fhir+json") {
    Headers headers = johan();
    headers.emplace_back("Content-Type", type);
    const Reply reply = send(method, url, sent, headers, "");
    EXPECT_EQ("403 glass-shows @ ", told(reply)) << method << " " << url;
  };
  refused("PUT", "/Patient/p", R"({"resourceType":"Patient","id":"p"})");
  refused("PATCH", "/Patient/p", R"([{"op":"add","path":"/active","value":true}])",
          "application/json-patch+json");
  refused("DELETE", "/Observation/p", "");
  refused(
      "POST", "/Patient/p/$meta-add",
      R"({"resourceType":"Parameters","parameter":[{"name":"meta","valueMeta":{"tag":[{"code":"x"}]}}]})");
}

TEST_F(BreakGlass, IsNotOpenedByARecordThatSomebodyWrites) {
  const std::string record =
      R"({"resourceType":"Basic","code":)" +
      coded("https://w3id.org/linkki/fhir/CodeSystem/basic-kind", "break-glass") +
      R"(,"subject":{"reference":"Patient/p"},"author":{"reference":"Practitioner/johan"}})";
  EXPECT_EQ(201, send("POST", "/Basic", record, johan(), "").status);
  EXPECT_EQ("", seen_by(johan()));
}

TEST_F(BreakGlass, OfTwoProfessionalsIsEachTheirOwn) {
  EXPECT_EQ(201, open(johan()).status);
  pass(30min);
  EXPECT_EQ(201, open(bearer("w", worker, "Practitioner/anna")).status);
  EXPECT_EQ("Patient Observation ", seen_by(johan()));
  pass(30min);
  EXPECT_EQ("", seen_by(johan()));
  EXPECT_EQ("Patient Observation ", seen_by(bearer("w", worker, "Practitioner/anna")));
}

}  // namespace
