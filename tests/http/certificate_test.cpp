#include "http/certificate.h"

#include <gmock/gmock.h>

#include <fstream>

#include "http/harness.h"

namespace linkki::http::testing {
namespace {

TEST(CertificateEnd, IsReadFromTheFile) {
  const Folder folder;
  Authority authority(folder.path());  // its certificates hold for a day
  const auto now = base::SystemClock().now();
  const auto end = certificate_end(authority.issue("server").certificate_file);
  ASSERT_TRUE(end.ok());
  EXPECT_GT(*end, now + std::chrono::hours(23));
  EXPECT_LE(*end, now + std::chrono::hours(25));
}

TEST(CertificateEnd, WhatIsNoCertificateIsNamed) {
  const Folder folder;
  const std::string file = folder.path() + "/none.pem";
  for (const char* content : {"", "nothing"}) {
    std::ofstream(file) << content;
    const auto end = certificate_end(file);
    ASSERT_FALSE(end.ok());
    EXPECT_THAT(end.failure().issues.front().text(), ::testing::HasSubstr("none.pem"));
  }
}

}  // namespace
}  // namespace linkki::http::testing
