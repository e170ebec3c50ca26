// What is told and refused of references to what is not there, and of deleting what is referred to.
#include "interactions/fixture.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

struct References : Fixture {
  const Headers outcome{{"Prefer", "return=OperationOutcome"}};

  static std::string task(const std::string& patient, const std::string& id = "") {
    return R"({"resourceType":"Task",)" + (id.empty() ? "" : R"("id":")" + id + "\",") +
           R"("status":"draft","intent":"order","for":{"reference":")" + patient + "\"}}";
  }
  static std::string basic(const std::string& target) {
    return R"({"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"urn:a","valueString":"b"},)"
           R"({"url":"urn:x","valueReference":{"reference":")" +
           target + "\"}}]}";
  }
  void enforce(const std::string& type) {
    settings.fhir.reference_integrity_by_type[type] = base::Integrity::enforce;
    reload();
  }
  std::string patient = post("Patient", R"({"resourceType":"Patient"})");
};

TEST_F(References, ToWhatIsAbsentAreWarnedOfWithTheirPlace) {
  const Reply reply = send("POST", "/Basic", basic("Patient/none"), outcome);
  EXPECT_EQ(201, reply.status);
  EXPECT_EQ("reference-absent @ Basic.extension[1].value", reply.fault());
  EXPECT_EQ("warning", reply.text("issue.0.severity"));
}

TEST_F(References, ToWhatIsHereAreNotWarnedOf) {
  EXPECT_NE("warning", send("POST", "/Task", task(patient), outcome).text("issue.0.severity"));
}

TEST_F(References, ThatPointElsewhereAreNotLookedUp) {
  for (const std::string target : {"https://other.example/fhir/Patient/1", "#contained", "urn:oid:1.2.3"}) {
    const Reply reply = send("POST", "/Basic", basic(target), outcome);
    EXPECT_EQ(201, reply.status);
    EXPECT_NE("warning", reply.text("issue.0.severity")) << target;
  }
}

TEST_F(References, OfATypeThatIsOffAreNotLookedAt) {
  settings.fhir.reference_integrity_by_type["Task"] = base::Integrity::off;
  reload();
  EXPECT_NE("warning", send("POST", "/Task", task("Patient/none"), outcome).text("issue.0.severity"));
}

TEST_F(References, OfAnEnforcedTypeAreRefusedWhenTheyLeadNowhere) {
  enforce("Task");
  const Reply reply = send("POST", "/Task", task("Patient/none"));
  EXPECT_EQ(422, reply.status);
  EXPECT_EQ("reference-absent @ Task.for", reply.fault());
  EXPECT_EQ(201, send("POST", "/Task", task(patient)).status);
  EXPECT_EQ(201, send("POST", "/Basic", basic("Patient/none")).status);
}

TEST_F(References, ToWhatTheCallerMayNotSeeAreAsThoseToNothing) {
  enforce("Task");
  const Reply hidden = send("POST", "/Task", task(patient), {}, "b");
  const Reply absent = send("POST", "/Task", task("Patient/none"), {}, "b");
  EXPECT_EQ(absent.status, hidden.status);
  EXPECT_EQ(absent.fault(), hidden.fault());
}

TEST_F(References, ToWhatIsDeletedLeadNowhere) {
  enforce("Task");
  EXPECT_EQ(204, send("DELETE", "/" + patient).status);
  EXPECT_EQ(422, send("POST", "/Task", task(patient)).status);
}

TEST_F(References, ThatStoodThereBeforeAreNotJudgedAgain) {
  const std::string stored = post("Task", task("Patient/none"));
  enforce("Task");
  const std::string id = stored.substr(5);
  std::string changed = task("Patient/none", id);
  changed.replace(changed.find("draft"), 5, "ready");
  EXPECT_EQ(200, send("PUT", "/" + stored, changed).status);
  EXPECT_EQ(422, send("PUT", "/" + stored, task("Patient/nobody", id)).status);
}

std::string transaction(const std::string& entries) {
  return R"({"resourceType":"Bundle","type":"transaction","entry":[)" + entries + "]}";
}

TEST_F(References, WithinATransactionCountAsHere) {
  enforce("Task");
  const std::string uuid = "urn:uuid:6f0d1c1e-5d0a-4c58-9a52-0c6f1d0b7a01";
  const Reply reply = send(
      "POST", "/",
      transaction(R"({"request":{"method":"POST","url":"Task"},"resource":)" + task(uuid) +
                  R"(},{"fullUrl":")" + uuid +
                  R"(","request":{"method":"POST","url":"Patient"},"resource":{"resourceType":"Patient"}})"));
  EXPECT_EQ(200, reply.status) << json::print(reply.body.root);
}

TEST_F(References, ToWhatTheSameTransactionDeletesAreRefused) {
  enforce("Task");
  const Reply reply =
      send("POST", "/",
           transaction(R"({"request":{"method":"DELETE","url":")" + patient +
                       R"("}},{"request":{"method":"POST","url":"Task"},"resource":)" + task(patient) + "}"));
  EXPECT_EQ(422, reply.status);
  EXPECT_EQ("Bundle.entry[1].resource.for", reply.text("issue.0.expression.0"));
}

struct Deleting : References {
  std::string stored = post("Task", task(patient));
};

TEST_F(Deleting, IsAllowedWhereNothingIsEnforced) {
  EXPECT_EQ(204, send("DELETE", "/" + patient).status);
}

TEST_F(Deleting, IsRefusedWhileAnEnforcedTypeRefersToIt) {
  enforce("Task");
  const Reply reply = send("DELETE", "/" + patient);
  EXPECT_EQ(409, reply.status);
  EXPECT_EQ("delete-referred-by", reply.text("issue.0.details.coding.0.code"));
  EXPECT_NE(std::string::npos, reply.text("issue.0.diagnostics").find(stored))
      << json::print(reply.body.root);
  EXPECT_EQ(204, send("DELETE", "/" + stored).status);
  EXPECT_EQ(204, send("DELETE", "/" + patient).status);
}

// An extension is no search parameter; it is known all the same.
TEST_F(Deleting, IsRefusedWhereverTheReferenceStands) {
  enforce("Basic");
  post("Basic", basic(patient));
  EXPECT_EQ(409, send("DELETE", "/" + patient).status);
}

TEST_F(Deleting, NamesNobodyWhomTheCallerMayNotSee) {
  const std::string organization =
      send("POST", "/Organization", R"({"resourceType":"Organization"})", {}, "a", access::Role::editor)
          .reference();
  post("Task", task(organization), "b");
  enforce("Task");
  const Reply reply = send("DELETE", "/" + organization, "", {}, "a", access::Role::editor);
  EXPECT_EQ(409, reply.status);
  EXPECT_EQ("delete-referred", reply.text("issue.0.details.coding.0.code"));
}

TEST_F(Deleting, TakesTheReferrerAlongInOneTransaction) {
  enforce("Task");
  const Reply reply = send("POST", "/",
                           transaction(R"({"request":{"method":"DELETE","url":")" + patient +
                                       R"("}},{"request":{"method":"DELETE","url":")" + stored + "\"}}"));
  EXPECT_EQ(200, reply.status) << json::print(reply.body.root);
}

}  // namespace
