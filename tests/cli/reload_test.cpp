// A running server that is told to read its configuration again.
#include <gmock/gmock.h>

#include <fstream>

#include "cli/served.h"

namespace linkki::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class SiteReload : public testing::Test {
 protected:
  void SetUp() override { served_.start(); }

  std::vector<std::string> reload() {
    const auto reloaded = served_.site().reload(wanted_);
    EXPECT_TRUE(reloaded.ok()) << reloaded.failure().issues.front().text();
    return reloaded.ok() ? *reloaded : std::vector<std::string>{};
  }
  std::string refusal() {
    const auto reloaded = served_.site().reload(wanted_);
    return reloaded.ok() ? "taken" : reloaded.failure().issues.front().text();
  }
  int put(const std::string& body = R"({"resourceType":"Organization","id":"a","name":"A"})") {
    return served_.send("PUT", "/Organization/a", body);
  }

  Served served_;
  base::Settings wanted_ = served_.settings();
};

TEST_F(SiteReload, OfTheSameChangesNothing) {
  EXPECT_THAT(reload(), IsEmpty());
  EXPECT_EQ(served_.site().settings(), served_.settings());
}

TEST_F(SiteReload, TakesOverLimits) {
  EXPECT_EQ(put(), 201);
  wanted_.limits.body_bytes_max = 10;
  EXPECT_THAT(reload(), IsEmpty());
  EXPECT_EQ(put(), 413);
}

TEST_F(SiteReload, TakesOverRulesOfFhir) {
  EXPECT_EQ(put(), 201);
  wanted_.fhir.if_match_required = {"Organization"};
  reload();
  EXPECT_EQ(put(R"({"resourceType":"Organization","id":"a","name":"B"})"), 400);
}

TEST_F(SiteReload, MayBeLenientAboutConstraintsAndBindings) {
  const std::string unbound = R"({"resourceType":"Patient","gender":"unheard-of"})";
  EXPECT_EQ(served_.send("POST", "/Patient", unbound), 422);
  wanted_.fhir.validation = base::ValidationPolicy::warn;
  reload();
  EXPECT_EQ(served_.send("POST", "/Patient", unbound), 201);
  EXPECT_EQ(served_.send("POST", "/Patient", R"({"resourceType":"Patient","gender":7})"), 422)
      << "types must hold";
}

TEST_F(SiteReload, NamesWhatWaits) {
  wanted_.server.workers = 3;
  wanted_.metrics.port = 1;
  wanted_.audit.reads = base::AuditReads::strict;
  EXPECT_THAT(reload(), ElementsAre("server.workers", "metrics.port"));
  EXPECT_EQ(served_.site().settings().audit.reads, base::AuditReads::strict);
  EXPECT_EQ(served_.site().settings().server.workers, 0u);
  EXPECT_EQ(served_.send("GET", "/Patient"), 200) << "audited strictly now";
}

TEST_F(SiteReload, WithACertificateThatCannotBeUsedChangesNothing) {
  wanted_.tls.chain = "absent.pem";
  wanted_.limits.body_bytes_max = 10;
  EXPECT_THAT(refusal(), HasSubstr("absent.pem"));
  EXPECT_EQ(served_.site().settings(), served_.settings());
  EXPECT_EQ(put(), 201);
}

TEST_F(SiteReload, WithAnIssuerThatCannotBeTrustedChangesNothing) {
  base::Settings::Issuer issuer;
  issuer.url = "https://idp.example";
  issuer.jwks_file = served_.folder() / "jwks.json";
  wanted_.issuers = {issuer};
  wanted_.limits.body_bytes_max = 10;
  EXPECT_THAT(refusal(), HasSubstr("jwks.json"));
  std::ofstream(issuer.jwks_file) << R"({"keys":[]})";
  EXPECT_THAT(refusal(), HasSubstr("https://idp.example cannot be used: no key in the list"));
  EXPECT_EQ(put(), 201);
}

}  // namespace
}  // namespace linkki::cli
