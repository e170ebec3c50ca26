#include "http/server.h"

#include <gtest/gtest.h>

#include "http/harness.h"

namespace linkki::http {
namespace {

using testing::Client;
using testing::get;
using testing::post;
using testing::Reply;

class HttpServer : public testing::ServerTest {};

TEST_F(HttpServer, AnswersARequest) {
  start();
  const Reply reply = ask(get("/fhir/Patient/1?_pretty=true"));
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "GET /fhir/Patient/1?_pretty=true\n");
  EXPECT_EQ(reply.header("Content-Type"), "text/plain");
  EXPECT_FALSE(reply.header("Date").empty());
}

TEST_F(HttpServer, AnswersOverTls) {
  start_tls();
  const Reply reply = ask(post("/fhir/Patient", "{}"));
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "POST /fhir/Patient?\n{}");
}

TEST_F(HttpServer, ServesManyRequestsOnOneConnection) {
  start_tls();
  const auto client = connect();
  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(client->ask(get("/" + std::to_string(i))).body, "GET /" + std::to_string(i) + "?\n");
  }
  EXPECT_EQ(server->connections(), 1u);
}

TEST_F(HttpServer, RunsLongRequestsOnWorkers) {
  service.is_inline = false;
  start_tls();
  const auto client = connect();
  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(client->ask(post("/x", std::to_string(i))).body, "POST /x?\n" + std::to_string(i));
  }
}

TEST_F(HttpServer, AnswersPipelinedRequestsInOrder) {
  service.is_inline = false;
  start();
  const auto client = connect();
  std::string requests;
  for (int i = 0; i < 200; ++i) requests += post("/x", std::to_string(i));
  client->send(requests);
  for (int i = 0; i < 200; ++i) EXPECT_EQ(client->read().body, "POST /x?\n" + std::to_string(i));
}

}  // namespace
}  // namespace linkki::http
