#include "http/body.h"

#include <gtest/gtest.h>

#include "http/content_coding.h"

namespace linkki::http {
namespace {

ServerSettings small() {
  ServerSettings settings;
  settings.body_bytes_max = 4 * 1'024 * 1'024;
  settings.inflation_max = 50;
  return settings;
}
const ServerSettings settings = small();

Head chunked() {
  Head head;
  head.chunked = true;
  return head;
}

Head gzipped(std::size_t bytes) {
  Head head;
  head.gzip = true;
  head.content_length = bytes;
  return head;
}

std::string gzip(std::string_view text) {
  std::string out;
  make_deflater(Coding::gzip)->take(text, true, out);
  return out;
}

// What became of a body that arrives in pieces of `piece` bytes: its text, or "refused 413".
std::string read(const Head& head, std::string_view bytes, std::size_t piece = 1) {
  BodyReader reader(head, settings);
  if (auto fault = reader.declared_fault()) return "refused " + std::to_string(fault->status);
  while (!bytes.empty() && !reader.complete()) {
    std::string_view part = bytes.substr(0, piece);
    const std::size_t offered = part.size();
    if (auto fault = reader.take(part)) return "refused " + std::to_string(fault->status);
    bytes.remove_prefix(offered - part.size());
  }
  if (!reader.complete()) return "incomplete";
  return reader.release() + (bytes.empty() ? "" : " and then " + std::string(bytes));
}

TEST(Body, EndsAfterItsLength) {
  Head head;
  head.content_length = 5;
  EXPECT_EQ(read(head, "hello"), "hello");
  EXPECT_EQ(read(head, "helloGET /", 100), "hello and then GET /");
  EXPECT_EQ(read(head, "hell"), "incomplete");
}

TEST(Body, IsReadFromChunksHoweverTheyArrive) {
  const std::string_view bytes =
      "5\r\nhello\r\n1;name=value\r\n,\r\n006\r\n world\r\n0\r\nTrailer: x\r\n\r\n";
  for (std::size_t piece = 1; piece <= bytes.size(); ++piece)
    EXPECT_EQ(read(chunked(), bytes, piece), "hello, world");
}

TEST(Body, OfNoChunksIsEmpty) {
  EXPECT_EQ(read(chunked(), "0\r\n\r\n"), "");
  EXPECT_EQ(read(chunked(), "0\r\n\r\nGET /", 100), " and then GET /");
}

TEST(Body, OfBrokenChunksIsRefused) {
  for (const char* bytes : {"-1\r\n",
                            "+1\r\na\r\n",
                            "0x1\r\na\r\n",
                            " 1\r\na\r\n",
                            "1 \r\na\r\n",
                            "\r\n",
                            "g\r\n",
                            ";\r\n",
                            "1\na\r\n",
                            "1\r\nab\r\n",
                            "1\r\na\n",
                            "1\r\na0\r\n\r\n",
                            "1\r\r\n",
                            "ffffffffffffffff\r\na",
                            "fffffffffffffffff1\r\na",
                            "0\r\n\n",
                            "0\r\n x: y\r\n\r\n",
                            "0\r\nx: y\n\r\n",
                            "0\r\n\rx",
                            "1;a\nb\r\na\r\n"}) {
    EXPECT_EQ(read(chunked(), bytes, 100), "refused 400") << bytes;
  }
}

TEST(Body, WithEndlessChunkExtensionsOrTrailersIsRefused) {
  EXPECT_EQ(read(chunked(), "1;" + std::string(ChunkDecoder::chunk_line_bytes_max + 1, 'a'), 100),
            "refused 400");
  EXPECT_EQ(read(chunked(), std::string(ChunkDecoder::chunk_line_bytes_max + 2, '0'), 100), "refused 400");
  std::string trailers = "0\r\n";
  while (trailers.size() < 2 * ChunkDecoder::trailer_bytes_max) trailers += "a: b\r\n";
  EXPECT_EQ(read(chunked(), trailers, 100), "refused 400");
}

TEST(Body, OverTheLimitIsRefusedBeforeItIsReadWhereItsLengthIsTold) {
  Head head;
  head.content_length = settings.body_bytes_max + 1;
  EXPECT_EQ(read(head, ""), "refused 413");
}

TEST(Body, OverTheLimitIsRefusedWhereItsLengthIsNotTold) {
  const std::string chunk = "100000\r\n" + std::string(0x100000, 'a') + "\r\n";
  EXPECT_EQ(read(chunked(), chunk + chunk + chunk + chunk + "0\r\n\r\n", 65'536).size(),
            settings.body_bytes_max);
  EXPECT_EQ(read(chunked(), chunk + chunk + chunk + chunk + "1\r\na\r\n0\r\n\r\n", 65'536), "refused 413");
}

TEST(Body, IsDecodedFromGzip) {
  const std::string coded = gzip("{\"resourceType\":\"Patient\"}");
  for (std::size_t piece = 1; piece <= coded.size(); ++piece) {
    EXPECT_EQ(read(gzipped(coded.size()), coded, piece), "{\"resourceType\":\"Patient\"}");
  }
}

TEST(Body, OfBrokenGzipIsRefused) {
  const std::string coded = gzip("hello");
  EXPECT_EQ(read(gzipped(coded.size() - 1), coded), "refused 400") << "cut";
  EXPECT_EQ(read(gzipped(coded.size() + 1), coded + "x"), "refused 400") << "bytes behind its end";
  EXPECT_EQ(read(gzipped(5), "hello"), "refused 400") << "no gzip at all";
  std::string flipped = coded;
  flipped[flipped.size() - 6] ^= 1;
  EXPECT_EQ(read(gzipped(coded.size()), flipped), "refused 400") << "check sum";
}

TEST(Body, ThatInflatesTooFarIsRefused) {
  const std::string bomb = gzip(std::string(2 * 1'024 * 1'024, '0'));
  ASSERT_LT(bomb.size() * settings.inflation_max, 2u * 1'024 * 1'024);
  EXPECT_EQ(read(gzipped(bomb.size()), bomb, 1'000), "refused 413") << "by its ratio";
  const std::string large = gzip(std::string(64 * 1'024 * 1'024, '0'));
  EXPECT_EQ(read(gzipped(large.size()), large, 1'000'000), "refused 413") << "by its size";
}

TEST(Body, ThatShrinksWellButIsSmallIsRead) {
  const std::string text(1'000'000, '0');
  const std::string coded = gzip(text);
  EXPECT_EQ(read(gzipped(coded.size()), coded, 100), text);
}

}  // namespace
}  // namespace linkki::http
