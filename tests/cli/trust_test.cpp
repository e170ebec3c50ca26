// Whose tokens a server believes: through the whole server, with issuers of the tests' own making.
#include "cli/trust.h"

#include <gmock/gmock.h>

#include <fstream>

#include "access/issuer.h"
#include "cli/data_folder.h"
#include "cli/served.h"

namespace linkki::cli {
namespace {

using testing::HasSubstr;

const char* const region = "https://idp.example";

class Believed : public testing::Test {
 protected:
  Believed() {
    served_.settings().sandbox.enabled = false;
    base::Settings::Issuer issuer;
    issuer.url = region;
    issuer.audiences = {"linkki"};
    issuer.jwks_file = served_.folder() / "region.jwks";
    served_.settings().issuers = {issuer};
    std::ofstream(issuer.jwks_file) << make_issuer("region", "linkki").jwks();
  }

  access::Issuer make_issuer(const std::string& key, const std::string& audience,
                             const std::string& url = region) {
    auto issuer = access::Issuer::open(served_.folder() / (key + ".key"), url, audience, clock_, random_);
    EXPECT_TRUE(issuer.ok());
    return std::move(*issuer);
  }
  static access::TokenRequest link_worker() {
    return {.role = access::Role::link_worker, .organization = "Organization/linkkityo"};
  }
  int ask_with(const base::Outcome<std::string>& token) {
    EXPECT_TRUE(token.ok());
    return served_.send_with(*token, "GET", "/Task");
  }

  base::SystemClock clock_;
  base::SystemRandom random_;
  Served served_;
};

TEST_F(Believed, AreIssuersOfTheConfiguration) {
  served_.start();
  EXPECT_EQ(ask_with(make_issuer("region", "linkki").mint(link_worker())), 200);
  EXPECT_EQ(ask_with(make_issuer("another", "linkki").mint(link_worker())), 401) << "another's signature";
  EXPECT_EQ(ask_with(make_issuer("region", "https://localhost/fhir").mint(link_worker())), 401)
      << "made for another server";
  EXPECT_EQ(ask_with(make_issuer("region", "linkki")
                         .mint({.role = access::Role::importer, .organization = "Organization/x"})),
            401)
      << "a role that nobody said it may give";
}

TEST_F(Believed, IsNobodyWhoseIssuerIsTakenOutOfTheConfiguration) {
  served_.start();
  const auto token = make_issuer("region", "linkki").mint(link_worker());
  EXPECT_EQ(ask_with(token), 200);
  auto without = served_.settings();
  without.issuers.clear();
  ASSERT_TRUE(served_.site().reload(without).ok());
  EXPECT_EQ(ask_with(token), 401);
}

// The key of a sandbox opens nothing once the folder is served for real.
TEST_F(Believed, IsNoKeyOfASandboxOutsideOfIt) {
  served_.settings().sandbox.enabled = true;
  served_.start();
  const auto token = served_.token("tester");
  EXPECT_EQ(served_.send_with(token, "GET", "/Task"), 200);
  served_.stop();
  served_.settings().sandbox.enabled = false;
  served_.start();
  EXPECT_EQ(served_.send_with(token, "GET", "/Task"), 401);
  const std::string url = served_.settings().server.public_url;
  const auto forged =
      access::Issuer::open(DataFolder(served_.data()).token_keys(), url, url, clock_, random_);
  ASSERT_TRUE(forged.ok());
  EXPECT_EQ(ask_with(forged->mint(link_worker())), 401) << "not even a role that is no tester's";
  EXPECT_EQ(served_.send_with("", "GET", "/HealthcareService"), 200) << "the directory is public";
}

TEST_F(Believed, NeedNoKeyOfASandboxToBeMade) {
  served_.start();
  EXPECT_FALSE(std::filesystem::exists(DataFolder(served_.data()).token_keys()));
}

TEST_F(Believed, AreToldPreciselyWhenTheyCannotBe) {
  std::ofstream(served_.settings().issuers[0].jwks_file) << "{}";
  ASSERT_TRUE(prepare_data_folder(served_.settings()).ok());
  const auto site = Site::start(served_.settings(), clock_, random_, Seed::no);
  ASSERT_FALSE(site.ok());
  EXPECT_THAT(site.failure().issues.front().text(),
              HasSubstr("The keys of the issuer https://idp.example cannot be used"));
}

TEST_F(Believed, MayPublishTheirKeysAtAUrl) {
  Served issuer;  // any HTTPS server will do: it answers 404, which is no key set
  issuer.start();
  auto& settings = served_.settings().issuers[0];
  settings.jwks_file.clear();
  settings.jwks_uri = issuer.url() + "/nothing";
  settings.authority = issuer.certificates() + "/ca.pem";
  served_.start();
  const auto token = make_issuer("region", "linkki").mint(link_worker());
  EXPECT_GE(ask_with(token), 401) << "401 or 503: whether the fetch has failed yet or not";
  EXPECT_EQ(served_.send_with("", "GET", "/HealthcareService"), 200) << "and nobody waited for it";
}

}  // namespace
}  // namespace linkki::cli
