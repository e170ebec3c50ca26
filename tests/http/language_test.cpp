// The transport's own refusals, in the language of the request as far as it was read.
#include <gtest/gtest.h>

#include "http/harness.h"

namespace linkki::http {
namespace {

using testing::get;
using testing::post;
using testing::Reply;

class Languages : public testing::ServerTest {
 protected:
  static void expect(const Reply& reply, int status, const std::string& language, const std::string& text) {
    EXPECT_EQ(reply.status, status);
    EXPECT_EQ(reply.header("Content-Language"), language);
    EXPECT_NE(reply.header("Vary").find("Accept-Language"), std::string::npos);
    EXPECT_NE(reply.body.find("\"language\":\"" + language + "\""), std::string::npos) << reply.body;
    EXPECT_NE(reply.body.find(text), std::string::npos) << reply.body;
  }
};

TEST_F(Languages, TooManyRequestsAreToldInTheLanguageOfTheNextOne) {
  settings.requests_per_s_max = 1;
  settings.requests_burst_max = 1;
  start();
  const auto client = connect();
  EXPECT_EQ(client->ask(get("/")).status, 200);
  expect(client->ask(get("/", "Accept-Language: sv-FI, fi;q=0.5\r\n")), 429, "sv", "För många begäranden");
  expect(client->ask(get("/", "Accept-Language: fi\r\n")), 429, "fi", "liikaa pyyntöjä");
  expect(client->ask(get("/")), 429, "en", "Too many requests");
}

TEST_F(Languages, ABodyThatIsTooLargeIsRefusedInTheLanguageOfItsRequest) {
  settings.body_bytes_max = 10;
  start();
  expect(ask(post("/", std::string(11, 'x'), "Accept-Language: fi-FI\r\n")), 413, "fi",
         "Pyynnön rungossa on yli 10 tavua");
}

TEST_F(Languages, AHandlerThatDoesNotAnswerIsAnsweredForInTheLanguageOfTheRequest) {
  service.handler = [](const interactions::Request&, const interactions::Responder&) {};
  start();
  expect(ask(get("/", "Accept-Language: fi\r\n")), 500, "fi", "Ilmoita ylläpidolle tunnus");
}

TEST_F(Languages, WhatCannotBeReadIsRefusedInEnglish) {
  start();
  expect(ask("GET / HTTP/1.1\r\nAccept-Language: fi\r\n\r\n"), 400, "en", "not exactly one Host");
}

}  // namespace
}  // namespace linkki::http
