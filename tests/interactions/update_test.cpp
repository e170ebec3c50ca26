#include "interactions/update.h"

#include "interactions/fixture.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

struct Update : Fixture {
  // A Patient of organisation a with these members.
  static std::string patient(const std::string& id, const std::string& members = "") {
    return R"({"resourceType":"Patient")" + (id.empty() ? "" : R"(,"id":")" + id + "\"") +
           (members.empty() ? "" : "," + members) + "}";
  }
  Reply put(const std::string& url, const std::string& body, Headers headers = {},
            const std::string& organization = "a", access::Role role = access::Role::system) {
    return send("PUT", url, body, std::move(headers), organization, role);
  }
  const std::string reference =
      post("Patient", patient("", R"("identifier":[{"system":"s","value":"1"}],"gender":"female")"));
  const std::string id = reference.substr(reference.find('/') + 1);
};

const std::string label =
    R"("meta":{"security":[{"system":"l","code":"R"}],"tag":[{"system":"t","code":"1"}]})";

TEST_F(Update, MakesAVersionAndTellsItsPlace) {
  clock.advance(std::chrono::seconds(5));
  const Reply reply = put("/" + reference, patient(id, R"("gender":"male")"));
  EXPECT_EQ(200, reply.status) << reply.bytes;
  EXPECT_EQ("W/\"2\"", reply.header("ETag"));
  EXPECT_EQ("https://linkki.test/fhir/" + reference + "/_history/2", reply.header("Location"));
  EXPECT_EQ("2", reply.text("meta.versionId"));
  EXPECT_EQ("male", get("/" + reference).text("gender"));
  EXPECT_EQ("female", get("/" + reference + "/_history/1").text("gender"));
}

TEST_F(Update, ThatChangesNothingMakesNoVersion) {
  const Reply before = get("/" + reference);
  clock.advance(std::chrono::seconds(5));
  const Reply reply = put("/" + reference, before.bytes);
  EXPECT_EQ(200, reply.status);
  EXPECT_EQ("W/\"1\"", reply.header("ETag"));
  EXPECT_EQ(before.header("Last-Modified"), reply.header("Last-Modified"));
}

TEST_F(Update, OfAStaleVersionIsRefusedEvenIfItChangesNothing) {
  put("/" + reference, patient(id, R"("gender":"male")"));
  for (const char* const stale : {"W/\"1\"", "\"1\"", "1", "\"x\"", ""}) {
    if (*stale == '\0') continue;
    const Reply reply = put("/" + reference, patient(id, R"("gender":"male")"), {{"If-Match", stale}});
    EXPECT_EQ(412, reply.status) << stale;
    EXPECT_EQ("version-conflict @ ", reply.fault());
  }
  for (const char* const current : {"W/\"2\"", "\"2\"", "*", "W/\"1\", W/\"2\""})
    EXPECT_EQ(200, put("/" + reference, patient(id, R"("gender":"male")"), {{"If-Match", current}}).status);
}

TEST_F(Update, TellsOfAHeaderThatIsNoTextInWordsThatAre) {
  const Reply reply = put("/" + reference, patient(id), {{"If-Match", "W/\"\xff\""}});
  EXPECT_EQ(412, reply.status);
  EXPECT_EQ("version-conflict @ ", reply.fault());
}

TEST_F(Update, NeedsIfMatchWhereASettingDemandsIt) {
  settings.fhir.if_match_required = {"Patient"};
  reload();
  EXPECT_EQ("if-match-required @ ", put("/" + reference, patient(id)).fault());
  EXPECT_EQ(200, put("/" + reference, patient(id), {{"If-Match", "W/\"1\""}}).status);
}

TEST_F(Update, OfAnotherIdThanTheUrlsIsRefused) {
  EXPECT_EQ("id-mismatch @ Patient.id", put("/" + reference, patient("other")).fault());
  EXPECT_EQ("id-missing @ Patient.id", put("/" + reference, patient("")).fault());
}

TEST_F(Update, OfAnotherTypeThanTheUrlsIsRefused) {
  const Reply reply = put("/" + reference, R"({"resourceType":"Group","id":")" + id + "\"}");
  EXPECT_EQ(400, reply.status);
  EXPECT_EQ("body-resource-type @ resourceType", reply.fault());
}

TEST_F(Update, OfAPartIsRefused) {
  const Reply part = get("/" + reference + "?_summary=true");
  EXPECT_EQ("SUBSETTED", part.text("meta.tag.0.code"));
  EXPECT_EQ("body-subsetted @ Patient.meta.tag", put("/" + reference, part.bytes).fault());
}

TEST_F(Update, KeepsTagsAndSecurityLabelsThatItLeavesOut) {
  put("/" + reference, patient(id, label));
  const Reply reply =
      put("/" + reference, patient(id, R"("meta":{"tag":[{"system":"t","code":"2"}]},"active":true)"));
  EXPECT_EQ("R", reply.text("meta.security.0.code"));
  EXPECT_EQ(2u, reply.count("meta.tag"));
}

TEST_F(Update, ReplacesProfiles) {
  put("/" + reference, patient(id, R"("meta":{"profile":["urn:a"]})"));
  const Reply reply = put("/" + reference, patient(id, R"("meta":{"profile":["urn:b"]})"));
  EXPECT_EQ(1u, reply.count("meta.profile"));
  EXPECT_EQ("urn:b", reply.text("meta.profile.0"));
}

TEST_F(Update, RevivesWhatWasDeletedWithItsLabels) {
  put("/" + reference, patient(id, label));
  send("DELETE", "/" + reference);
  EXPECT_EQ(410, get("/" + reference).status);
  const Reply reply = put("/" + reference, patient(id, R"("active":true)"));
  EXPECT_EQ(201, reply.status);
  EXPECT_EQ("W/\"4\"", reply.header("ETag"));
  EXPECT_EQ("R", reply.text("meta.security.0.code"));
}

TEST_F(Update, OfAHiddenAndOfAnAbsentIdLookAlike) {
  const Reply hidden = put("/" + reference, patient(id), {}, "b");
  const Reply absent = put("/Patient/none", patient("none"), {}, "b");
  EXPECT_EQ(405, hidden.status);
  EXPECT_EQ(405, absent.status);
  EXPECT_EQ(hidden.bytes, absent.bytes);
  EXPECT_EQ("GET, HEAD, OPTIONS", absent.header("Allow"));
}

TEST_F(Update, CreatesForThoseWhoMayChooseIds) {
  EXPECT_EQ(201, put("/Patient/mine", patient("mine"), {}, "i", access::Role::importer).status);
  EXPECT_EQ(409, put("/" + reference, patient(id), {}, "i", access::Role::importer).status);
  const Reply raced =
      put("/Patient/late", patient("late"), {{"If-Match", "W/\"1\""}}, "i", access::Role::importer);
  EXPECT_EQ(412, raced.status);
}

TEST_F(Update, ByCriteriaChangesTheOneThatMatches) {
  const Reply reply = put("/Patient?identifier=s|1",
                          patient("", R"("identifier":[{"system":"s","value":"1"}],"gender":"male")"));
  EXPECT_EQ(200, reply.status);
  EXPECT_EQ(reference, reply.reference());
}

TEST_F(Update, ByCriteriaThatNothingMatchesCreates) {
  const std::string body = patient("", R"("identifier":[{"system":"s","value":"2"}])");
  EXPECT_EQ(201, put("/Patient?identifier=s|2", body).status);
  EXPECT_EQ(200, put("/Patient?identifier=s|2", body).status);
  EXPECT_EQ(405, put("/Patient?identifier=s|3", patient("chosen")).status);
}

TEST_F(Update, ByCriteriaThatAreNoneOrTooManyIsRefused) {
  post("Patient", patient("", R"("identifier":[{"system":"s","value":"1"}])"));
  EXPECT_EQ(412, put("/Patient?identifier=s|1", patient("")).status);
  EXPECT_EQ("criteria-empty @ ", put("/Patient", patient("")).fault());
  EXPECT_EQ(400, put("/Patient?nonsense=1", patient("")).status);
  EXPECT_EQ("id-mismatch @ Patient.id", [&] {
    put("/Patient?identifier=s|9", patient("", R"("identifier":[{"system":"s","value":"9"}])"));
    return put("/Patient?identifier=s|9", patient("other")).fault();
  }());
}

TEST_F(Update, MakesAbsoluteReferencesToThisServerRelative) {
  const Reply reply = put("/" + reference, patient(id, R"("managingOrganization":{"reference":)"
                                                       R"("https://linkki.test/fhir/Organization/a"})"));
  EXPECT_EQ("Organization/a", reply.text("managingOrganization.reference"));
}

TEST_F(Update, GivesBackWhatPreferAsksFor) {
  const auto preferring = [&](const std::string& what) {
    static int n = 0;
    return put("/" + reference,
               patient(id, R"("language":"odd","birthDate":"200)" + std::to_string(n++ % 10) + "\""),
               {{"Prefer", "return=" + what}});
  };
  EXPECT_EQ("Patient", preferring("representation").text("resourceType"));
  const Reply minimal = preferring("minimal");
  EXPECT_EQ(200, minimal.status);
  EXPECT_EQ("", minimal.bytes);
  EXPECT_FALSE(minimal.header("ETag").empty());
  const Reply outcome = preferring("OperationOutcome");
  EXPECT_EQ("warning", outcome.text("issue.0.severity"));
}

TEST_F(Update, ThatIsNotValidStoresNothing) {
  const Reply reply = put("/" + reference, patient(id, R"("language":"wrong")"));
  EXPECT_EQ(422, reply.status);
  EXPECT_EQ("Patient.language", reply.text("issue.0.expression.0"));
  EXPECT_EQ("W/\"1\"", get("/" + reference).header("ETag"));
}

}  // namespace
