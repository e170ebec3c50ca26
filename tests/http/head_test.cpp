#include "http/head.h"

#include <gtest/gtest.h>

#include "http/target.h"

namespace linkki::http {
namespace {

const ServerSettings settings;

// As a connection does it.
std::variant<Head, Fault> parse(const std::string& text) {
  if (find_head_end(text, 0).state == HeadEnd::State::malformed) return Fault{};
  return parse_head(text, settings);
}

Head parsed(const std::string& text) {
  auto head = parse(text);
  if (auto* fault = std::get_if<Fault>(&head)) {
    ADD_FAILURE() << fault->status;
    return {};
  }
  return std::get<Head>(head);
}

int refused(const std::string& text) {
  const auto head = parse(text);
  const auto* fault = std::get_if<Fault>(&head);
  return fault ? fault->status : 0;
}

HeadEnd::State end_state(std::string_view bytes) {
  return find_head_end(bytes, 0).state;
}

TEST(HeadEnd, IsTheFirstEmptyLine) {
  const std::string_view bytes = "GET / HTTP/1.1\r\nHost: x\r\n\r\nGET /2";
  const HeadEnd end = find_head_end(bytes, 0);
  EXPECT_EQ(end.state, HeadEnd::State::complete);
  EXPECT_EQ(end.size, bytes.size() - 6);
}

TEST(HeadEnd, IsFoundWhereverTheBytesAreCut) {
  const std::string_view bytes = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
    EXPECT_EQ(find_head_end(bytes.substr(0, cut), 0).state, HeadEnd::State::incomplete) << cut;
    EXPECT_EQ(find_head_end(bytes, cut).state, HeadEnd::State::complete) << cut;
  }
}

TEST(HeadEnd, IsNotFoundBehindBytesThatServersReadDifferently) {
  EXPECT_EQ(end_state("GET / HTTP/1.1\nHost: x\n\n"), HeadEnd::State::malformed) << "bare LF";
  EXPECT_EQ(end_state("GET / HTTP/1.1\rHost: x\r\n\r\n"), HeadEnd::State::malformed) << "bare CR";
  EXPECT_EQ(end_state("GET / HTTP/1.1\r\r\n"), HeadEnd::State::malformed) << "CR twice";
  EXPECT_EQ(end_state("GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n"), HeadEnd::State::malformed)
      << "folded with a blank";
  EXPECT_EQ(end_state("GET / HTTP/1.1\r\nA: b\r\n\tc\r\n\r\n"), HeadEnd::State::malformed)
      << "folded with a tab";
  EXPECT_EQ(end_state(std::string_view("GET /\0 HTTP/1.1\r\n", 17)), HeadEnd::State::malformed) << "NUL";
  EXPECT_EQ(end_state("GET / HTTP/1.1\r\nA: \x01\r\n"), HeadEnd::State::malformed) << "control byte";
  EXPECT_EQ(end_state("\x16\x03\x01\x02"), HeadEnd::State::malformed) << "a TLS handshake on a plain port";
}

TEST(Head, HoldsWhatTheRequestSays) {
  const Head head = parsed(
      "POST /fhir/Patient?_format=json HTTP/1.1\r\nHost: x\r\nX-Odd:  v \r\nContent-Length: 12\r\n\r\n");
  EXPECT_EQ(head.method, "POST");
  EXPECT_EQ(head.path, "/fhir/Patient");
  EXPECT_EQ(head.query, "_format=json");
  EXPECT_EQ(head.content_length, 12u);
  EXPECT_TRUE(head.keep_alive);
  EXPECT_EQ(head.fields[1], (std::pair<std::string, std::string>("X-Odd", "v")));
}

TEST(Head, ClosesAfterHttp10UnlessAskedNotTo) {
  EXPECT_FALSE(parsed("GET / HTTP/1.0\r\n\r\n").keep_alive);
  EXPECT_TRUE(parsed("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").keep_alive);
  EXPECT_FALSE(parsed("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").keep_alive);
}

class SmuggledHead : public ::testing::TestWithParam<std::string> {};

TEST_P(SmuggledHead, IsRefused) {
  EXPECT_EQ(refused("POST / HTTP/1.1\r\nHost: x\r\n" + GetParam() + "\r\n\r\n"), 400);
}

INSTANTIATE_TEST_SUITE_P(
    Shapes, SmuggledHead,
    ::testing::Values(
        "Content-Length: 5\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "Content-Length: 5\r\nContent-Length: 5", "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 5, 5", "Content-Length: +5", "Content-Length: -1", "Content-Length: 0x5",
        "Content-Length: 5 5", "Content-Length:", "Content-Length: 99999999999999999999999",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunked, identity", "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: identity", "Transfer-Encoding: \"chunked\"",
        "Transfer-Encoding:", "Transfer-Encoding : chunked", "Content-Length : 5", " Content-Length: 5",
        "Host: y", "Authorization: Bearer a\r\nAuthorization: Bearer b",
        "Content-Type: a/b\r\nContent-Type: c/d", "Bad Name: x", "Bad\"Name: x", ": x", "NoColon"));

TEST(Head, WithTransferEncodingInHttp10IsRefused) {
  EXPECT_EQ(refused("POST / HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"), 400);
}

TEST(Head, WithoutAHostIsRefused) {
  EXPECT_EQ(refused("GET / HTTP/1.1\r\n\r\n"), 400);
}

TEST(Head, OfABrokenRequestLineIsRefused) {
  for (const char* line :
       {"GET", "GET /", "GET  / HTTP/1.1", "GET / HTTP/1.1 ", " GET / HTTP/1.1", "GET / http/1.1",
        "GET / HTTP/1.12", "G(T / HTTP/1.1", "GET / FTP/1.1", "GET /\x80 HTTP/1.1x"}) {
    EXPECT_EQ(refused(std::string(line) + "\r\nHost: x\r\n\r\n"), 400) << line;
  }
}

TEST(Head, OfAnotherMajorVersionIsToldSo) {
  EXPECT_EQ(refused("PRI * HTTP/2.0\r\n\r\n"), 505);
  EXPECT_EQ(refused("GET / HTTP/0.9\r\nHost: x\r\n\r\n"), 505);
}

TEST(Head, OfAMethodThatIsNotServedSaysWhichAre) {
  EXPECT_EQ(refused("TRACE / HTTP/1.1\r\nHost: x\r\n\r\n"), 405);
  EXPECT_EQ(refused("CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n"), 405);
  EXPECT_EQ(refused("BREW / HTTP/1.1\r\nHost: x\r\n\r\n"), 501);
  EXPECT_EQ(refused("get / HTTP/1.1\r\nHost: x\r\n\r\n"), 501);
  const auto head = parse("TRACE / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(std::get<Fault>(head).headers.front().first, "Allow");
}

TEST(Head, OverALimitIsToldWhich) {
  const std::string tail = " HTTP/1.1\r\nHost: x\r\n";
  EXPECT_EQ(refused("GET /" + std::string(settings.target_bytes_max, 'a') + tail + "\r\n"), 414);
  EXPECT_EQ(refused("GET /" + tail + "A: " + std::string(settings.header_bytes_max, 'a') + "\r\n\r\n"), 431);
  std::string many;
  for (std::size_t i = 0; i <= settings.fields_max; ++i) many += "A: b\r\n";
  EXPECT_EQ(refused("GET /" + tail + many + "\r\n"), 431);
}

TEST(Head, MayHaveATargetOfTheLimit) {
  const Head head =
      parsed("GET /" + std::string(settings.target_bytes_max - 1, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(head.path.size(), settings.target_bytes_max);
}

TEST(Head, WithAnExpectationThatCannotBeMetIsToldSo) {
  EXPECT_EQ(refused("POST / HTTP/1.1\r\nHost: x\r\nExpect: tea\r\n\r\n"), 417);
  EXPECT_TRUE(parsed("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-Continue\r\n\r\n").expects_continue);
}

TEST(Head, WithAContentEncodingOtherThanGzipIsToldWhatIsRead) {
  EXPECT_EQ(refused("POST / HTTP/1.1\r\nHost: x\r\nContent-Encoding: br\r\n\r\n"), 415);
  EXPECT_TRUE(parsed("POST / HTTP/1.1\r\nHost: x\r\nContent-Encoding: GZIP\r\n\r\n").gzip);
  EXPECT_FALSE(parsed("POST / HTTP/1.1\r\nHost: x\r\nContent-Encoding: identity\r\n\r\n").gzip);
}

TEST(Head, OfOptionsForTheServerAsksForItsRoot) {
  EXPECT_EQ(parsed("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n").path, "/");
  EXPECT_EQ(refused("GET * HTTP/1.1\r\nHost: x\r\n\r\n"), 400);
}

TEST(Target, IsSplitIntoPathAndQuery) {
  const auto target = parse_target("/a/b?c=d?e");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/a/b");
  EXPECT_EQ(target->query, "c=d?e");
}

TEST(Target, HasWhatAUriCannotHoldEncoded) {
  const auto target = parse_target("/a?code=http://loinc.org|1234-5&name=P\xc3\xa4iv\xc3\xa4&x=[\"{}^`<>\\]");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->query,
            "code=http://loinc.org%7C1234-5&name=P%C3%A4iv%C3%A4&x=%5B%22%7B%7D%5E%60%3C%3E%5C%5D");
}

TEST(Target, KeepsPercentEscapes) {
  EXPECT_EQ(parse_target("/a%2Fb?c=%7c")->query, "c=%7c");
}

TEST(Target, MayNameTheHost) {
  EXPECT_EQ(parse_target("https://example.org/fhir/Patient?x=1")->path, "/fhir/Patient");
  EXPECT_EQ(parse_target("HTTP://example.org?x=1")->path, "/");
  EXPECT_EQ(parse_target("http://example.org")->path, "/");
}

TEST(Target, NeverBeginsWithTwoSlashes) {
  EXPECT_EQ(parse_target("//evil.example/x")->path, "/evil.example/x");
  EXPECT_EQ(parse_target("////")->path, "/");
}

TEST(Target, ThatIsNoneIsRefused) {
  for (const char* text :
       {"", "x", "?x", "ftp://x/", "/a#b", "/%", "/%4", "/%zz", "/a%00b", "/a b", "/a\x7f"}) {
    EXPECT_FALSE(parse_target(text)) << text;
  }
}

}  // namespace
}  // namespace linkki::http
