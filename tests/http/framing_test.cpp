#include "http/framing.h"

#include <gmock/gmock.h>

namespace linkki::http {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

Answer answer(std::string body, int status = 200) {
  Answer made;
  made.status = status;
  made.fields = "Content-Type: text/plain\r\n";
  made.body = std::move(body);
  return made;
}

std::string print(const Answer& from, Framing framing = {}, const ServerSettings& settings = {}) {
  std::string out = "what was there before";
  framing.id = "r-1";
  framing.date = "Date: today\r\n";
  print_answer(from, framing, settings, out);
  return out;
}

class Pieces final : public interactions::BodySource {
 public:
  explicit Pieces(std::vector<std::string> pieces) : pieces_(std::move(pieces)) {}
  bool read(std::string& out, std::size_t) override {
    if (next_ == pieces_.size()) throw std::runtime_error("the store is gone");
    out += pieces_[next_++];
    return next_ < pieces_.size();
  }

 private:
  std::vector<std::string> pieces_;
  std::size_t next_ = 0;
};

TEST(PrintAnswer, SaysStatusLengthAndWhoAsked) {
  EXPECT_EQ(print(answer("hello")),
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nDate: today\r\nX-Request-Id: r-1\r\n"
            "X-Content-Type-Options: nosniff\r\nContent-Length: 5\r\n\r\nhello");
}

TEST(PrintAnswer, LeavesTheBodyOutWhereThereMustBeNone) {
  EXPECT_THAT(print(answer("hello"), {.head_method = true}), EndsWith("Content-Length: 5\r\n\r\n"));
  EXPECT_THAT(print(answer("", 204)), Not(HasSubstr("Content-Length")));
  EXPECT_THAT(print(answer("x", 304)), EndsWith("\r\n\r\n"));
  EXPECT_THAT(print(answer(""), {.head_method = true}), Not(HasSubstr("Content-Length")))
      << "an empty body here says nothing of GET's";
}

TEST(PrintAnswer, SaysHowTheConnectionGoesOn) {
  EXPECT_THAT(print(answer("")), Not(HasSubstr("Connection:")));
  EXPECT_THAT(print(answer(""), {.keep_alive = false}), HasSubstr("Connection: close\r\n"));
  EXPECT_THAT(print(answer(""), {.http_1_0 = true}), HasSubstr("Connection: keep-alive\r\n"));
}

TEST(PrintAnswer, DemandsTlsOnlyOverTls) {
  EXPECT_THAT(print(answer(""), {.tls = true}), HasSubstr("Strict-Transport-Security: max-age=31536000\r\n"));
  EXPECT_THAT(print(answer("")), Not(HasSubstr("Strict-Transport-Security")));
  ServerSettings never;
  never.hsts_age_max = std::chrono::seconds(0);
  EXPECT_THAT(print(answer(""), {.tls = true}, never), Not(HasSubstr("Strict-Transport-Security")));
}

TEST(NextPiece, IsAChunkUntilTheLast) {
  Answer streamed = answer("");
  streamed.source = std::make_unique<Pieces>(std::vector<std::string>{"hello", "", "world!"});
  EXPECT_THAT(print(streamed, {.chunked = true}), EndsWith("Transfer-Encoding: chunked\r\n\r\n"));
  EXPECT_EQ(next_piece(streamed, true).bytes, "5\r\nhello\r\n");
  EXPECT_EQ(next_piece(streamed, true).bytes, "") << "an empty chunk would end the body";
  const Piece last = next_piece(streamed, true);
  EXPECT_EQ(last.bytes, "6\r\nworld!\r\n0\r\n\r\n");
  EXPECT_TRUE(last.last);
}

TEST(NextPiece, IsAsItIsForOldClients) {
  Answer streamed = answer("");
  streamed.source = std::make_unique<Pieces>(std::vector<std::string>{"hello"});
  EXPECT_EQ(next_piece(streamed, false).bytes, "hello");
}

TEST(NextPiece, OfASourceThatThrowsIsBroken) {
  Answer streamed = answer("");
  streamed.source = std::make_unique<Pieces>(std::vector<std::string>{});
  const Piece piece = next_piece(streamed, true);
  EXPECT_TRUE(piece.broken);
  EXPECT_EQ(piece.bytes, "") << "nothing that looks like an end";
}

}  // namespace
}  // namespace linkki::http
