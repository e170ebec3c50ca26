#include "access/issuer.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

using namespace linkki;
using namespace linkki::access;
using namespace std::chrono_literals;

namespace {

const char* const here = "https://localhost:8443/fhir";

struct OwnIssuer : ::testing::Test {
  std::string folder = [] {
    std::string name = ::testing::TempDir() + "linkki-issuer-XXXXXX";
    return std::string(::mkdtemp(name.data()));
  }();
  std::string key_file = folder + "/token-keys.json";
  base::FakeClock clock{base::Instant{1'780'000'000s}};
  base::SeededRandom random{1};

  ~OwnIssuer() override { std::filesystem::remove_all(folder); }

  base::Outcome<Issuer> open() { return Issuer::open(key_file, here, here, clock, random); }
  TokenVerifier verifier(const Issuer& issuer) {
    TokenPolicy policy;
    policy.audiences = {here};
    policy.issuers.push_back(issuer.trust({Role::tester, Role::link_worker, Role::auditor, Role::client}));
    policy.sandbox = true;
    return {policy, clock};
  }
  void write(const std::string& text, mode_t mode = 0600) {
    std::ofstream(key_file) << text;
    ::chmod(key_file.c_str(), mode);
  }
  std::string reason() {
    const auto issuer = open();
    return issuer.ok() ? "" : issuer.failure().issues[0].arguments[1].text();
  }
};

}  // namespace

TEST_F(OwnIssuer, MintsTokensThatItsVerifierReads) {
  const auto issuer = open();
  ASSERT_TRUE(issuer.ok());
  const auto token = issuer->mint({.role = Role::link_worker,
                                   .organization = "Organization/vaasa",
                                   .person = "Practitioner/anna",
                                   .person_name = "Anna \"A\" Åk",
                                   .scope = "user/Task.rs"});
  ASSERT_TRUE(token.ok());
  const auto principal = verifier(*issuer).verify(*token);
  ASSERT_TRUE(principal.ok()) << principal.failure().issues[0].text();
  EXPECT_EQ(principal->role, Role::link_worker);
  EXPECT_EQ(principal->organization, "Organization/vaasa");
  EXPECT_EQ(principal->person_name, "Anna \"A\" Åk");
  EXPECT_EQ(principal->subject, "Practitioner/anna");
  EXPECT_EQ(principal->scopes.size(), 1u);
  EXPECT_EQ(principal->token_id.size(), 36u);
}

TEST_F(OwnIssuer, MintsForEveryRoleWithWhatTheRoleNeeds) {
  const auto issuer = open();
  const auto verify = verifier(*issuer);
  for (const auto& request : {TokenRequest{.role = Role::tester, .organization = "Organization/sandbox"},
                              TokenRequest{.role = Role::auditor, .organization = "Organization/vaasa"},
                              TokenRequest{.role = Role::client, .person = "Patient/p1"}}) {
    const auto token = issuer->mint(request);
    ASSERT_TRUE(token.ok());
    EXPECT_EQ(verify.verify(*token)->role, request.role);
  }
}

TEST_F(OwnIssuer, RefusesWhatItsVerifierWouldRefuse) {
  const auto issuer = open();
  const auto argument = [&](const TokenRequest& request) {
    const auto token = issuer->mint(request);
    return token.ok() ? "" : token.failure().issues[0].arguments[0].text();
  };
  EXPECT_EQ(argument({.role = Role::link_worker}), "the claim linkki_organization");
  EXPECT_EQ(argument({.role = Role::link_worker, .organization = "vaasa"}), "the claim linkki_organization");
  EXPECT_EQ(argument({.role = Role::client}), "the claim linkki_person");
  EXPECT_EQ(argument({}), "the role or the lifetime");
  EXPECT_EQ(argument({.role = Role::tester, .organization = "Organization/x", .lifetime = 0s}),
            "the role or the lifetime");
  EXPECT_EQ(argument({.role = Role::tester, .organization = "Organization/x", .person_name = "\xff"}),
            "a text (it is not UTF-8)");
}

TEST_F(OwnIssuer, EndsATokenAfterItsLifetime) {
  const auto issuer = open();
  const auto verify = verifier(*issuer);
  const auto token = issuer->mint({.role = Role::tester, .organization = "Organization/x", .lifetime = 12h});
  clock.advance(12h);
  EXPECT_TRUE(verify.verify(*token).ok());
  clock.advance(1min);
  EXPECT_FALSE(verify.verify(*token).ok());
}

TEST_F(OwnIssuer, KeepsItsKeyInAFileThatNobodyElseReads) {
  const auto first = open();
  struct stat status {};
  ASSERT_EQ(::stat(key_file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
  const auto second = open();
  EXPECT_EQ(first->jwks(), second->jwks());
  const auto token = second->mint({.role = Role::tester, .organization = "Organization/x"});
  EXPECT_TRUE(verifier(*first).verify(*token).ok());
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder), {}), 1);
}

TEST_F(OwnIssuer, PublishesNoPrivatePart) {
  const auto jwks = open()->jwks();
  EXPECT_EQ(jwks.find("\"d\""), std::string::npos);
  EXPECT_NE(jwks.find("\"kid\""), std::string::npos);
  EXPECT_NE(jwks.find("\"alg\":\"ES256\""), std::string::npos);
}

TEST_F(OwnIssuer, TrustsTokensOfAnOldKeyThatStillStandsInItsFile) {
  const auto before = open();
  const auto token = before->mint({.role = Role::tester, .organization = "Organization/x"});
  std::ifstream in(key_file);
  std::string old_keys((std::istreambuf_iterator<char>(in)), {});
  std::filesystem::remove(key_file);
  ASSERT_TRUE(open().ok());
  std::ifstream in_new(key_file);
  std::string new_keys((std::istreambuf_iterator<char>(in_new)), {});
  EXPECT_FALSE(verifier(*open()).verify(*token).ok());
  const auto list = [](const std::string& text) { return text.substr(9, text.rfind(']') - 9); };
  write("{\"keys\":[" + list(new_keys) + "," + list(old_keys) + "]}");
  EXPECT_TRUE(verifier(*open()).verify(*token).ok());
}

TEST_F(OwnIssuer, RefusesAKeyFileThatOthersMayRead) {
  ASSERT_TRUE(open().ok());
  ::chmod(key_file.c_str(), 0640);
  EXPECT_EQ(reason(), "others may read it (mode 0600 is wanted)");
}

TEST_F(OwnIssuer, RefusesAKeyFileThatIsNone) {
  for (const auto* text : {"", "{}", "{\"keys\":[]}", "{\"keys\":7}", "not json"}) {
    write(text);
    EXPECT_EQ(reason(), "it holds no list of keys") << text;
  }
  for (const auto* text : {R"({"keys":[{}]})", R"({"keys":[7]})", R"({"keys":[{"kty":"oct","k":"AAAA"}]})"}) {
    write(text);
    EXPECT_EQ(reason(), "a key in it is not a private P-256 key") << text;
  }
}

TEST_F(OwnIssuer, SaysWhenItsKeyFileCannotBeMade) {
  key_file = folder + "/no/such/folder/keys.json";
  EXPECT_EQ(reason(), "it cannot be made");
  key_file = folder;
  EXPECT_NE(reason(), "");
}
