#include <gtest/gtest.h>

#include "base/crypto/base64.h"

using namespace linkki::crypto;

namespace {
// RFC 4648 §10.
const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                       {"f", "Zg=="},
                                                       {"fo", "Zm8="},
                                                       {"foo", "Zm9v"},
                                                       {"foob", "Zm9vYg=="},
                                                       {"fooba", "Zm9vYmE="},
                                                       {"foobar", "Zm9vYmFy"}};
}  // namespace

TEST(Base64, PrintsAndParsesTheVectorsOfItsStandard) {
  for (const auto& [bytes, text] : vectors) {
    EXPECT_EQ(print_base64(bytes), text);
    EXPECT_EQ(parse_base64(text), bytes);
  }
}

TEST(Base64, UsesTheUrlSafeAlphabetWithoutPadding) {
  EXPECT_EQ(print_base64("\xfb\xff"), "+/8=");
  EXPECT_EQ(print_base64url("\xfb\xff"), "-_8");
  EXPECT_EQ(parse_base64url("-_8"), "\xfb\xff");
}

TEST(Base64, BringsEveryByteBack) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) {
    bytes += static_cast<char>(i);
    EXPECT_EQ(parse_base64(print_base64(bytes)), bytes);
    EXPECT_EQ(parse_base64url(print_base64url(bytes)), bytes);
  }
}

TEST(Base64, RefusesWhatIsNotExactlyItsForm) {
  for (const auto* text :
       {"Zg", "Zg=", "Zg===", "Z", "Zm9v\n", " Zm9v", "Zm9-", "Zh==", "Zm9=", "====", "Zg==Zg=="}) {
    EXPECT_EQ(parse_base64(text), std::nullopt) << text;
  }
  for (const auto* text : {"Zg==", "Z", "Zm9+", "Zh", "Zm\x80v"})
    EXPECT_EQ(parse_base64url(text), std::nullopt) << text;
}
