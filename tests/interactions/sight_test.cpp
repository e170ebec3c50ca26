// Who sees what through the API: pools, clients and proxies, hidden persons.
#include "interactions/fixture.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

constexpr const char* turvakielto =
    R"("meta":{"security":[{"system":"https://hl7.fi/fhir/finnish-base-profiles/CodeSystem/fi-base-security-label-cs",)"
    R"("code":"TURVAKIELTO"}]})";

struct Referral : Fixture {
  // The client lets everybody here see the referral.
  static std::string consent() {
    std::string actors;
    for (const std::string actor :
         {"Organization/w", "Organization/v", "Organization/c", "Organization/i", "Practitioner/anna"}) {
      actors += (actors.empty() ? "" : ",") + (R"({"role":{},"reference":{"reference":")" + actor + "\"}}");
    }
    return R"({"resourceType":"Consent","id":"c","status":"active","patient":{"reference":"Patient/p"},)"
           R"("provision":{"type":"permit","actor":[)" +
           actors + "]}}";
  }
  // Written by organisation a: the case of one client.
  void refer(const std::string& task_members, const std::string& patient_members = "") {
    const Reply reply = send(
        "POST", "/",
        R"({"resourceType":"Bundle","type":"transaction","entry":[)"
        R"({"request":{"method":"PUT","url":"Patient/p"},"resource":{"resourceType":"Patient","id":"p")" +
            (patient_members.empty() ? "" : "," + patient_members) +
            R"(}},{"request":{"method":"PUT","url":"ServiceRequest/s"},"resource":{"resourceType":"ServiceRequest",)"
            R"("id":"s","status":"active","intent":"order","subject":{"reference":"Patient/p"},"reasonCode":[{"text":"x"}],)"
            R"("supportingInfo":[{"reference":"Consent/c"}],"category":[{"coding":)"
            R"([{"system":"https://w3id.org/linkki/fhir/CodeSystem/hyte-category","code":"liikunta"}]}]}},)"
            R"({"request":{"method":"PUT","url":"Task/t"},"resource":{"resourceType":"Task","id":"t","intent":"order",)"
            R"("code":{"coding":[{"system":"http://hl7.org/fhir/CodeSystem/task-code","code":"fulfill"}]},)"
            R"("focus":{"reference":"ServiceRequest/s"},"basedOn":[{"reference":"ServiceRequest/s"}],)"
            R"("for":{"reference":"Patient/p"},)" +
            task_members + R"(}},{"request":{"method":"PUT","url":"Consent/c"},"resource":)" + consent() +
            "}]}",
        {}, "a", access::Role::tester);
    ASSERT_EQ(200, reply.status) << json::print(reply.body.root);
  }
  void put(const std::string& reference, const std::string& members, const std::string& organization = "a") {
    const std::size_t slash = reference.find('/');
    const Reply reply =
        send("PUT", "/" + reference,
             R"({"resourceType":")" + reference.substr(0, slash) + R"(","id":")" +
                 reference.substr(slash + 1) + "\"" + (members.empty() ? "" : "," + members) + "}",
             {}, organization, access::Role::tester);
    ASSERT_GE(201, reply.status) << json::print(reply.body.root);
  }
  Reply as(const std::string& organization, access::Role role, const std::string& person,
           const std::string& method, const std::string& url) {
    return send(method, url, "", {{"Authorization", "Bearer " + token(organization, role, person)}}, "");
  }
  // Of the three resources of the case.
  std::string seen(const std::string& organization, access::Role role, const std::string& person = "") {
    std::string all;
    for (const char* reference : {"Task/t", "ServiceRequest/s", "Patient/p"}) {
      const int status = as(organization, role, person, "GET", "/" + std::string(reference)).status;
      const std::string type = std::string(reference).substr(0, std::string(reference).find('/'));
      const Reply found = as(organization, role, person, "GET", "/" + type);
      EXPECT_EQ(status == 200 ? "1" : "0", found.text("total")) << reference;
      if (status == 200) all += (all.empty() ? "" : " ") + std::string(reference);
    }
    return all;
  }
};

const std::string everything = "Task/t ServiceRequest/s Patient/p";
constexpr auto worker = access::Role::link_worker;

// A pool: link workers of Vaasa. Of organisation w works one there, of v elsewhere, of c with another role.
struct Pool : Referral {
  static std::string area(const std::string& code) {
    return R"("extension":[{"url":"https://w3id.org/linkki/fhir/StructureDefinition/area","valueCoding":)"
           R"({"system":"urn:oid:1.2.246.537.6.21","code":")" +
           code + "\"}}]";
  }
  static std::string coded(const std::string& code) {
    return R"([{"coding":[{"system":"https://w3id.org/linkki/fhir/CodeSystem/role","code":")" + code +
           "\"}]}]";
  }
  void employ(const std::string& id, const std::string& organization, const std::string& role,
              const std::string& location, bool active = true) {
    put("PractitionerRole/" + id, R"("active":)" + std::string(active ? "true" : "false") +
                                      R"(,"organization":{"reference":"Organization/)" + organization +
                                      R"("},"code":)" + coded(role) +
                                      R"(,"location":[{"reference":"Location/)" + location + "\"}]");
  }
  void SetUp() override {
    for (const std::string id : {"w", "v", "c", "i"}) put("Organization/" + id, "");
    put("Location/vaasa", area("905"));
    put("Location/kokkola", area("272"));
    employ("1", "w", "link-worker", "vaasa");
    employ("2", "v", "link-worker", "kokkola");
    employ("3", "c", "coordinator", "vaasa");
    employ("4", "i", "link-worker", "vaasa", false);
  }
  std::string offered(const std::string& status = "requested") {
    return area("905") + R"(,"performerType":)" + coded("link-worker") + R"(,"status":")" + status + "\"";
  }
};

TEST_F(Pool, SeesTheTaskAndNothingBehindIt) {
  refer(offered());
  EXPECT_EQ("Task/t", seen("w", worker));
  EXPECT_EQ("", seen("v", worker));
  EXPECT_EQ("", seen("c", worker));
  EXPECT_EQ("", seen("i", worker));
}

TEST_F(Pool, SeesNothingBeforeTheTaskIsSent) {
  refer(offered("draft"));
  EXPECT_EQ("", seen("w", worker));
}

TEST_F(Pool, LosesTheTaskWhenAnotherClaimsIt) {
  refer(offered());
  refer(offered() + R"(,"owner":{"reference":"Organization/v"})");
  EXPECT_EQ("", seen("w", worker));
  EXPECT_EQ(everything, seen("v", worker));
}

TEST_F(Pool, NeverSeesAHiddenPerson) {
  refer(offered());
  EXPECT_EQ("Task/t", seen("w", worker));
  put("Patient/p", turvakielto);
  EXPECT_EQ("", seen("w", worker));
}

TEST_F(Pool, OfACareTeamIsItsOrganisationAndItsMembers) {
  put("CareTeam/team", R"("managingOrganization":[{"reference":"Organization/v"}],"participant":[{"member":)"
                       R"({"reference":"PractitionerRole/1"}},{"member":{"reference":"Practitioner/x"}}])");
  refer(R"("status":"requested","owner":{"reference":"CareTeam/team"})");
  EXPECT_EQ(everything, seen("v", worker));
  EXPECT_EQ(everything, seen("w", worker));
  EXPECT_EQ("", seen("c", worker));
}

TEST_F(Pool, OfAServiceIsWhoProvidesIt) {
  put("HealthcareService/h", R"("providedBy":{"reference":"Organization/v"})");
  refer(R"("status":"requested","owner":{"reference":"HealthcareService/h"})");
  EXPECT_EQ(everything, seen("v", worker));
  EXPECT_EQ("", seen("w", worker));
}

struct Client : Referral {
  void SetUp() override { refer(R"("status":"requested")"); }
  std::string seen_by(access::Role role, const std::string& person) { return seen("", role, person); }
};

TEST_F(Client, SeesWhatIsAboutThem) {
  EXPECT_EQ(everything, seen_by(access::Role::client, "Patient/p"));
  put("Patient/q", "");
  EXPECT_EQ("", seen_by(access::Role::client, "Patient/unknown"));
}

TEST_F(Client, DoesNotSeeTheNotesOfTheWorkers) {
  put("Communication/n", R"("status":"completed","basedOn":[{"reference":"ServiceRequest/s"}],)"
                         R"("subject":{"reference":"Patient/p"})");
  EXPECT_EQ(404, as("", access::Role::client, "Patient/p", "GET", "/Communication/n").status);
}

const std::string grown_up = R"("birthDate":"1950-03-15")";
std::string since(const std::string& start, const std::string& more = "") {
  return R"("patient":{"reference":"Patient/p"},"period":{"start":")" + start + "\"" + more + "}";
}

TEST_F(Client, IsSeenByAProxyWhoIsOne) {
  refer(R"("status":"requested")", grown_up);
  put("RelatedPerson/r", since("2020"));
  EXPECT_EQ(everything, seen_by(access::Role::proxy, "RelatedPerson/r"));
  EXPECT_EQ("", seen_by(access::Role::proxy, "RelatedPerson/unknown"));
}

TEST_F(Client, IsNotSeenByAProxyWhoIsOneNoMore) {
  refer(R"("status":"requested")", grown_up);
  put("RelatedPerson/r", since("2020") + R"(,"active":false)");
  EXPECT_EQ("", seen_by(access::Role::proxy, "RelatedPerson/r"));
  put("RelatedPerson/r", since("2020", R"(,"end":"2025")") + R"(,"active":true)");
  EXPECT_EQ("", seen_by(access::Role::proxy, "RelatedPerson/r"));
  put("RelatedPerson/r", since("2100-01-01"));
  EXPECT_EQ("", seen_by(access::Role::proxy, "RelatedPerson/r"));
  put("RelatedPerson/r", since("2020", R"(,"end":"2026")"));
  EXPECT_EQ(everything, seen_by(access::Role::proxy, "RelatedPerson/r"));
  EXPECT_EQ(204, send("DELETE", "/RelatedPerson/r", "", {}, "a", access::Role::tester).status);
  EXPECT_EQ("", seen_by(access::Role::proxy, "RelatedPerson/r"));
}

// Whoever was a guardian before is none of a grown-up.
TEST_F(Client, IsNotSeenByAProxyWhoDoesNotSaySinceWhen) {
  refer(R"("status":"requested")", grown_up);
  put("RelatedPerson/r", R"("patient":{"reference":"Patient/p"})");
  EXPECT_EQ("", seen_by(access::Role::proxy, "RelatedPerson/r"));
  put("RelatedPerson/r", since("1968-03-14"));
  EXPECT_EQ("", seen_by(access::Role::proxy, "RelatedPerson/r"));
  put("RelatedPerson/r", since("1968-03-15"));
  EXPECT_EQ(everything, seen_by(access::Role::proxy, "RelatedPerson/r"));
}

// The two roles are never merged: the person of one is not that of the other.
TEST_F(Client, IsNotAProxyAndAProxyNoClient) {
  put("RelatedPerson/r", R"("patient":{"reference":"Patient/p"})");
  EXPECT_EQ("", seen_by(access::Role::proxy, "RelatedPerson/p"));
  EXPECT_EQ("", seen_by(access::Role::client, "Patient/r"));
}

struct Hidden : Referral {
  void SetUp() override {
    put("Organization/w", "");
    put("Practitioner/anna", "");
    put("RelatedPerson/r", R"("patient":{"reference":"Patient/p"})");
    refer(R"("status":"requested","owner":{"reference":"Organization/w"})");
  }
  void hide() { put("Patient/p", turvakielto); }
};

TEST_F(Hidden, ClosesWhatWasOpenWhenTheLabelArrives) {
  EXPECT_EQ(everything, seen("w", worker));
  hide();
  EXPECT_EQ("", seen("w", worker));
  EXPECT_EQ("", seen("w", worker, "Practitioner/anna"));
}

TEST_F(Hidden, IsSeenByThoseWhoWroteItAndByThemselves) {
  hide();
  EXPECT_EQ(everything, seen("a", worker));
  EXPECT_EQ(everything, seen("", access::Role::client, "Patient/p"));
  EXPECT_EQ("", seen("", access::Role::proxy, "RelatedPerson/r"));
}

TEST_F(Hidden, IsSeenByThePersonWhomATaskNames) {
  refer(R"("status":"requested","owner":{"reference":"Practitioner/anna"})");
  hide();
  EXPECT_EQ(everything, seen("w", worker, "Practitioner/anna"));
  EXPECT_EQ("", seen("w", worker));
}

TEST_F(Hidden, StaysSoWhenAnUpdateLeavesTheLabelOut) {
  hide();
  put("Patient/p", R"("gender":"female")");
  EXPECT_EQ("", seen("w", worker));
}

TEST_F(Hidden, IsUncoveredByItsAuthorAlone) {
  refer(R"("status":"requested","owner":{"reference":"Practitioner/anna"})", turvakielto);
  const std::string meta =
      std::string(R"({"resourceType":"Parameters","parameter":[{"name":"meta","valueMeta":)") +
      std::string(turvakielto).substr(7) + "}]}";
  const auto uncover = [&](const std::string& bearer) {
    return send("POST", "/Patient/p/$meta-delete", meta, {{"Authorization", "Bearer " + bearer}}, "");
  };
  const Reply refused = uncover(token("w", worker, "Practitioner/anna"));
  EXPECT_EQ(403, refused.status) << json::print(refused.body.root);
  EXPECT_EQ("contact-withheld @ ", refused.fault());  // nobody who does not see it whole
  EXPECT_EQ("", seen("w", worker));
  EXPECT_EQ(200, uncover(token("a", worker)).status);
  EXPECT_EQ(200, as("w", worker, "Practitioner/anna", "GET", "/Patient/p").status);
}

TEST_F(Hidden, IsWhatIsRestrictedToo) {
  for (const std::string code : {"R", "V"}) {
    put("ServiceRequest/s",
        R"("meta":{"security":[{"system":"http://terminology.hl7.org/CodeSystem/v3-Confidentiality","code":")" +
            code + R"("}]},"status":"active","intent":"order","subject":{"reference":"Patient/p"})");
    EXPECT_EQ("Task/t Patient/p", seen("w", worker)) << code;
  }
}

}  // namespace
