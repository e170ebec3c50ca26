#include "access/token.h"

#include <gtest/gtest.h>

#include <thread>

#include "access/foreign_issuer.h"
#include "access/messages.h"
#include "base/crypto/hash.h"
#include "base/limits.h"

using namespace linkki;
using namespace linkki::access;
using namespace std::chrono_literals;

namespace {

using Changes = std::map<std::string, std::string>;  // claim → its JSON; empty: left out

constexpr std::int64_t start_s = 1'780'000'000;
const char* const here = "https://localhost:8443/fhir";

const ForeignIssuer& issuer() {
  static const ForeignIssuer made;  // RSA keys take a while to find
  return made;
}

std::string claims(const Changes& changes = {}) {
  Changes all = {{"iss", R"("https://idp.example")"},
                 {"aud", "\"" + std::string(here) + "\""},
                 {"sub", R"("anna")"},
                 {"iat", std::to_string(start_s)},
                 {"exp", std::to_string(start_s + 300)},
                 {"jti", R"("t-1")"},
                 {"linkki_role", R"("link-worker")"},
                 {"linkki_organization", R"("Organization/vaasa")"},
                 {"linkki_person", R"("Practitioner/anna")"},
                 {"client_id", R"("app")"}};
  for (const auto& [name, value] : changes) all[name] = value;
  std::string text = "{";
  for (const auto& [name, value] : all) {
    if (!value.empty()) text += (text.size() > 1 ? "," : "") + ("\"" + name + "\":") + value;
  }
  return text + "}";
}

TokenPolicy policy(bool sandbox = false) {
  TokenPolicy made;
  made.audiences = {here, "https://alias.example/fhir"};
  made.sandbox = sandbox;
  made.issuers.push_back({"https://idp.example",
                          *KeySet::parse("idp", issuer().jwks()),
                          {},
                          {"mfa"},
                          sandbox ? std::vector{Role::tester, Role::importer} : std::vector<Role>{}});
  return made;
}

struct Token : ::testing::Test {
  base::FakeClock clock{base::Instant{std::chrono::seconds{start_s + 10}}};
  TokenVerifier verifier{policy(), clock};

  static std::string token(const Changes& changes = {}) {
    return issuer().sign("ES256", "ES256", claims(changes));
  }

  // The code of the refusal; "accepted" when there is none.
  std::string verdict(const std::string& token) { return verdict(verifier.verify(token)); }
  static std::string verdict(const base::Outcome<Principal>& outcome) {
    if (outcome.ok()) return "accepted";
    EXPECT_EQ(outcome.failure().refusal, base::Refusal::unauthenticated);
    return std::string(outcome.failure().issues.at(0).message->code);
  }
  std::string bad_claim(const Changes& changes) {
    const auto outcome = verifier.verify(token(changes));
    if (outcome.ok() || outcome.failure().issues[0].message != &base::message::token_claim)
      return verdict(outcome);
    return outcome.failure().issues[0].arguments[0].text();
  }
};

}  // namespace

TEST_F(Token, SaysWhoIsCalling) {
  const auto principal =
      verifier.verify(token({{"scope", R"("openid user/Task.rs")"}, {"linkki_person_name", R"("Anna Åk")"}}));
  ASSERT_TRUE(principal.ok()) << principal.failure().issues[0].text();
  EXPECT_EQ(principal->role, Role::link_worker);
  EXPECT_EQ(principal->subject, "anna");
  EXPECT_EQ(principal->organization, "Organization/vaasa");
  EXPECT_EQ(principal->person, "Practitioner/anna");
  EXPECT_EQ(principal->person_name, "Anna Åk");
  EXPECT_EQ(principal->client_id, "app");
  EXPECT_EQ(principal->purpose, "TREAT");
  EXPECT_EQ(principal->token_id, "t-1");
  EXPECT_TRUE(principal->scoped);
  ASSERT_EQ(principal->scopes.size(), 1u);
  EXPECT_EQ(principal->scopes[0].type, "Task");
}

TEST_F(Token, IsAcceptedWithEveryAlgorithmOfTheList) {
  EXPECT_EQ(verdict(issuer().sign("ES256", "ES256", claims())), "accepted");
  EXPECT_EQ(verdict(issuer().sign("ES384", "ES384", claims())), "accepted");
  for (const auto* algorithm : {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"}) {
    EXPECT_EQ(verdict(issuer().sign("RS256", algorithm, claims())), "accepted") << algorithm;
  }
}

TEST_F(Token, IsRefusedUnsignedHoweverThatIsSpelled) {
  EXPECT_EQ(verdict(ForeignIssuer::unsigned_token(claims())), "token-algorithm");
  const auto payload = crypto::print_base64url(claims());
  for (const auto* header : {R"({"alg":"None"})", R"({"alg":"NONE"})", R"({"alg":""})", R"({"alg":null})",
                             R"({"alg":["ES256"]})", R"({})", R"({"alg":"EdDSA"})"}) {
    EXPECT_EQ(verdict(crypto::print_base64url(header) + "." + payload + ".AAAA"), "token-algorithm")
        << header;
  }
}

TEST_F(Token, IsRefusedWhenAPublicKeyServedAsSharedSecret) {
  for (const auto* key : {"ES256", "RS256"}) {
    EXPECT_EQ(verdict(issuer().sign_symmetric(issuer().jwk(key), key, claims())), "token-algorithm");
  }
}

TEST_F(Token, IsRefusedWhenTheKeyIsOfAnotherKindThanTheAlgorithm) {
  EXPECT_EQ(verdict(issuer().sign("RS256", "RS256", claims(), {{"kid", R"("ES256")"}})), "token-signature");
  EXPECT_EQ(verdict(issuer().sign("ES256", "ES256", claims(), {{"kid", R"("ES384")"}})), "token-signature");
  EXPECT_EQ(verdict(issuer().sign("weak", "RS256", claims())), "token-signature");
}

TEST_F(Token, IsRefusedWithAKeyIdThatNamesNoKey) {
  for (const auto* id : {R"("nobody")", R"("../../etc/passwd")", R"("/dev/null")", R"("ES256' OR '1'='1")",
                         R"("es256")", R"("ES256 ")"}) {
    EXPECT_EQ(verdict(issuer().sign("ES256", "ES256", claims(), {{"kid", id}})), "token-signature") << id;
  }
  EXPECT_EQ(verdict(issuer().sign("ES256", "ES256", claims(), {{"kid", R"("")"}})), "token-malformed");
  EXPECT_EQ(verdict(issuer().sign("ES256", "ES256", claims(), {{"kid", "7"}})), "token-malformed");
}

TEST_F(Token, NeedsNoKeyIdWhereOneKeyAloneFits) {
  EXPECT_EQ(verdict(issuer().sign("ES256", "ES256", claims(), {{"kid", ""}})), "accepted");
  auto doubled = policy();
  doubled.issuers[0].keys =
      *KeySet::parse("idp", "{\"keys\":[" + issuer().jwk("ES256") + "," + issuer().jwk("ES256") + "]}");
  const TokenVerifier ambiguous(doubled, clock);
  EXPECT_EQ(verdict(ambiguous.verify(issuer().sign("ES256", "ES256", claims(), {{"kid", ""}}))),
            "token-signature");
}

TEST_F(Token, TakesNoKeyFromItsOwnHeader) {
  const ForeignIssuer attacker;
  EXPECT_EQ(verdict(attacker.sign("ES256", "ES256", claims(), {{"jwk", attacker.jwk("ES256")}})),
            "token-signature");
  EXPECT_EQ(verdict(attacker.sign("ES256", "ES256", claims(), {{"jku", R"("https://evil.example/jwks")"}})),
            "token-signature");
}

TEST_F(Token, IsRefusedWithAnExtensionThatMustBeUnderstoodOrAnotherType) {
  EXPECT_EQ(verdict(issuer().sign("ES256", "ES256", claims(), {{"crit", R"(["b64"])"}, {"b64", "false"}})),
            "token-malformed");
  EXPECT_EQ(verdict(issuer().sign("ES256", "ES256", claims(), {{"typ", R"("dpop+jwt")"}})),
            "token-malformed");
  EXPECT_EQ(verdict(issuer().sign("ES256", "ES256", claims(), {{"typ", R"("at+jwt")"}})), "accepted");
}

TEST_F(Token, IsRefusedWithAnyCharacterChanged) {
  const auto good = token();
  for (std::size_t i = 0; i < good.size(); ++i) {
    auto changed = good;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_NE(verdict(changed), "accepted") << i;
    changed[i] = '=';
    EXPECT_NE(verdict(changed), "accepted") << i;
  }
}

TEST_F(Token, IsRefusedCutAtAnyPlace) {
  const auto good = token();
  for (std::size_t size = 0; size < good.size(); ++size) EXPECT_NE(verdict(good.substr(0, size)), "accepted");
  EXPECT_EQ(verdict(good + "A"), "token-signature");
  EXPECT_EQ(verdict(good + ".AAAA"), "token-malformed");
  EXPECT_EQ(verdict(std::string(limits::token_bytes_max + 1, 'A')), "token-malformed");
}

TEST_F(Token, IsRefusedWhenASignatureOfAnotherTokenIsPutOnIt) {
  const auto one = token();
  const auto other = token({{"linkki_role", R"("coordinator")"}});
  EXPECT_EQ(verdict(other.substr(0, other.rfind('.')) + one.substr(one.rfind('.'))), "token-signature");
}

TEST_F(Token, IsRefusedOfAnIssuerThatIsNotTrusted) {
  EXPECT_EQ(verdict(token({{"iss", R"("https://idp.example/")"}})), "token-issuer");
  EXPECT_EQ(verdict(token({{"iss", R"("https://evil.example")"}})), "token-issuer");
  EXPECT_EQ(verdict(token({{"iss", ""}})), "token-issuer");
  EXPECT_EQ(verdict(token({{"iss", R"(["https://idp.example"])"}})), "token-issuer");
}

TEST_F(Token, IsRefusedWithAKeyOfAnotherTrustedIssuer) {
  const ForeignIssuer other;
  auto two = policy();
  two.issuers.push_back({"https://other.example", *KeySet::parse("other", other.jwks()), {}, {}, {}});
  const TokenVerifier trusting(two, clock);
  EXPECT_EQ(verdict(trusting.verify(other.sign("ES256", "ES256", claims()))), "token-signature");
  EXPECT_EQ(
      verdict(trusting.verify(other.sign("ES256", "ES256", claims({{"iss", R"("https://other.example")"}})))),
      "accepted");
}

TEST_F(Token, IsMeantForThisServerOrOneOfItsAliases) {
  EXPECT_EQ(verdict(token({{"aud", R"("https://alias.example/fhir")"}})), "accepted");
  EXPECT_EQ(verdict(token({{"aud", R"(["https://x.example","https://localhost:8443/fhir"])"}})), "accepted");
  EXPECT_EQ(verdict(token({{"aud", R"("https://localhost:8443")"}})), "token-audience");
  EXPECT_EQ(verdict(token({{"aud", R"("https://localhost:8443/fhir.evil.example")"}})), "token-audience");
  for (const auto* audience :
       {"", R"("")", "[]", "7", "null", R"([""])", R"(["https://localhost:8443/fhir",7])", "{}"}) {
    EXPECT_EQ(bad_claim({{"aud", audience}}), "aud") << audience;
  }
}

TEST_F(Token, HoldsFromItsFirstToItsLastSecondAndALittleMore) {
  const auto at = [&](std::int64_t second) {
    clock.set(base::Instant{std::chrono::seconds{start_s + second}});
    return verdict(token());
  };
  EXPECT_EQ(at(-31), "token-not-yet-valid");
  EXPECT_EQ(at(-30), "accepted");
  EXPECT_EQ(at(329), "accepted");
  EXPECT_EQ(at(330), "token-expired");
}

TEST_F(Token, IsRefusedBeforeItsNotBefore) {
  EXPECT_EQ(verdict(token({{"nbf", std::to_string(start_s + 100)}})), "token-not-yet-valid");
  EXPECT_EQ(verdict(token({{"nbf", std::to_string(start_s)}})), "accepted");
}

TEST_F(Token, NeedsItsTimesAsNumbers) {
  for (const auto* name : {"exp", "iat", "nbf"}) {
    for (const auto* value : {R"("1780000300")", "null", "-1", "1e300", "true", "[]"}) {
      EXPECT_EQ(bad_claim({{name, value}}), name) << value;
    }
  }
  EXPECT_EQ(bad_claim({{"exp", ""}}), "exp");
  EXPECT_EQ(bad_claim({{"iat", ""}}), "iat");
  EXPECT_EQ(verdict(token({{"exp", "1780000300.5"}})), "accepted");
}

TEST_F(Token, IsRefusedWithAClaimMissingEmptyOrOfAnotherKind) {
  for (const auto* name : {"sub", "linkki_role", "linkki_organization"}) {
    for (const auto* value : {"", R"("")", "7", "null", R"(["x"])", R"({"a":1})"})
      EXPECT_EQ(bad_claim({{name, value}}), name) << value;
  }
  for (const auto* name :
       {"linkki_person", "linkki_person_name", "linkki_purpose", "jti", "client_id", "scope", "acr"}) {
    for (const auto* value : {R"("")", "7", "null", R"(["x"])"})
      EXPECT_EQ(bad_claim({{name, value}}), name) << value;
  }
  EXPECT_EQ(bad_claim({{"linkki_person_name", R"("a\u0000b")"}}), "linkki_person_name");
  EXPECT_EQ(bad_claim({{"sub", "\"" + std::string(limits::token_claim_bytes_max + 1, 'x') + "\""}}), "sub");
}

TEST_F(Token, IsRefusedWithADuplicateClaim) {
  auto text = claims();
  text.back() = ',';
  EXPECT_EQ(verdict(issuer().sign("ES256", "ES256", text + R"("linkki_role":"coordinator"})")),
            "token-malformed");
}

TEST_F(Token, IsRefusedWithARoleThatIsNone) {
  for (const auto* role : {R"("none")", R"("admin")", R"("Link-Worker")", R"("link_worker")"}) {
    EXPECT_EQ(bad_claim({{"linkki_role", role}}), "linkki_role");
  }
}

TEST_F(Token, IsRefusedWithAnOrganizationOrPersonThatIsNoReference) {
  for (const auto* text :
       {R"("vaasa")", R"("Organization/")", R"("Organization/a b")", R"("Organization/../x")",
        R"("Patient/x")", R"("https://x/Organization/1")", R"("Organization/x/_history/1")"}) {
    EXPECT_EQ(bad_claim({{"linkki_organization", text}}), "linkki_organization") << text;
  }
  EXPECT_EQ(bad_claim({{"linkki_person", R"("Patient/x")"}}), "linkki_person");
}

TEST_F(Token, NamesThePersonWhereTheRoleIsAPerson) {
  const Changes client = {{"linkki_role", R"("client")"}, {"linkki_organization", ""}};
  auto with = [&](const char* person) {
    auto changes = client;
    changes["linkki_person"] = person;
    return changes;
  };
  EXPECT_EQ(bad_claim(with("")), "linkki_person");
  EXPECT_EQ(bad_claim(with(R"("Practitioner/x")")), "linkki_person");
  EXPECT_EQ(verdict(token(with(R"("Patient/x")"))), "accepted");
}

TEST_F(Token, NeedsASecondFactorForAuditorsAndAdministrators) {
  for (const auto* role : {R"("auditor")", R"("administrator")"}) {
    EXPECT_EQ(bad_claim({{"linkki_role", role}}), "acr");
    EXPECT_EQ(bad_claim({{"linkki_role", role}, {"acr", R"("password")"}}), "acr");
    EXPECT_EQ(verdict(token({{"linkki_role", role}, {"acr", R"("mfa")"}})), "accepted");
  }
}

TEST_F(Token, GivesNoTesterOutsideTheSandboxAndNoImporterUnlessTheIssuerMay) {
  EXPECT_EQ(verdict(token({{"linkki_role", R"("tester")"}})), "token-role");
  EXPECT_EQ(verdict(token({{"linkki_role", R"("importer")"}})), "token-role");
  const TokenVerifier sandbox(policy(true), clock);
  EXPECT_EQ(verdict(sandbox.verify(token({{"linkki_role", R"("tester")"}}))), "accepted");
  EXPECT_EQ(verdict(sandbox.verify(token())), "token-role");
  auto careless = policy(true);
  careless.sandbox = false;
  EXPECT_EQ(verdict(TokenVerifier(careless, clock).verify(token({{"linkki_role", R"("tester")"}}))),
            "token-role");
}

TEST_F(Token, IsBoundToTheCertificateThatItNames) {
  const auto bound = token({{"cnf", R"({"x5t#S256":"abc"})"}});
  EXPECT_EQ(verdict(verifier.verify(bound, "abc")), "accepted");
  EXPECT_EQ(verdict(verifier.verify(bound, "abd")), "token-certificate");
  EXPECT_EQ(verdict(verifier.verify(bound)), "token-certificate");
  EXPECT_EQ(bad_claim({{"cnf", R"({"jkt":"abc"})"}}), "cnf");
  EXPECT_EQ(bad_claim({{"cnf", R"({"x5t#S256":"abc","jkt":"x"})"}}), "cnf");
  EXPECT_EQ(bad_claim({{"cnf", R"("abc")"}}), "cnf");
}

TEST_F(Token, IsReadByTheNamesOfItsIssuer) {
  auto renamed = policy();
  renamed.issuers[0].claims.role = "roles_in_linkki";
  const TokenVerifier mapping(renamed, clock);
  const auto principal = mapping.verify(token({{"linkki_role", ""}, {"roles_in_linkki", R"("producer")"}}));
  ASSERT_TRUE(principal.ok());
  EXPECT_EQ(principal->role, Role::producer);
}

TEST_F(Token, IsNeverRepeatedInARefusal) {
  const auto secret =
      token({{"aud", R"("https://secret.example")"}, {"linkki_person_name", R"("Salainen")"}});
  const auto outcome = verifier.verify(secret);
  for (const auto& issue : outcome.failure().issues) {
    EXPECT_EQ(issue.text().find("secret"), std::string::npos);
    EXPECT_EQ(issue.text().find(secret.substr(0, 20)), std::string::npos);
  }
}

TEST_F(Token, IsRememberedUntilItExpiresAndNoLonger) {
  const auto once = token();
  EXPECT_EQ(verdict(once), "accepted");
  EXPECT_EQ(verdict(once), "accepted");
  clock.advance(321s);
  EXPECT_EQ(verdict(once), "token-expired");
  clock.advance(-700s);
  EXPECT_EQ(verdict(once), "token-not-yet-valid");
}

TEST_F(Token, IsVerifiedTheSameFromManyThreads) {
  std::vector<std::string> tokens;
  for (int i = 0; i < 8; ++i) tokens.push_back(token({{"sub", "\"s" + std::to_string(i) + "\""}}));
  std::vector<std::thread> threads;
  for (int number = 0; number < 4; ++number) {
    threads.emplace_back([&] {
      for (int round = 0; round < 50; ++round) {
        for (std::size_t i = 0; i < tokens.size(); ++i) {
          const auto principal = verifier.verify(tokens[i]);
          ASSERT_TRUE(principal.ok());
          EXPECT_EQ(principal->subject, "s" + std::to_string(i));
        }
      }
    });
  }
  for (auto& thread : threads) thread.join();
}

TEST_F(Token, ComesInABearerHeader) {
  const auto good = token();
  EXPECT_EQ(verdict(verifier.authenticate("Bearer " + good)), "accepted");
  EXPECT_EQ(verdict(verifier.authenticate("bearer " + good)), "accepted");
  EXPECT_EQ(verdict(verifier.authenticate("Basic YTpi")), "token-missing");
  EXPECT_EQ(verdict(verifier.authenticate("Bearer ")), "token-missing");
  EXPECT_EQ(verdict(verifier.authenticate("")), "token-missing");
  EXPECT_EQ(verdict(verifier.authenticate("Bearer " + good + "," + good)), "token-malformed");
}

TEST_F(Token, IsNotNeededByThePublicPrincipal) {
  const auto principal = verifier.authenticate(std::nullopt);
  ASSERT_TRUE(principal.ok());
  EXPECT_TRUE(principal->anonymous());
}

TEST(KeySet, RefusesADocumentWithoutAKeyToVerifyWith) {
  for (const std::string document :
       {"", "{}", "[]", R"({"keys":{}})", R"({"keys":[]})", R"({"keys":[{"kty":"oct","k":"c2VjcmV0"}]})",
        R"({"keys":[7,null,"x"]})", R"({"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}]})",
        R"({"keys":[{"kty":"RSA"}]})"}) {
    const auto set = KeySet::parse("https://idp.example", document);
    ASSERT_FALSE(set.ok()) << document;
    EXPECT_EQ(set.failure().issues[0].message, &base::message::token_trust);
  }
  EXPECT_FALSE(KeySet::parse("idp", "{\"keys\":[" + issuer().jwk("weak") + "]}").ok());
}

TEST(KeySet, PassesOverKeysItCannotUse) {
  const auto set = KeySet::parse(
      "idp", R"({"keys":[{"kty":"OKP","crv":"Ed25519","x":"AA"},)" + issuer().jwk("ES256") + "]}");
  ASSERT_TRUE(set.ok());
  EXPECT_TRUE(set->verify(issuer().sign("ES256", "ES256", "{}"), "ES256", "ES256"));
}

TEST(KeySet, KeepsToUseAndAlgorithmThatAKeyNames) {
  auto key = issuer().jwk("RS256");
  key.back() = ',';
  EXPECT_FALSE(KeySet::parse("idp", R"({"keys":[)" + key + R"("use":"enc"}]})").ok());
  const auto set = KeySet::parse("idp", R"({"keys":[)" + key + R"("alg":"PS256"}]})");
  EXPECT_TRUE(set->verify(issuer().sign("RS256", "PS256", "{}"), "PS256", "RS256"));
  EXPECT_FALSE(set->verify(issuer().sign("RS256", "RS256", "{}"), "RS256", "RS256"));
}

TEST(KeySet, BoundsTheNumberOfItsKeys) {
  std::string document = R"({"keys":[)" + issuer().jwk("ES256");
  for (std::size_t i = 0; i < limits::issuer_keys_max; ++i) document += "," + issuer().jwk("ES256");
  EXPECT_FALSE(KeySet::parse("idp", document + "]}").ok());
}

// An issuer that knows nothing of us: its claims have names and words of their own.
struct ForeignToken : Token {
  std::string verdict_of(const Changes& changes, const std::string& algorithm = "ES256") {
    TokenPolicy foreign = policy();
    auto& trusted = foreign.issuers.front();
    trusted.audiences = {"api://linkki"};
    trusted.algorithms = {"ES256"};
    trusted.claims.role = "roles";
    trusted.claims.organization = "tenant";
    trusted.claims.roles = {{"Linkki.LinkWorker", "link-worker"}, {"Linkki.Coordinator", "coordinator"}};
    trusted.claims.organizations = {{"1234567-8", "Organization/linkkityo"}};
    Changes all = {{"linkki_role", ""},
                   {"linkki_organization", ""},
                   {"aud", R"("api://linkki")"},
                   {"roles", R"(["Linkki.LinkWorker","Other.App"])"},
                   {"tenant", R"("1234567-8")"}};
    for (const auto& [name, value] : changes) all[name] = value;
    const TokenVerifier verifier(foreign, clock);
    const auto outcome = verifier.verify(issuer().sign(algorithm, algorithm, claims(all)));
    if (outcome.ok()) return std::string(code(outcome->role)) + " of " + outcome->organization;
    const auto& issue = outcome.failure().issues[0];
    return issue.arguments.empty() ? std::string(issue.message->code) : issue.arguments[0].text();
  }
};

TEST_F(ForeignToken, IsTranslated) {
  EXPECT_EQ(verdict_of({}), "link-worker of Organization/linkkityo");
  EXPECT_EQ(verdict_of({{"roles", R"("Linkki.Coordinator")"}}), "coordinator of Organization/linkkityo");
  EXPECT_EQ(verdict_of({{"roles", R"(["Linkki.LinkWorker","Linkki.LinkWorker"])"}}),
            "link-worker of Organization/linkkityo");
}

TEST_F(ForeignToken, NamesExactlyOneRoleThatWeKnow) {
  for (const auto* roles :
       {R"([])", R"(["Other.App"])", R"("link-worker")", R"([["Linkki.LinkWorker"]])", "7", "",
        R"(["Linkki.LinkWorker","Linkki.Coordinator"])", R"({"a":"Linkki.LinkWorker"})"}) {
    EXPECT_EQ(verdict_of({{"roles", roles}}), "roles") << roles;
  }
}

TEST_F(ForeignToken, ActsForAnOrganisationThatWeKnow) {
  for (const auto* organization : {R"("Organization/linkkityo")", R"("7654321-0")", R"(["1234567-8"])", ""}) {
    EXPECT_EQ(verdict_of({{"tenant", organization}}), "tenant") << organization;
  }
}

TEST_F(ForeignToken, IsMadeForThisServerByItsIssuersNameOfIt) {
  EXPECT_EQ(verdict_of({{"aud", "\"" + std::string(here) + "\""}}), "token-audience");
  EXPECT_EQ(verdict_of({{"aud", R"(["other","api://linkki"])"}}), "link-worker of Organization/linkkityo");
}

TEST_F(ForeignToken, IsSignedAsItsIssuerSigns) {
  EXPECT_EQ(verdict_of({}, "ES384"), "token-algorithm");
}
