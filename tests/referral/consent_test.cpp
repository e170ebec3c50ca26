#include "referral/consent.h"

#include <gtest/gtest.h>

#include <set>

#include "base/json/parse.h"

using namespace linkki;
using namespace linkki::referral;

namespace {

constexpr std::string_view zone = "Europe/Helsinki";
const base::Instant now{std::chrono::seconds{1'790'000'000}};  // 2026-09-21T13:33:20Z

std::string actor(const std::string& reference, bool exact = false) {
  return R"({"role":{},"reference":{"reference":")" + reference + "\"}" +
         (exact ? R"(,"extension":[{"url":"https://w3id.org/linkki/fhir/StructureDefinition/exact",)"
                  R"("valueBoolean":true}])"
                : "") +
         "}";
}
std::string coding(const std::string& system, const std::string& code) {
  return R"({"system":"https://w3id.org/linkki/fhir/CodeSystem/)" + system + R"(","code":")" + code + "\"}";
}
std::string scoped(const std::string& scope, const std::string& more = "") {
  return R"("code":[{"coding":[)" + coding("consent-scope", scope) + more + "]}]";
}
std::string rule(const std::string& type, const std::string& members) {
  return "{" + (type.empty() ? "" : R"("type":")" + type + "\",") + members + "}";
}
std::string of(const std::string& one) {
  return R"("actor":[)" + one + "]";
}
std::string nested(const std::string& rules) {
  return R"("provision":[)" + rules + "]";
}

// Parts of w are v; anna works in w.
bool stands(const Actor& actor, std::string_view receiver) {
  static const std::set<std::pair<std::string, std::string>> inside = {
      {"Organization/v", "Organization/w"}, {"PractitionerRole/anna", "Organization/w"}};
  if (actor.reference == receiver) return true;
  return !(actor.exact && receiver == "Organization/v") &&
         inside.contains({std::string(receiver), actor.reference});
}

struct Client {
  std::string provision, status = "active", patient = "Patient/p", more;

  Consent consent() const {
    const std::string text = R"({"resourceType":"Consent","status":")" + status +
                             R"(","patient":{"reference":")" + patient + "\"}" + more +
                             (provision.empty() ? "" : R"(,"provision":)" + provision) + "}";
    return read_consent(json::parse(text).value().root, zone);
  }
};

Coverage asked(const std::vector<Client>& clients, Inquiry inquiry, base::Instant at = now) {
  std::vector<Consent> all;
  for (const Client& one : clients) all.push_back(one.consent());
  if (inquiry.patient.empty()) inquiry.patient = "Patient/p";
  return covers(all, inquiry, at, stands);
}
Gap gap(const Client& client, const std::string& receiver, Scope scope = Scope::referral) {
  return asked({client}, {scope, receiver, "", false, {}}).gap;
}
Client permits(const std::string& scope, const std::string& to, const std::string& more = "") {
  return {rule("", nested(rule("permit", of(to) + "," + scoped(scope) + more)))};
}

const std::string w = "Organization/w", v = "Organization/v", x = "Organization/x";
const std::string signed_paper = R"(,"sourceAttachment":{"title":"x"})";

TEST(Consent, CoversWhomAPermitNamesForItsScope) {
  const Client client = permits("share-referral", actor(w));
  EXPECT_EQ(Gap::none, gap(client, w));
  EXPECT_EQ(Gap::recipient, gap(client, x));
  EXPECT_EQ(Gap::scope, gap(client, w, Scope::assessment));
  EXPECT_EQ(Gap::scope, gap(client, w, Scope::feedback));
}

TEST(Consent, CoversThePartsOfAnOrganisationUnlessItIsMeantExactly) {
  EXPECT_EQ(Gap::none, gap(permits("share-referral", actor(w)), v));
  EXPECT_EQ(Gap::recipient, gap(permits("share-referral", actor(w, true)), v));
  EXPECT_EQ(Gap::none, gap(permits("share-referral", actor(w, true)), w));
}

TEST(Consent, CountsWhileItIsActiveAndTheClients) {
  Client client = permits("share-referral", actor(w));
  for (const std::string status : {"draft", "proposed", "rejected", "inactive", "entered-in-error"}) {
    client.status = status;
    EXPECT_EQ(Gap::inactive, gap(client, w)) << status;
  }
  client.status = "active";
  client.patient = "Patient/q";
  EXPECT_EQ(Gap::other_client, gap(client, w));
  EXPECT_EQ(Gap::no_consent, asked({}, {Scope::referral, w, "", false, {}}).gap);
}

TEST(Consent, HoldsOnTheDaysOfItsPeriodWhereTheServerIs) {
  const auto told = [](const std::string& period, base::Instant at) {
    return asked({permits("share-referral", actor(w), R"(,"period":)" + period)},
                 {Scope::referral, w, "", false, {}}, at);
  };
  const base::Instant midnight{std::chrono::seconds{1'789'938'000}};  // 2026-09-21 in Helsinki
  const std::string today = R"({"start":"2026-09-21","end":"2026-09-21"})";
  EXPECT_EQ(Gap::period, told(today, midnight - std::chrono::seconds{1}).gap);
  EXPECT_EQ(midnight, told(today, midnight - std::chrono::seconds{1}).window.start);
  EXPECT_EQ(Gap::none, told(today, midnight).gap);
  EXPECT_EQ(midnight + std::chrono::hours{24}, told(today, midnight).window.end);
  EXPECT_EQ(Gap::period, told(today, midnight + std::chrono::hours{24}).gap);
  EXPECT_EQ(Gap::none, told(R"({"end":"2027"})", now).gap);
  EXPECT_EQ(Gap::period, told(R"({"end":"last week"})", now).gap);
}

TEST(Consent, IsNoLongerThanThePeriodAroundIt) {
  const Client client{rule("", R"("period":{"end":"2026-09-20"},)" +
                                   nested(rule("permit", of(actor(w)) + "," + scoped("share-referral") +
                                                             R"(,"period":{"end":"2030"})")))};
  EXPECT_EQ(Gap::period, gap(client, w));
}

TEST(Consent, TakesAPermitAtTheRootForWhatIsNested) {
  const Client alone{rule("permit", of(actor(w)))};  // as BSeR has it
  EXPECT_EQ(Gap::none, gap(alone, w));
  EXPECT_EQ(Gap::none, gap(alone, w, Scope::assessment));
  EXPECT_EQ(Gap::none, gap(alone, w, Scope::feedback));
  EXPECT_EQ(Gap::scope, gap(alone, w, Scope::onward));
  EXPECT_EQ(Gap::scope, gap(alone, w, Scope::statistics));
  const Client outer{rule("permit", of(actor(w)) + "," + nested(rule("", scoped("share-referral"))))};
  EXPECT_EQ(Gap::none, gap(outer, w));
  EXPECT_EQ(Gap::scope, gap(outer, w, Scope::assessment));
  const Client without{rule("", of(actor(w)) + "," + nested(rule("", scoped("share-referral"))))};
  EXPECT_EQ(Gap::scope, gap(without, w));
}

TEST(Consent, DeniesBeforeItPermits) {
  const auto with = [](const std::string& denial) {
    return Client{rule("", nested(rule("permit", of(actor(w)) + "," + scoped("share-referral")) + "," +
                                  rule("deny", denial)))};
  };
  EXPECT_EQ(Gap::denied, gap(with(of(actor(w))), w));
  EXPECT_EQ(Gap::none, gap(with(of(actor(x))), w));
  EXPECT_EQ(Gap::denied, gap(with(scoped("share-referral")), w));
  EXPECT_EQ(Gap::none, gap(with(scoped("statistics")), w));
  EXPECT_EQ(Gap::denied, gap(with(of(actor("PractitionerRole/anna"))), w));
  EXPECT_EQ(Gap::denied, gap(with(of(actor(v))), v));
  EXPECT_EQ(Gap::none, gap(with(of(actor(v))), w));
  EXPECT_EQ(Gap::denied, gap(with(of(actor(w)) + R"(,"class":[{"code":"x"}])"), w));
}

TEST(Consent, DeniesInsideAPermitAndInAnotherConsent) {
  const Client inside{rule("permit", of(actor(w)) + "," + nested(rule("deny", of(actor(v)))))};
  EXPECT_EQ(Gap::none, gap(inside, w));
  EXPECT_EQ(Gap::denied, gap(inside, v));
  const Client denial{rule("", nested(rule("deny", of(actor(w)))))};
  EXPECT_EQ(Gap::denied,
            asked({permits("share-referral", actor(w)), denial}, {Scope::referral, w, "", false, {}}).gap);
}

TEST(Consent, EndsWhereADenialBegins) {
  const Client client{rule("", nested(rule("permit", of(actor(w)) + "," + scoped("share-referral")) + "," +
                                      rule("deny", of(actor(w)) + R"(,"period":{"start":"2026-10-01"})")))};
  const Coverage coverage = asked({client}, {Scope::referral, w, "", false, {}});
  EXPECT_EQ(Gap::none, coverage.gap);
  EXPECT_EQ(base::Instant{std::chrono::seconds{1'790'802'000}}, coverage.window.end);
}

TEST(Consent, OfSeveralGivesTheLongest) {
  const Coverage coverage = asked({permits("share-referral", actor(w), R"(,"period":{"end":"2026-12-31"})"),
                                   permits("share-referral", actor(w), R"(,"period":{"end":"2027-12-31"})"),
                                   permits("share-referral", actor(x))},
                                  {Scope::referral, w, "", false, {}});
  EXPECT_EQ(1u, coverage.by);
}

TEST(Consent, OnPaperCoversTheNamedOwnerAndNobodyElse) {
  const Client paper{"", "active", "Patient/p", signed_paper};
  const auto told = [&](const Client& client, bool named, Scope scope = Scope::referral) {
    return asked({client}, {scope, w, "", named, {}}).gap;
  };
  EXPECT_EQ(Gap::none, told(paper, true));
  EXPECT_EQ(Gap::none, told(paper, true, Scope::assessment));
  EXPECT_EQ(Gap::scope, told(paper, true, Scope::feedback));
  EXPECT_EQ(Gap::scope, told(paper, true, Scope::onward));
  EXPECT_EQ(Gap::recipient, told(paper, false));
  const Client open{rule("", nested(rule("permit", scoped("share-referral")))), "active", "Patient/p",
                    signed_paper};
  EXPECT_EQ(Gap::none, told(open, true));
  EXPECT_EQ(Gap::recipient, told(open, false));
  EXPECT_FALSE(permits_somebody({paper.consent(), open.consent()}, Scope::referral, "Patient/p", now));
  EXPECT_TRUE(
      permits_somebody({permits("share-referral", actor(w)).consent()}, Scope::referral, "Patient/p", now));
}

TEST(Consent, ThatIsNotSignedAndNamesNobodyCoversNobody) {
  EXPECT_EQ(Gap::scope, asked({{}}, {Scope::referral, w, "", true, {}}).gap);
  const Client open{rule("", nested(rule("permit", scoped("share-referral"))))};
  EXPECT_EQ(Gap::recipient, asked({open}, {Scope::referral, w, "", true, {}}).gap);
}

TEST(Consent, SharesOnwardInTheCategoriesItNames) {
  const Client client{rule(
      "", nested(rule("permit", of(actor(w)) + "," +
                                    scoped("share-onward", "," + coding("hyte-category", "liikunta")))))};
  const auto told = [&](std::vector<std::string> categories) {
    return asked({client}, {Scope::onward, w, "", false, std::move(categories)}).gap;
  };
  EXPECT_EQ(Gap::none, told({"kulttuuri", "liikunta"}));
  EXPECT_EQ(Gap::scope, told({"kulttuuri"}));
  EXPECT_EQ(Gap::scope, told({}));
}

TEST(Consent, IsVoidWhereItsLimitsAreNotCarriedOut) {
  for (const std::string limit :
       {R"("class":[{"code":"x"}])", R"("data":[{"meaning":"instance"}])",
        R"("securityLabel":[{"code":"R"}])", R"("dataPeriod":{"start":"2026"})",
        R"("purpose":[{"code":"HRESCH"}])", R"("action":[{"coding":[{"code":"correct"}]}])"}) {
    EXPECT_EQ(Gap::scope, gap(permits("share-referral", actor(w), "," + limit), w)) << limit;
  }
  EXPECT_EQ(Gap::none, gap(permits("share-referral", actor(w),
                                   R"(,"purpose":[{"code":"TREAT"}],"action":[{)"
                                   R"("coding":[{"code":"access"}]}])"),
                           w));
}

TEST(Consent, OfAnotherCodeSystemPermitsNothing) {
  const Client client{rule("", nested(rule("permit", of(actor(w)) + R"(,"code":[{"text":"x"}])")))};
  EXPECT_EQ(Gap::scope, gap(client, w));
}

TEST(Consent, ThatIsTooLongIsVoid) {
  std::string rules;
  for (std::size_t i = 0; i < provisions_max; ++i)
    rules += (i ? "," : "") + rule("permit", of(actor(w)) + "," + scoped("share-referral"));
  EXPECT_EQ(Gap::scope, gap({rule("", nested(rules))}, w));
}

}  // namespace
