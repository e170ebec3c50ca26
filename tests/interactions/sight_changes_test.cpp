// What a poller learns of resources that came into its sight, or went out of it, without changing.
#include <set>

#include "interactions/course.h"

using namespace linkki;
using namespace linkki::interactions;
using namespace std::chrono_literals;

namespace {

struct Poller : Course {
  void SetUp() override {
    Course::SetUp();
    pass(1min);
  }
  // Of the history of a type since a moment: "PUT gained Task", "DELETE lost Task", "PUT Task" in its order.
  std::vector<std::string> poll(const std::string& type, const std::string& more = "",
                                const std::string& organization = "w") {
    const Reply reply = send("GET", "/" + type + "/_history?_since=" + since_ + more, "",
                             bearer(organization, access::Role::system, ""), "");
    EXPECT_EQ(200, reply.status) << reply.bytes;
    std::vector<std::string> all;
    const json::Value* const entries = reply.find("entry");
    for (const json::Value& entry : entries ? entries->items() : std::span<json::Value>{}) {
      const json::Value *request = entry.find("request"), *response = entry.find("response");
      std::string told(request->text_of("method"));
      if (const json::Value* const outcome = response->find("outcome")) {
        const auto& issue = outcome->find("issue")->items().front();
        const std::string code(issue.find("details")->find("coding")->items().front().text_of("code"));
        told += " " + code.substr(code.find('-') + 1);
      }
      const json::Value* const resource = entry.find("resource");
      EXPECT_EQ(told.starts_with("DELETE"), resource == nullptr) << told;
      const std::string url(entry.text_of("fullUrl"));
      told += " " + url.substr(url.find("/fhir/") + 6, url.rfind('/') - url.find("/fhir/") - 6);
      all.push_back(std::move(told));
    }
    return all;
  }
  // A poll that has happened: the next one asks from here on.
  void polled() {
    pass(1min);
    since_ = base::print_instant(clock.now());
    pass(1min);
  }
  void refer_to_v() {
    put("Organization/v", "");
    employ("vera", "v");
    consent_ = provision(permit("share-referral", "Organization/w") + "," +
                         permit("share-referral", "Organization/v") + "," +
                         permit("share-onward", "Organization/v"));
    const Reply reply = refer("requested", R"("owner":{"reference":"Organization/v"})");
    ASSERT_EQ(200, reply.status) << reply.bytes;
  }
  void hand_over_to_w() {
    Headers vera = bearer("v", access::Role::coordinator, "Practitioner/vera");
    vera.emplace_back("Content-Type", "application/json-patch+json");
    const Reply reply = send(
        "PATCH", task_, R"([{"op":"replace","path":"/owner/reference","value":"Organization/w"}])", vera, "");
    ASSERT_EQ(200, reply.status) << reply.bytes;
  }
  using Told = std::vector<std::string>;
  std::string since_ = "2026-01-01T00:00:00Z";
};

TEST_F(Poller, LearnsOfWhatAReassignmentOpensAndCloses) {
  refer_to_v();
  EXPECT_EQ(Told{}, poll("ServiceRequest"));
  polled();
  EXPECT_EQ(Told{}, poll("ServiceRequest"));
  hand_over_to_w();
  EXPECT_EQ(Told{"PUT gained ServiceRequest"}, poll("ServiceRequest"));
  EXPECT_EQ(Told{"PUT gained Patient"}, poll("Patient"));
  EXPECT_EQ(Told{"PUT gained Consent"}, poll("Consent"));
  EXPECT_EQ(Told{"PUT Task"}, poll("Task"));  // it changed
  EXPECT_EQ(Told{"DELETE lost ServiceRequest"}, poll("ServiceRequest", "", "v"));
  EXPECT_EQ(Told{"DELETE lost Patient"}, poll("Patient", "", "v"));
  EXPECT_EQ(Told{"DELETE lost Task"}, poll("Task", "", "v"));
  EXPECT_EQ(Told{}, poll("ServiceRequest", "", "a"));  // whose it is
  polled();
  for (const char* type : {"ServiceRequest", "Patient", "Consent", "Task"}) {
    EXPECT_EQ(Told{}, poll(type)) << type;
    EXPECT_EQ(Told{}, poll(type, "", "v")) << type;
  }
}

TEST_F(Poller, LeavesAnEntryForWhatItGainedAndNoneForAnId) {
  refer_to_v();
  polled();
  hand_over_to_w();
  trail.take();
  poll("ServiceRequest");
  const auto gained = trail.take();
  ASSERT_EQ(1u, gained.size());
  EXPECT_EQ("consent", gained[0].basis);
  EXPECT_EQ(1u, gained[0].disclosed.size());
  poll("ServiceRequest", "", "v");
  for (const auto& entry : trail.take()) EXPECT_TRUE(entry.disclosed.empty());
}

TEST_F(Poller, GetsTheIdAloneOfWhatIsLost) {
  ASSERT_EQ(200, refer().status);
  polled();
  EXPECT_EQ(200, agree(R"("status":"inactive")").status);
  const Reply reply =
      send("GET", "/ServiceRequest/_history?_since=" + since_, "", bearer("w", access::Role::system, ""), "");
  ASSERT_EQ(1u, reply.count("entry"));
  EXPECT_EQ("ServiceRequest/" + request_.substr(request_.rfind('/') + 1), reply.text("entry.0.request.url"));
  EXPECT_EQ("204 No Content", reply.text("entry.0.response.status"));
  EXPECT_EQ(nullptr, reply.find("entry.0.resource"));
  EXPECT_EQ(nullptr, reply.find("entry.0.response.etag"));
  EXPECT_EQ("sight-lost", reply.text("entry.0.response.outcome.issue.0.details.coding.0.code"));
}

TEST_F(Poller, LearnsOfAllOfTheCaseInOneHistory) {
  ASSERT_EQ(200, refer().status);
  polled();
  EXPECT_EQ(200, agree(R"("status":"inactive")").status);
  const Reply reply =
      send("GET", "/_history?_since=" + since_, "", bearer("w", access::Role::system, ""), "");
  std::set<std::string> lost;
  for (const json::Value& entry : reply.find("entry")->items()) {
    EXPECT_EQ("DELETE", entry.find("request")->text_of("method"));
    const std::string url(entry.find("request")->text_of("url"));
    lost.insert(url.substr(0, url.find('/')));
  }
  EXPECT_EQ((std::set<std::string>{"Consent", "Patient", "ServiceRequest", "Task"}), lost);
}

TEST_F(Poller, LearnsOfWhatEndsByTime) {
  consent_ = provision(permit("share-referral", "Organization/w", R"(,"period":{"end":"2026-09-24"})"));
  ASSERT_EQ(200, refer().status);
  polled();
  EXPECT_EQ(Told{}, poll("ServiceRequest"));
  pass(24h * 5);
  EXPECT_EQ(Told{"DELETE lost ServiceRequest"}, poll("ServiceRequest"));
  EXPECT_EQ(Told{"DELETE lost Patient"}, poll("Patient"));
}

TEST_F(Poller, LearnsOfALabelThatHides) {
  const Reply reply = refer();
  ASSERT_EQ(200, reply.status);
  const std::string patient = path_of(reply.text("entry.0.response.location"));
  polled();
  put(patient.substr(1),
      R"("meta":{"security":[{"system":"https://hl7.fi/fhir/finnish-base-profiles/CodeSystem/)"
      R"(fi-base-security-label-cs","code":"TURVAKIELTO"}]})");
  for (const char* type : {"Patient", "ServiceRequest", "Task", "Consent"}) {
    EXPECT_EQ(Told{std::string("DELETE lost ") + type}, poll(type)) << type;
  }
}

TEST_F(Poller, IsToldOnTheFirstPageWhateverItsLength) {
  std::vector<std::string> tasks;
  for (int i = 0; i < 5; ++i) {
    ASSERT_EQ(200, refer().status);
    tasks.push_back(agreed_);
  }
  polled();
  for (const std::string& one : tasks) {
    agreed_ = one;
    EXPECT_EQ(200, agree(R"("status":"inactive")").status);
  }
  EXPECT_EQ(5u, poll("Task", "&_count=2").size());
  EXPECT_EQ(0u, poll("Task", "&_count=0").size());
}

TEST_F(Poller, IsToldOfNothingThatItNeverSaw) {
  ASSERT_EQ(200, refer().status);
  polled();
  // What came to the case after it was closed, and what carries a label of its own.
  const std::string about = R"("basedOn":[{"reference":")" + request_.substr(1) + "\"}]";
  const std::string hidden =
      R"("meta":{"security":[{"system":"http://terminology.hl7.org/CodeSystem/v3-Confidentiality","code":"R"}]},)";
  EXPECT_EQ(201, send("POST", "/Communication",
                      R"({"resourceType":"Communication","status":"completed",)" + hidden + about + "}", {},
                      "a", sender)
                     .status);
  EXPECT_EQ(200, agree(R"("status":"inactive")").status);
  pass(1min);
  EXPECT_EQ(201,
            send("POST", "/Communication",
                 R"({"resourceType":"Communication","status":"completed",)" + about + "}", {}, "a", sender)
                .status);
  EXPECT_EQ(Told{}, poll("Communication"));
  for (const auto role : {access::Role::editor, access::Role::client}) {
    const std::string person = role == access::Role::client ? "Patient/x" : "";
    const std::string organization = role == access::Role::client ? "" : "w";
    const Reply reply = send("GET", "/_history?_since=" + since_, "", bearer(organization, role, person), "");
    EXPECT_EQ(std::string::npos, reply.bytes.find("sight-lost"));
  }
}

TEST_F(Poller, IsNotToldWithoutAMomentToTellFrom) {
  ASSERT_EQ(200, refer().status);
  EXPECT_EQ(200, agree(R"("status":"inactive")").status);
  EXPECT_EQ(0u, send("GET", "/Task/_history", "", bearer("w", access::Role::system, ""), "").count("entry"));
}

// An auditor sees that something happened to what its organisation answers for, and not what.
TEST_F(Poller, WhoInspectsGetsNoContents) {
  ASSERT_EQ(200, refer().status);
  trail.take();
  const Headers auditor = bearer("a", access::Role::auditor, "");
  const Reply reply = send("GET", task_ + "/_history", "", auditor, "");
  EXPECT_EQ(200, reply.status) << reply.bytes;
  ASSERT_EQ(1u, reply.count("entry"));
  EXPECT_EQ(nullptr, reply.find("entry.0.resource"));
  EXPECT_EQ("201 Created", reply.text("entry.0.response.status"));
  const auto entries = trail.take();
  ASSERT_EQ(1u, entries.size());
  EXPECT_EQ("inspection", entries[0].basis);
  EXPECT_EQ(403, send("GET", task_, "", auditor, "").status);
  EXPECT_EQ(403, send("GET", "/Task", "", auditor, "").status);
  EXPECT_EQ(404, send("GET", task_ + "/_history", "", bearer("w", access::Role::auditor, ""), "").status);
}

}  // namespace
