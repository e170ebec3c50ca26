#include "interactions/smart_configuration.h"

#include <gtest/gtest.h>

#include "base/json/parse.h"

namespace linkki::interactions {
namespace {

json::Document configuration(std::vector<base::Settings::Issuer> issuers) {
  base::Settings settings;
  settings.issuers = std::move(issuers);
  auto document = json::parse(smart_configuration(settings).body);
  EXPECT_TRUE(document.ok());
  return std::move(*document);
}

base::Settings::Issuer issuer(std::string token_url, std::string authorization_url = {}) {
  base::Settings::Issuer made;
  made.url = "https://idp.example";
  made.jwks_uri = "https://idp.example/keys";
  made.token_url = std::move(token_url);
  made.authorization_url = std::move(authorization_url);
  return made;
}

std::string texts(const json::Document& document, std::string_view name) {
  std::string out;
  for (const auto& item : document.root.find(name)->items()) out += std::string(item.text()) + " ";
  return out;
}

TEST(SmartConfiguration, PromisesNoEndpointThatIsNotThere) {
  for (const auto& document : {configuration({}), configuration({issuer("")})}) {
    for (const auto* name : {"issuer", "token_endpoint", "authorization_endpoint", "jwks_uri"})
      EXPECT_EQ(document.root.find(name), nullptr) << name;
    EXPECT_EQ(texts(document, "grant_types_supported"), "");
    EXPECT_EQ(texts(document, "capabilities"), "permission-v1 permission-v2 permission-user ");
  }
}

TEST(SmartConfiguration, TellsWhereTheIssuerGivesTokens) {
  const auto document = configuration({issuer(""), issuer("https://idp.example/token")});
  EXPECT_EQ(document.root.text_of("issuer"), "https://idp.example");
  EXPECT_EQ(document.root.text_of("jwks_uri"), "https://idp.example/keys");
  EXPECT_EQ(document.root.text_of("token_endpoint"), "https://idp.example/token");
  EXPECT_EQ(texts(document, "grant_types_supported"), "client_credentials ");
}

TEST(SmartConfiguration, TellsOfPeopleOnlyWhereTheyCanSignIn) {
  const auto document = configuration({issuer("https://idp.example/token", "https://idp.example/authorize")});
  EXPECT_EQ(document.root.text_of("authorization_endpoint"), "https://idp.example/authorize");
  EXPECT_EQ(texts(document, "grant_types_supported"), "client_credentials authorization_code ");
  EXPECT_EQ(texts(document, "code_challenge_methods_supported"), "S256 ");
}

}  // namespace
}  // namespace linkki::interactions
