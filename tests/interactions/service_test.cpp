#include "interactions/service.h"

#include "interactions/answer.h"
#include "interactions/fixture.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

struct Pipeline : Fixture {
  Reply raw(const std::string& method, const std::string& path, const std::string& query = "",
            Headers headers = {}) {
    Request request;
    request.method = method;
    request.path = path;
    request.query = query;
    request.headers = std::move(headers);
    std::promise<Response> promise;
    service().handle(std::move(request), [&](Response response) { promise.set_value(std::move(response)); });
    Response response = promise.get_future().get();
    Reply reply{response.status, std::move(response.headers), response.body, {}};
    if (!response.body.empty() && response.body.front() == '{')
      reply.body = json::parse(response.body).value();
    return reply;
  }
};

TEST_F(Pipeline, KnowsNothingOutsideItsBase) {
  EXPECT_EQ(404, raw("GET", "/").status);
  EXPECT_EQ(404, raw("GET", "/fhirx/Patient").status);
  EXPECT_EQ(404, raw("GET", "/fhir/Nothing").status);
  EXPECT_EQ(404, raw("GET", "/fhir/Patient/1/2/3/4").status);
}

TEST_F(Pipeline, TellsWhichMethodsArePossible) {
  const Reply reply = raw("POST", "/fhir/metadata");
  EXPECT_EQ(405, reply.status);
  EXPECT_EQ("GET, HEAD, OPTIONS", reply.header("Allow"));
  EXPECT_EQ("GET, HEAD, PUT, PATCH, DELETE, OPTIONS", raw("BREW", "/fhir/Patient/1").header("Allow"));
  EXPECT_EQ("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS", raw("OPTIONS", "/fhir/Patient").header("Allow"));
  EXPECT_EQ(204, raw("OPTIONS", "/fhir/Patient").status);
}

TEST_F(Pipeline, JudgesTheMethodBeforeTheFormat) {
  EXPECT_EQ(405, raw("POST", "/fhir/metadata", "_format=xml").status);
}

TEST_F(Pipeline, JudgesTheFormatBeforeTheMediaType) {
  const Headers headers{{"Accept", "text/html"}, {"Content-Type", "text/plain"}};
  EXPECT_EQ(406, raw("POST", "/fhir/Patient", "", headers).status);
}

TEST_F(Pipeline, JudgesTheMediaTypeBeforeTheToken) {
  EXPECT_EQ(415, raw("POST", "/fhir/Patient", "", {{"Content-Type", "text/plain"}}).status);
}

TEST_F(Pipeline, JudgesTheTokenBeforeTheBody) {
  const Reply reply = raw("POST", "/fhir/Patient", "", {{"Content-Type", "application/fhir+json"}});
  EXPECT_EQ(401, reply.status);
  EXPECT_EQ("Bearer realm=\"linkki\"", reply.header("WWW-Authenticate"));
}

TEST_F(Pipeline, JudgesTheRoleBeforeTheBody) {
  EXPECT_EQ(403, send("POST", "/Patient", "{", {}, "a", access::Role::editor).status);
}

TEST_F(Pipeline, JudgesTheBodyBeforeTheTarget) {
  EXPECT_EQ(400, send("PUT", "/Patient/none", "{").status);
}

TEST_F(Pipeline, JudgesTheTargetBeforeTheVersionAndThatBeforeValidity) {
  const std::string wrong = R"({"resourceType":"Patient","id":"none","language":"wrong"})";
  EXPECT_EQ(405, send("PUT", "/Patient/none", wrong, {{"If-Match", "W/\"3\""}}).status);
  const std::string reference = post("Patient", R"({"resourceType":"Patient"})");
  const std::string id = reference.substr(reference.find('/') + 1);
  const std::string body = R"({"resourceType":"Patient","id":")" + id + R"(","language":"wrong"})";
  EXPECT_EQ(412, send("PUT", "/" + reference, body, {{"If-Match", "W/\"3\""}}).status);
  EXPECT_EQ(422, send("PUT", "/" + reference, body, {{"If-Match", "W/\"1\""}}).status);
}

TEST_F(Pipeline, RefusesBrokenEscapes) {
  for (const char* const path :
       {"/fhir/Patient/%", "/fhir/Patient/%4", "/fhir/Patient/%zz", "/fhir/Patient/%00"})
    EXPECT_EQ(400, raw("GET", path).status) << path;
  EXPECT_EQ(400, raw("GET", "/fhir/metadata", "a=%zz").status);
}

TEST_F(Pipeline, TellsItsHealthWithoutAToken) {
  EXPECT_EQ(200, raw("GET", "/health/live").status);
  EXPECT_EQ(200, raw("GET", "/health/ready").status);
  service().set_ready(false);
  EXPECT_EQ(503, raw("GET", "/health/ready").status);
  EXPECT_EQ("no-store", raw("GET", "/health/ready").header("Cache-Control"));
}

TEST_F(Pipeline, RunsReadsByIdAloneOnTheThreadOfTheSocket) {
  const auto inline_ = [&](const std::string& method, const std::string& path) {
    Request request;
    request.method = method;
    request.path = path;
    return service().runs_inline(request);
  };
  EXPECT_TRUE(inline_("GET", "/fhir/Patient/1"));
  EXPECT_TRUE(inline_("HEAD", "/fhir/Patient/1"));
  EXPECT_TRUE(inline_("GET", "/health/live"));
  for (const char* const path :
       {"/fhir/Patient", "/fhir/Patient/_history", "/fhir/Patient/1/_history", "/fhir/Patient/$meta",
        "/fhir/_async/1", "/fhir/metadata", "/other/Patient/1"})
    EXPECT_FALSE(inline_("GET", path)) << path;
  EXPECT_FALSE(inline_("PUT", "/fhir/Patient/1"));
}

TEST_F(Pipeline, AnswersHeadAsGet) {
  const std::string reference = post("Patient", R"({"resourceType":"Patient"})");
  const Reply head = send("HEAD", "/" + reference);
  EXPECT_EQ(200, head.status);
  EXPECT_EQ("W/\"1\"", head.header("ETag"));
}

TEST_F(Pipeline, TakesOverNewSettingsForTheNextRequest) {
  settings.fhir.if_match_required = {"Patient"};
  const std::string reference = post("Patient", R"({"resourceType":"Patient"})");
  const std::string body =
      R"({"resourceType":"Patient","id":")" + reference.substr(reference.find('/') + 1) + "\"}";
  EXPECT_EQ(200, send("PUT", "/" + reference, body).status);
  reload();
  EXPECT_EQ(400, send("PUT", "/" + reference, body).status);
}

TEST(PercentEscapes, AreReadAndWritten) {
  EXPECT_EQ("a b|ä", percent_decode("a%20b%7C%c3%a4").value());
  EXPECT_EQ("a%20b|%C3%A4", percent_encode("a b|ä"));
  EXPECT_FALSE(percent_decode("%0").ok());
}

TEST(ETags, AreReadInAllTheirForms) {
  EXPECT_EQ(3u, parse_etag("W/\"3\""));
  EXPECT_EQ(3u, parse_etag("\"3\""));
  EXPECT_EQ(3u, parse_etag("3"));
  for (const char* const text : {"", "\"\"", "W/\"0\"", "W/\"x\"", "-1", "\"3", "99999999999"})
    EXPECT_EQ(std::nullopt, parse_etag(text)) << text;
  EXPECT_EQ("W/\"3\"", print_etag(3));
}

TEST(Prefer, IsReadFromAllItsFields) {
  const auto read =
      preferences({{"Prefer", "return=minimal; x=y, handling=lenient"}, {"prefer", "respond-async"}}, {});
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(Return::minimal, read->returns);
  EXPECT_TRUE(read->lenient);
  EXPECT_TRUE(read->asynchronous);
  EXPECT_FALSE(preferences({}, {})->asynchronous);
  EXPECT_EQ(Return::representation, preferences({{"Prefer", "return=nonsense"}}, {})->returns);
}

}  // namespace
