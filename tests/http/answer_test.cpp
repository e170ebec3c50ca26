#include "http/answer.h"

#include <gtest/gtest.h>

#include "http/cors.h"
#include "http/request_id.h"

namespace linkki::http {
namespace {

TEST(AppendField, RefusesWhatWouldBeMoreThanOneField) {
  std::string out;
  EXPECT_FALSE(append_field(out, "Location", "/x\r\nSet-Cookie: a=b"));
  EXPECT_FALSE(append_field(out, "Location", "/x\nb"));
  EXPECT_FALSE(append_field(out, "Location", std::string_view("/x\0b", 4)));
  EXPECT_FALSE(append_field(out, "Bad Name", "x"));
  EXPECT_FALSE(append_field(out, "A:", "x"));
  EXPECT_FALSE(append_field(out, "", "x"));
  EXPECT_EQ(out, "");
  EXPECT_TRUE(append_field(out, "Location", "/P\xc3\xa4iv\xc3\xa4"));
  EXPECT_EQ(out, "Location: /P\xc3\xa4iv\xc3\xa4\r\n");
}

TEST(Print, TurnsAnUnprintableHeaderIntoAServerError) {
  interactions::Response response;
  response.headers = {{"Location", "/x\r\nX: y"}};
  response.body = "secret";
  const Answer answer = print(std::move(response));
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.fields.find("Location"), std::string::npos);
  EXPECT_NE(answer.body.find("OperationOutcome"), std::string::npos);
}

TEST(Cors, LetsOnlyListedOriginsRead) {
  CorsSettings settings;
  settings.origins = {"https://app.example"};
  std::string fields;
  append_cors(fields, settings, "https://app.example");
  EXPECT_NE(fields.find("Access-Control-Allow-Origin: https://app.example\r\n"), std::string::npos);
  fields.clear();
  append_cors(fields, settings, "https://app.example.evil");
  EXPECT_EQ(fields, "Vary: Origin\r\n");
}

TEST(Cors, SaysNothingUnlessConfigured) {
  std::string fields;
  append_cors(fields, {}, "https://app.example");
  EXPECT_EQ(fields, "");
}

TEST(Cors, AnswersOnlyPreflights) {
  CorsSettings settings;
  settings.origins = {"*"};
  Head head;
  head.method = "OPTIONS";
  EXPECT_FALSE(answer_preflight(settings, head)) << "an OPTIONS of its own";
  head.fields = {{"Origin", "https://a"}, {"Access-Control-Request-Method", "PUT"}};
  EXPECT_EQ(answer_preflight(settings, head)->status, 204);
  EXPECT_NE(answer_preflight(settings, head)->fields.find("PUT"), std::string::npos);
  EXPECT_FALSE(answer_preflight({}, head)) << "not configured";
}

TEST(RequestId, IsKeptOnlyWhereItIsPlain) {
  EXPECT_TRUE(is_request_id("a-b_c.d~1"));
  EXPECT_FALSE(is_request_id(""));
  EXPECT_FALSE(is_request_id("a b"));
  EXPECT_FALSE(is_request_id("a\"b"));
  EXPECT_FALSE(is_request_id(std::string(request_id_characters_max + 1, 'a')));
}

TEST(RequestIds, AreNeverTheSame) {
  base::SeededRandom random(1);
  RequestIds first(random), second(random);
  const std::string one = first.next();
  EXPECT_NE(one, first.next());
  EXPECT_NE(one, second.next());
  EXPECT_TRUE(is_request_id(one));
}

}  // namespace
}  // namespace linkki::http
