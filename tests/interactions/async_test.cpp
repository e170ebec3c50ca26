#include "interactions/async.h"

#include "base/limits.h"
#include "interactions/fixture.h"
#include "repository/due.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

struct Async : Fixture {
  ~Async() override { trail.open(); }

  // The path of the status.
  std::string begin(const std::string& method, const std::string& url, const std::string& body = "",
                    const std::string& organization = "a") {
    const Reply reply = send(method, url, body, {{"Prefer", "respond-async"}}, organization);
    EXPECT_EQ(202, reply.status) << reply.bytes;
    EXPECT_EQ("respond-async", reply.header("Preference-Applied"));
    const std::string location = reply.header("Content-Location");
    EXPECT_TRUE(location.starts_with("https://linkki.test/fhir/_async/")) << location;
    return location.substr(std::string("https://linkki.test/fhir").size());
  }
  Reply finish(const std::string& status, const std::string& organization = "a") {
    service().settle();
    return get(status, organization);
  }
  const std::string patient = post("Patient", R"({"resourceType":"Patient","active":true})");
};

TEST_F(Async, SearchIsAnsweredLaterAsABatchResponse) {
  const Reply reply = finish(begin("GET", "/Patient?_count=10"));
  EXPECT_EQ(200, reply.status) << reply.bytes;
  EXPECT_EQ("batch-response", reply.text("type"));
  EXPECT_EQ("200 OK", reply.text("entry.0.response.status"));
  EXPECT_EQ("searchset", reply.text("entry.0.resource.type"));
  EXPECT_EQ(1u, reply.count("entry.0.resource.entry"));
}

TEST_F(Async, ReadsHistoriesAndOperationsAreTaken) {
  EXPECT_EQ("true", finish(begin("GET", "/" + patient)).text("entry.0.resource.active"));
  EXPECT_EQ("W/\"1\"", finish(begin("GET", "/" + patient + "/_history/1")).text("entry.0.response.etag"));
  EXPECT_EQ("history", finish(begin("GET", "/" + patient + "/_history")).text("entry.0.resource.type"));
  EXPECT_EQ("Parameters",
            finish(begin("GET", "/" + patient + "/$meta")).text("entry.0.resource.resourceType"));
}

TEST_F(Async, TransactionIsStoredAndAnsweredLater) {
  const std::string bundle =
      R"({"resourceType":"Bundle","type":"transaction","entry":[{"resource":{"resourceType":"Patient"},)"
      R"("request":{"method":"POST","url":"Patient"}},{"request":{"method":"GET","url":"Patient?_summary=count"}}]})";
  const Reply reply = finish(begin("POST", "/", bundle));
  EXPECT_EQ("transaction-response", reply.text("entry.0.resource.type")) << reply.bytes;
  EXPECT_EQ("201 Created", reply.text("entry.0.resource.entry.0.response.status"));
  EXPECT_EQ("2", get("/Patient?_summary=count").text("total"));
}

TEST_F(Async, RefusalIsToldInTheEntry) {
  const Reply reply = finish(begin("GET", "/Patient?nonsense=1"));
  EXPECT_EQ(200, reply.status);
  EXPECT_EQ("400 Bad Request", reply.text("entry.0.response.status"));
  EXPECT_EQ("OperationOutcome", reply.text("entry.0.response.outcome.resourceType"));
  EXPECT_EQ("404 Not Found", finish(begin("GET", "/Patient/none")).text("entry.0.response.status"));
}

TEST_F(Async, WhileItRunsSaysSo) {
  trail.close();
  const std::string status = begin("GET", "/" + patient);
  trail.wait_for(1);
  clock.advance(std::chrono::seconds(7));
  const Reply reply = get(status);
  EXPECT_EQ(202, reply.status);
  EXPECT_EQ("running for 7 s", reply.header("X-Progress"));
  EXPECT_EQ("1", reply.header("Retry-After"));
  trail.open();
  EXPECT_EQ(200, finish(status).status);
}

TEST_F(Async, WaitsForAThreadAndSaysSo) {
  trail.close();
  for (unsigned i = 0; i < limits::async_threads; ++i) begin("GET", "/" + patient);
  trail.wait_for(limits::async_threads);
  EXPECT_EQ("waiting", get(begin("GET", "/" + patient)).header("X-Progress"));
}

TEST_F(Async, RunsOnAThreadOfItsOwn) {
  finish(begin("GET", "/" + patient));
  EXPECT_NE(std::this_thread::get_id(), trail.thread());
}

TEST_F(Async, IsSeenByWhoBeganItAlone) {
  const std::string status = begin("GET", "/" + patient);
  service().settle();
  EXPECT_EQ(404, get(status, "b").status);
  EXPECT_EQ(404, send("DELETE", status, "", {}, "b").status);
  EXPECT_EQ(404, send("GET", status, "", {}, "a", access::Role::link_worker).status);
  EXPECT_EQ(401, send("GET", status, "", {}, "").status);
  EXPECT_EQ(200, get(status).status);
}

TEST_F(Async, IsForgottenWhenDeleted) {
  const std::string status = begin("GET", "/" + patient);
  service().settle();
  EXPECT_EQ(202, send("DELETE", status).status);
  EXPECT_EQ(404, get(status).status);
  const Reply again = send("DELETE", status);
  EXPECT_EQ(404, again.status);
  EXPECT_EQ("async-unknown @ ", again.fault());
}

TEST_F(Async, WhichIsDeletedWhileItRunsLeavesNothing) {
  trail.close();
  const std::string status = begin("GET", "/" + patient);
  trail.wait_for(1);
  EXPECT_EQ(202, send("DELETE", status).status);
  trail.open();
  EXPECT_EQ(404, finish(status).status);
  restart();
  EXPECT_EQ(404, get(status).status);
}

TEST_F(Async, AnswerExpires) {
  const std::string status = begin("GET", "/" + patient);
  service().settle();
  clock.advance(std::chrono::minutes(limits::async_minutes_max) - std::chrono::seconds(1));
  EXPECT_EQ(200, get(status).status);
  clock.advance(std::chrono::seconds(2));
  EXPECT_EQ(404, get(status).status);
}

TEST_F(Async, AnswerOutlivesARestart) {
  const std::string status = begin("GET", "/" + patient);
  service().settle();
  restart();
  EXPECT_EQ("true", get(status).text("entry.0.resource.active"));
  EXPECT_EQ(202, send("DELETE", status).status);
}

TEST_F(Async, WhatARestartCutOffIsToldToBeLost) {
  trail.close();
  const std::string status = begin("GET", "/" + patient);
  trail.wait_for(1);
  const auto other = make_service();
  const Reply reply = send_to(*other, "GET", status, "", {}, "a");
  EXPECT_EQ(410, reply.status);
  EXPECT_EQ("async-lost @ ", reply.fault());
  EXPECT_EQ("transient", reply.text("issue.0.code"));
}

TEST_F(Async, IsBoundedForEachCaller) {
  trail.close();
  std::vector<std::string> begun;
  for (std::size_t i = 0; i < limits::async_per_caller_max; ++i) begun.push_back(begin("GET", "/" + patient));
  const Reply refused = send("GET", "/" + patient, "", {{"Prefer", "respond-async"}});
  EXPECT_EQ(429, refused.status);
  EXPECT_EQ("async-busy @ ", refused.fault());
  EXPECT_EQ("5", refused.header("Retry-After"));
  begin("GET", "/Organization", "", "b");
  EXPECT_EQ(202, send("DELETE", begun.back()).status);
  begin("GET", "/" + patient);
}

TEST_F(Async, IsAPreferenceThatShortWritesAndStrangersDoNotGet) {
  EXPECT_EQ(201,
            send("POST", "/Patient", R"({"resourceType":"Patient"})", {{"Prefer", "respond-async"}}).status);
  EXPECT_EQ(200, send("GET", "/Organization", "", {{"Prefer", "respond-async"}}, "").status);
  EXPECT_EQ(200, send("GET", "/metadata", "", {{"Prefer", "respond-async"}}).status);
}

TEST_F(Async, StatusKnowsNoOtherMethods) {
  const Reply reply = send("POST", "/_async/x", "{}");
  EXPECT_EQ(405, reply.status);
  EXPECT_EQ("GET, HEAD, DELETE, OPTIONS", reply.header("Allow"));
  EXPECT_EQ(404, get("/_async/x").status);
  EXPECT_EQ(404, get("/_async/x/y").status);
}

TEST_F(Async, StatusIsNoEntryOfABundle) {
  const Reply reply = send("POST", "/",
                           R"({"resourceType":"Bundle","type":"batch","entry":[{"request":)"
                           R"({"method":"GET","url":"_async/x"}}]})");
  EXPECT_EQ("400 Bad Request", reply.text("entry.0.response.status"));
}

// What reads of a bundle wait for must not hold up the answers of all other writes.
TEST_F(Async, ReadsOfABundleLeaveTheThreadThatTellsOfWrites) {
  trail.close();
  std::promise<int> answered;
  std::thread slow([&] {
    const std::string batch =
        R"({"resourceType":"Bundle","type":"transaction","entry":[{"request":{"method":"GET",)"
        R"("url":")" +
        patient + R"("}}]})";
    answered.set_value(send("POST", "/", batch).status);
  });
  trail.wait_for(1);
  EXPECT_EQ(201, send("POST", "/Patient", R"({"resourceType":"Patient"})").status);
  trail.open();
  EXPECT_EQ(200, answered.get_future().get());
  slow.join();
}

}  // namespace
