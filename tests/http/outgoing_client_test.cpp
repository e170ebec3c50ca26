#include "http/outgoing_client.h"

#include <gmock/gmock.h>

#include <fstream>

#include "http/harness.h"

namespace linkki::http::testing {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Pair;

class Outgoing : public ServerTest {
 protected:
  std::string url(const std::string& path = "/fhir", const std::string& host = "localhost") const {
    return "https://" + host + ":" + std::to_string(server->port()) + path;
  }
  base::Outcome<base::OutgoingAnswer> send(const base::OutgoingRequest& request) {
    auto client = OutgoingClient::make(authority ? authority->file() : "");
    if (!client.ok()) return client.failure();
    return (*client)->send(request);
  }
  std::string refusal(const base::OutgoingRequest& request) {
    const auto answer = send(request);
    return answer.ok() ? "answered " + std::to_string(answer->status)
                       : answer.failure().issues.front().text();
  }
};

TEST_F(Outgoing, SendsMethodPathHeadersAndBody) {
  start_tls();
  interactions::Request seen;
  service.handler = [&](interactions::Request request, const interactions::Responder& respond) {
    seen = request;
    respond(text("done", 201));
  };
  const auto answer = send({"POST", url("/fhir?a=b"), {{"Authorization", "Bearer t"}}, "{\"a\":1}"});
  ASSERT_TRUE(answer.ok()) << answer.failure().issues.front().text();
  EXPECT_EQ(answer->status, 201);
  EXPECT_EQ(answer->body, "done");
  EXPECT_THAT(answer->headers, Contains(Pair("Content-Type", "text/plain")));
  EXPECT_EQ(seen.method, "POST");
  EXPECT_EQ(seen.path, "/fhir");
  EXPECT_EQ(seen.query, "a=b");
  EXPECT_EQ(seen.body, "{\"a\":1}");
  EXPECT_THAT(seen.headers, Contains(Pair("Authorization", "Bearer t")));
}

TEST_F(Outgoing, CarriesBodiesOfMegabytesBothWays) {
  start_tls();
  const std::string body(3 << 20, 'x');
  const auto answer = send({"POST", url(), {}, body});
  ASSERT_TRUE(answer.ok()) << answer.failure().issues.front().text();
  EXPECT_EQ(answer->body, "POST /fhir?\n" + body);
}

TEST_F(Outgoing, AnErrorStatusIsAnAnswer) {
  start_tls();
  service.handler = [](interactions::Request, const interactions::Responder& respond) {
    respond(text("no", 422));
  };
  EXPECT_EQ(send({"GET", url(), {}, ""})->status, 422);
}

TEST_F(Outgoing, DoesNotFollowRedirects) {
  start_tls();
  service.handler = [](interactions::Request, const interactions::Responder& respond) {
    auto response = text("", 307);
    response.headers.emplace_back("Location", "https://elsewhere.example/");
    respond(std::move(response));
  };
  EXPECT_EQ(send({"GET", url(), {}, ""})->status, 307);
}

TEST_F(Outgoing, TrustsNoAuthorityThatItWasNotTold) {
  start_tls();
  auto client = OutgoingClient::make();
  ASSERT_TRUE(client.ok());
  const auto answer = (*client)->send({"GET", url(), {}, ""});
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.failure().refusal, base::Refusal::unavailable);
  EXPECT_THAT(answer.failure().issues.front().text(), HasSubstr("is not trusted"));
}

TEST_F(Outgoing, TrustsNoCertificateOfAnotherHost) {
  settings.address = "0.0.0.0";
  start_tls();  // with a certificate for localhost and 127.0.0.1
  EXPECT_THAT(refusal({"GET", url("/", "127.0.0.2"), {}, ""}), HasSubstr("is not trusted"));
  EXPECT_EQ(refusal({"GET", url("/", "127.0.0.1"), {}, ""}), "answered 200");
}

TEST_F(Outgoing, GivesUpWhenNoAnswerComesInTime) {
  start_tls();
  interactions::Responder kept;
  service.handler = [&](interactions::Request, const interactions::Responder& respond) { kept = respond; };
  base::OutgoingRequest request{"GET", url(), {}, ""};
  request.time_max = std::chrono::milliseconds(300);
  EXPECT_THAT(refusal(request), HasSubstr("did not answer within 300 ms"));
  server.reset();  // the handler's thread has ended before `kept` goes
}

TEST_F(Outgoing, TakesNoAnswerOverTheLimit) {
  start_tls();
  service.handler = [](interactions::Request, const interactions::Responder& respond) {
    respond(text(std::string(2'000, 'x')));
  };
  base::OutgoingRequest request{"GET", url(), {}, ""};
  request.answer_bytes_max = 1'999;
  EXPECT_THAT(refusal(request), HasSubstr("cannot be taken"));
  request.answer_bytes_max = 2'000;
  EXPECT_EQ(refusal(request), "answered 200");
}

TEST_F(Outgoing, SaysThatNobodyListens) {
  start_tls();
  const auto closed = url();
  server.reset();
  EXPECT_THAT(refusal({"GET", closed, {}, ""}), HasSubstr("cannot be reached"));
  EXPECT_THAT(refusal({"GET", "https://no-such-host.invalid/", {}, ""}), HasSubstr("cannot be reached"));
}

TEST_F(Outgoing, SaysThatTheOtherSideSpeaksNoTls) {
  start();
  EXPECT_THAT(refusal({"GET", url(), {}, ""}), HasSubstr("cannot be reached"));
}

TEST_F(Outgoing, CallsHttpsUrlsAlone) {
  for (const char* wrong :
       {"", "http://localhost/", "https://", "https://:443/", "https://h:x/", "https://h:123456/",
        "https://a@h/", "https://[::1/", "https://h/\r\nX: y", "ftp://h/"}) {
    EXPECT_THAT(refusal({"GET", wrong, {}, ""}), HasSubstr("is not the https URL")) << wrong;
  }
}

TEST_F(Outgoing, AnAuthorityFileThatIsNoneIsNamed) {
  const std::string file = folder.path() + "/none.pem";
  std::ofstream(file) << "nothing";
  const auto client = OutgoingClient::make(file);
  ASSERT_FALSE(client.ok());
  EXPECT_THAT(client.failure().issues.front().text(), HasSubstr("none.pem"));
}

}  // namespace
}  // namespace linkki::http::testing
