#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>

#include "access/issuer.h"
#include "access/token.h"
#include "base/crypto/base64.h"
#include "cli/configuration.h"
#include "cli/data_folder.h"
#include "cli/shell.h"
#include "cli/trust.h"

namespace linkki::cli {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using namespace std::chrono_literals;

// A data folder as a server leaves it that was started with these settings, without the server.
class Token : public testing::Test {
 protected:
  void serve(const std::string& toml) {
    auto settings = base::read_settings(toml, "test");
    ASSERT_TRUE(settings.ok());
    settings->storage.data = data();
    ASSERT_TRUE(prepare_data_folder(*settings).ok());
    base::SystemClock clock;
    base::SystemRandom random;
    std::FILE* nowhere = std::tmpfile();
    {
      base::Log log(base::LogLevel::error, base::LogFormat::text, clock, random, nowhere);
      Trust trust(clock, random, log);
      ASSERT_TRUE(trust.load(*settings).ok());
    }
    std::fclose(nowhere);
  }
  std::string data() const { return folder_ / "data"; }
  Printed token(std::vector<std::string> options) {
    options.insert(options.begin(), {"token", "--data", data()});
    return shell(std::move(options));
  }

  Folder folder_;
};

TEST_F(Token, IsTrustedByTheServerOfTheSameFolder) {
  serve("sandbox.enabled = true");
  const auto printed = token({"--role", "link-worker", "--organization", "Organization/linkkityo", "--person",
                              "Practitioner/sari-linkki"});
  ASSERT_EQ(printed.code, 0) << printed.err;
  const std::string text = printed.out.substr(0, printed.out.size() - 1);
  EXPECT_EQ(std::count(text.begin(), text.end(), '.'), 2) << "one JWT and nothing else";

  const base::FakeClock clock(base::Instant{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 15h});
  base::SystemRandom random;
  const std::string url = "https://localhost:8443/fhir";
  const auto issuer = access::Issuer::open(DataFolder(data()).token_keys(), url, url, clock, random);
  ASSERT_TRUE(issuer.ok());
  const access::TokenVerifier verifier({{url}, {issuer->trust({})}, true}, clock);
  const auto principal = verifier.verify(text);
  ASSERT_TRUE(principal.ok()) << principal.failure().issues.front().text();
  EXPECT_EQ(principal->role, access::Role::link_worker);
  EXPECT_EQ(principal->organization, "Organization/linkkityo");
  EXPECT_EQ(principal->person, "Practitioner/sari-linkki");
}

TEST_F(Token, IsMadeForWhatTheServerCallsItself) {
  serve("sandbox.enabled = true\nserver.public_url = 'https://linkki.example/fhir'");
  const auto printed = token({"--role", "tester"});
  const auto begin = printed.out.find('.') + 1;
  const auto claims =
      crypto::parse_base64url(printed.out.substr(begin, printed.out.find('.', begin) - begin));
  ASSERT_TRUE(claims);
  EXPECT_THAT(*claims, HasSubstr(R"("aud":"https://linkki.example/fhir")"));
}

TEST_F(Token, IsNotMadeOutsideASandbox) {
  serve("");
  for (const auto& options : {std::vector<std::string>{"--role", "tester"},
                              {"--role", "tester", "--set", "sandbox.enabled=true"}}) {
    const auto printed = token(options);
    EXPECT_EQ(printed.code, 1);
    EXPECT_THAT(printed.err, HasSubstr("its server runs with sandbox.enabled = false"));
    EXPECT_THAT(printed.out, IsEmpty());
  }
}

TEST_F(Token, IsNotMadeForAFolderThatNoServerHasMade) {
  const auto printed = token({"--role", "tester", "--set", "sandbox.enabled=true"});
  EXPECT_EQ(printed.code, 1);
  EXPECT_THAT(printed.err, HasSubstr("it was never served"));
  EXPECT_FALSE(std::filesystem::exists(data())) << "and makes no key";
}

TEST_F(Token, IsNotMadeOnceTheFolderIsServedForReal) {
  serve("sandbox.enabled = true");
  EXPECT_EQ(token({"--role", "tester"}).code, 0);
  serve("sandbox.enabled = false");
  EXPECT_EQ(token({"--role", "tester"}).code, 1);
}

TEST_F(Token, OfAnUnknownRoleIsRefused) {
  const auto printed = token({"--role", "king"});
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
  serve("sandbox.enabled = true");
  ASSERT_EQ(token({"--role", "tester"}).code, 0);
  const auto mode = [](const std::string& path) { return std::filesystem::status(path).permissions(); };
  EXPECT_EQ(mode(folder_ / "data/keys"), std::filesystem::perms::owner_all);
  EXPECT_EQ(mode(folder_ / "data/keys/tokens.jwks") & std::filesystem::perms::others_all,
            std::filesystem::perms::none);
}

}  // namespace
}  // namespace linkki::cli
