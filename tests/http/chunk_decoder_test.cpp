#include "http/chunk_decoder.h"

#include <gtest/gtest.h>

#include <vector>

namespace linkki::http {
namespace {

using State = ChunkDecoder::State;

struct Decoded {
  State state = State::more;
  std::string body;
  std::string left;
  bool operator==(const Decoded&) const = default;
};

// The bytes arrive `piece` at a time.
Decoded decode(const std::string& bytes, std::size_t piece = 1'000'000) {
  ChunkDecoder decoder;
  Decoded decoded;
  for (std::size_t at = 0; at < bytes.size() && decoded.state == State::more; at += piece) {
    const std::string part = bytes.substr(at, piece);
    std::string_view in(part);
    while (!in.empty() && decoded.state == State::more) {
      std::string_view data;
      decoded.state = decoder.take(in, data);
      decoded.body += data;
    }
    decoded.left = std::string(in) + bytes.substr(std::min(at + piece, bytes.size()));
  }
  return decoded;
}

TEST(ChunkDecoder, JoinsChunksAndLeavesWhatFollows) {
  const auto decoded = decode("5\r\nhello\r\n1\r\n \r\n6\r\nworld!\r\n0\r\n\r\nGET /");
  EXPECT_EQ(decoded.state, State::complete);
  EXPECT_EQ(decoded.body, "hello world!");
  EXPECT_EQ(decoded.left, "GET /");
}

TEST(ChunkDecoder, ReadsAlikeHoweverTheBytesArrive) {
  for (const std::string bytes :
       {"5;a=b\r\nhello\r\n0\r\nTrailer: x\r\n\r\nnext", "A\r\n0123456789\r\n0\r\n\r\n",
        "5\r\nhello\r\n-1\r\n", "5\r\nhello!\r\n"}) {
    const auto whole = decode(bytes);
    for (std::size_t piece = 1; piece < bytes.size(); ++piece)
      EXPECT_EQ(decode(bytes, piece), whole) << piece;
  }
}

TEST(ChunkDecoder, PassesOverExtensionsAndTrailers) {
  const auto decoded = decode("5;name=\"v\t\"\r\nhello\r\n0;last\r\nA: b\r\nC:\r\n\r\n");
  EXPECT_EQ(decoded.state, State::complete);
  EXPECT_EQ(decoded.body, "hello");
}

TEST(ChunkDecoder, CountsInEitherCase) {
  EXPECT_EQ(decode("a\r\n0123456789\r\n0\r\n\r\n").body, decode("A\r\n0123456789\r\n0\r\n\r\n").body);
  EXPECT_EQ(decode("0000a\r\n0123456789\r\n000\r\n\r\n").state, State::complete);
}

TEST(ChunkDecoder, WaitsForMoreUntilTheVeryEnd) {
  const std::string whole = "5\r\nhello\r\n0\r\n\r\n";
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_EQ(decode(whole.substr(0, size)).state, State::more) << size;
}

class BrokenChunks : public ::testing::TestWithParam<std::string> {};
TEST_P(BrokenChunks, AreMalformed) {
  EXPECT_EQ(decode(GetParam()).state, State::malformed);
  EXPECT_EQ(decode(GetParam(), 1).state, State::malformed);
}
INSTANTIATE_TEST_SUITE_P(Shapes, BrokenChunks,
                         ::testing::Values("\r\n", "x\r\n", "-1\r\n", "+1\r\n", " 5\r\nhello", "5 \r\nhello",
                                           "0x5\r\n", "5\nhello", "5\r\rhello", "5\r\nhelloX",
                                           "5\r\nhello\nX", "5\r\nhello\r\r", "1000000000001\r\n",
                                           "ffffffffffffffff1\r\n", "5;\x01\r\nhello",
                                           "0\r\n folded: x\r\n\r\n", "0\r\nA: b\n", "0\r\n\rX",
                                           "0\r\nA: \x7f\r\n", "0;" + std::string(1'025, 'a'),
                                           "0\r\n" + std::string(8'194, 'a')));

}  // namespace
}  // namespace linkki::http
