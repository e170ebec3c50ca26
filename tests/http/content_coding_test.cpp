#include "http/content_coding.h"

#include <gtest/gtest.h>
#include <zstd.h>

namespace linkki::http {
namespace {

TEST(ChooseCoding, FollowsTheWeights) {
  EXPECT_EQ(choose_coding("gzip"), Coding::gzip);
  EXPECT_EQ(choose_coding("zstd"), Coding::zstd);
  EXPECT_EQ(choose_coding("gzip, deflate, br, zstd"), Coding::zstd);
  EXPECT_EQ(choose_coding("gzip;q=1.0, zstd;q=0.5"), Coding::gzip);
  EXPECT_EQ(choose_coding("GZIP ; q=0.5 , br"), Coding::gzip);
  EXPECT_EQ(choose_coding("*"), Coding::zstd);
  EXPECT_EQ(choose_coding("*;q=0.5, zstd;q=0"), Coding::gzip);
}

TEST(ChooseCoding, SendsPlainBytesWhenNothingElseIsAccepted) {
  EXPECT_EQ(choose_coding(""), Coding::identity);
  EXPECT_EQ(choose_coding("br, deflate"), Coding::identity);
  EXPECT_EQ(choose_coding("gzip;q=0, zstd;q=0.000"), Coding::identity);
  EXPECT_EQ(choose_coding("identity"), Coding::identity);
}

TEST(ChooseCoding, TrustsNoBrokenWeight) {
  EXPECT_EQ(choose_coding("gzip;q=abc"), Coding::identity);
  EXPECT_EQ(choose_coding("gzip;level=9"), Coding::identity);
  EXPECT_EQ(choose_coding(";;;,,,=,gzip;q="), Coding::identity);
}

TEST(IsCompressible, MeansText) {
  EXPECT_TRUE(is_compressible("application/fhir+json;charset=utf-8"));
  EXPECT_TRUE(is_compressible("Application/FHIR+NDJSON"));
  EXPECT_TRUE(is_compressible("text/html"));
  EXPECT_FALSE(is_compressible("image/png"));
  EXPECT_FALSE(is_compressible("application/zip"));
  EXPECT_FALSE(is_compressible(""));
}

TEST(Deflater, GivesTheSameTextBackFromGzip) {
  std::string text, coded, back;
  for (int i = 0; i < 50'000; ++i) text += std::to_string(i);
  const auto deflater = make_deflater(Coding::gzip);
  for (std::size_t at = 0; at < text.size(); at += 10'000) {
    deflater->take(std::string_view(text).substr(at, 10'000), at + 10'000 >= text.size(), coded);
  }
  EXPECT_LT(coded.size(), text.size() / 2);
  EXPECT_EQ(Inflater().take(coded, back, text.size()), Inflater::State::complete);
  EXPECT_EQ(back, text);
}

TEST(Deflater, GivesTheSameTextBackFromZstd) {
  const std::string text(100'000, 'x');
  std::string coded;
  make_deflater(Coding::zstd)->take(text, true, coded);
  std::string back(text.size(), '\0');
  EXPECT_EQ(ZSTD_decompress(back.data(), back.size(), coded.data(), coded.size()), text.size());
  EXPECT_EQ(back, text);
}

TEST(Inflater, NeverGrowsOverItsLimit) {
  std::string coded, out;
  make_deflater(Coding::gzip)->take(std::string(10'000'000, 'x'), true, coded);
  EXPECT_EQ(Inflater().take(coded, out, 100'000), Inflater::State::too_large);
  EXPECT_LE(out.size(), 100'000u);
}

}  // namespace
}  // namespace linkki::http
