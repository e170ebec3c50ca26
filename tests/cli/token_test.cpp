#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>

#include "access/issuer.h"
#include "access/token.h"
#include "cli/data_folder.h"
#include "cli/shell.h"

namespace linkki::cli {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using namespace std::chrono_literals;

class Token : public testing::Test {
 protected:
  Printed token(std::vector<std::string> options) {
    options.insert(options.begin(), {"token", "--data", folder_ / "data"});
    return shell(std::move(options));
  }

  Folder folder_;
};

TEST_F(Token, IsTrustedByTheServerOfTheSameFolder) {
  const auto printed = token({"--set", "sandbox.enabled=true", "--role", "link-worker", "--organization",
                              "Organization/linkkityo", "--person", "Practitioner/sari-linkki"});
  ASSERT_EQ(printed.code, 0) << printed.err;
  const std::string text = printed.out.substr(0, printed.out.size() - 1);
  EXPECT_EQ(std::count(text.begin(), text.end(), '.'), 2) << "one JWT and nothing else";

  const base::FakeClock clock(base::Instant{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 15h});
  base::SystemRandom random;
  const std::string url = "https://localhost:8443/fhir";
  const auto issuer =
      access::Issuer::open(DataFolder(folder_ / "data").token_keys(), url, url, clock, random);
  ASSERT_TRUE(issuer.ok());
  const access::TokenVerifier verifier({{url}, {issuer->trust({})}, true}, clock);
  const auto principal = verifier.verify(text);
  ASSERT_TRUE(principal.ok()) << principal.failure().issues.front().text();
  EXPECT_EQ(principal->role, access::Role::link_worker);
  EXPECT_EQ(principal->organization, "Organization/linkkityo");
  EXPECT_EQ(principal->person, "Practitioner/sari-linkki");
}

TEST_F(Token, IsNotMadeOutsideASandbox) {
  const auto printed = token({"--role", "tester"});
  EXPECT_EQ(printed.code, 1);
  EXPECT_THAT(printed.err, HasSubstr("sandbox"));
  EXPECT_THAT(printed.out, IsEmpty());
}

TEST_F(Token, GoesByWhatTheServerStartedWith) {
  std::filesystem::create_directories(folder_ / "data");
  std::ofstream(folder_ / "data/running.toml") << "sandbox.enabled = true\n";
  EXPECT_EQ(token({"--role", "tester"}).code, 0);
}

TEST_F(Token, OfAnUnknownRoleIsRefused) {
  const auto printed = token({"--set", "sandbox.enabled=true", "--role", "king"});
  EXPECT_EQ(printed.code, 2);
  EXPECT_THAT(printed.err, HasSubstr("there is no role 'king'"));
}

TEST_F(Token, NeedsARole) {
  EXPECT_EQ(token({}).code, 2);
}
TEST_F(Token, LivesADayAtMost) {
  EXPECT_EQ(token({"--role", "tester", "--minutes", "1441"}).code, 2);
}

TEST_F(Token, KeysAreForTheirOwnerAlone) {
  ASSERT_EQ(token({"--set", "sandbox.enabled=true", "--role", "tester"}).code, 0);
  const auto mode = [](const std::string& path) { return std::filesystem::status(path).permissions(); };
  EXPECT_EQ(mode(folder_ / "data/keys"), std::filesystem::perms::owner_all);
  EXPECT_EQ(mode(folder_ / "data/keys/tokens.jwks") & std::filesystem::perms::others_all,
            std::filesystem::perms::none);
}

}  // namespace
}  // namespace linkki::cli
