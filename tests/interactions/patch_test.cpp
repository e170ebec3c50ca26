#include "interactions/patch.h"

#include "interactions/fixture.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

struct Patch : Fixture {
  Reply patch(const std::string& url, const std::string& operations, Headers headers = {},
              const std::string& organization = "a") {
    if (!find_header(headers, "Content-Type"))
      headers.emplace_back("Content-Type", "application/json-patch+json");
    return send("PATCH", url, operations, std::move(headers), organization);
  }
  const std::string patient = post(
      "Patient", R"({"resourceType":"Patient","identifier":[{"system":"s","value":"1"}],"gender":"female"})");
};

const char* const to_male = R"([{"op":"replace","path":"/gender","value":"male"}])";

TEST_F(Patch, ChangesAResourceAndMakesAVersion) {
  const Reply reply = patch("/" + patient, to_male);
  EXPECT_EQ(200, reply.status);
  EXPECT_EQ("W/\"2\"", reply.header("ETag"));
  EXPECT_EQ("male", reply.text("gender"));
  EXPECT_EQ("male", get("/" + patient).text("gender"));
}

TEST_F(Patch, ThatChangesNothingMakesNoVersion) {
  const Reply reply = patch("/" + patient, R"([{"op":"test","path":"/gender","value":"female"}])");
  EXPECT_EQ(200, reply.status);
  EXPECT_EQ("W/\"1\"", reply.header("ETag"));
}

TEST_F(Patch, OfAnotherFormatIsRefusedAndNamesTheOneThatIsSpoken) {
  for (const char* const type :
       {"application/xml-patch+xml", "application/json", "text/plain", "application/json-patch+jsonx"}) {
    const Reply reply = patch("/" + patient, "<diff/>", {{"Content-Type", type}});
    EXPECT_EQ(415, reply.status) << type;
    EXPECT_EQ("application/json-patch+json, application/fhir+json, application/fhir+xml",
              reply.header("Accept-Patch"));
    EXPECT_EQ("patch-type @ ", reply.fault());
  }
  EXPECT_EQ(
      200,
      patch("/" + patient, to_male, {{"Content-Type", "Application/JSON-Patch+JSON; charset=utf-8"}}).status);
}

const Headers fhirpath_patch{{"Content-Type", "application/fhir+json"}};

std::string parameters(const std::string& type, const std::string& path, const std::string& value = "") {
  return R"({"resourceType":"Parameters","parameter":[{"name":"operation","part":[{"name":"type","valueCode":")" +
         type + R"("},{"name":"path","valueString":")" + path + "\"}" + value + "]}]}";
}

TEST_F(Patch, MayComeAsParametersWithFhirPaths) {
  const Reply reply =
      patch("/" + patient, parameters("replace", "Patient.gender", R"(,{"name":"value","valueCode":"male"})"),
            fhirpath_patch);
  EXPECT_EQ(200, reply.status) << reply.bytes;
  EXPECT_EQ("male", get("/" + patient).text("gender"));
  EXPECT_EQ("W/\"2\"",
            patch("/" + patient, parameters("delete", "Patient.photo"), fhirpath_patch).header("ETag"));
}

TEST_F(Patch, AsParametersIsJudgedLikeAnyOther) {
  EXPECT_EQ("fhirpath-patch-target @ Parameters.parameter[0]",
            patch("/" + patient, parameters("delete", "Patient.identifier | Patient.gender"), fhirpath_patch)
                .fault());
  EXPECT_EQ("fhirpath-patch-part @ Parameters.parameter",
            patch("/" + patient, R"({"resourceType":"Patient"})", fhirpath_patch).fault());
  EXPECT_EQ("patch-identity @ Patient.id",
            patch("/" + patient, parameters("delete", "Patient.id"), fhirpath_patch).fault());
  const std::string language = parameters(
      "add", "Patient", R"(,{"name":"name","valueString":"language"},{"name":"value","valueCode":"wrong"})");
  EXPECT_EQ(422, patch("/" + patient, language, fhirpath_patch).status);
  EXPECT_EQ("1", get("/" + patient).text("meta.versionId"));
}

TEST_F(Patch, OfAStaleVersionIsRefused) {
  patch("/" + patient, to_male);
  EXPECT_EQ(412, patch("/" + patient, to_male, {{"If-Match", "W/\"1\""}}).status);
  EXPECT_EQ(200, patch("/" + patient, to_male, {{"If-Match", "W/\"2\""}}).status);
}

TEST_F(Patch, CannotChangeIdOrType) {
  EXPECT_EQ("patch-identity @ Patient.id",
            patch("/" + patient, R"([{"op":"replace","path":"/id","value":"x"}])").fault());
  EXPECT_EQ(400, patch("/" + patient, R"([{"op":"replace","path":"/resourceType","value":"Group"}])").status);
  EXPECT_EQ(400, patch("/" + patient, R"([{"op":"remove","path":"/id"}])").status);
  EXPECT_EQ(400, patch("/" + patient, R"([{"op":"add","path":"","value":7}])").status);
}

TEST_F(Patch, ThatDoesNotFitNamesItsOperation) {
  const Reply reply = patch("/" + patient, R"([{"op":"remove","path":"/name"}])");
  EXPECT_EQ(422, reply.status);
  EXPECT_EQ("patch-location @ ", reply.fault());
  EXPECT_EQ(400, patch("/" + patient, "{}").status);
  EXPECT_EQ(400, patch("/" + patient, "[").status);
}

TEST_F(Patch, WhoseResultIsNotValidIsRefused) {
  const Reply reply = patch("/" + patient, R"([{"op":"add","path":"/language","value":"wrong"}])");
  EXPECT_EQ(422, reply.status);
  EXPECT_EQ("Patient.language", reply.text("issue.0.expression.0"));
}

TEST_F(Patch, OfWhatIsHiddenAbsentOrDeletedIsRefused) {
  EXPECT_EQ(404, patch("/" + patient, to_male, {}, "b").status);
  EXPECT_EQ(404, patch("/Patient/none", to_male).status);
  EXPECT_EQ(204, send("DELETE", "/" + patient).status);
  EXPECT_EQ(410, patch("/" + patient, to_male).status);
}

// Whichever way it tries: only $meta-delete takes a label away.
TEST_F(Patch, DoesNotLoseLabelsByTheWay) {
  patch("/" + patient, R"([{"op":"add","path":"/meta/security","value":[{"system":"l","code":"R"}]},)"
                       R"({"op":"add","path":"/meta/tag","value":[{"system":"t","code":"1"}]}])");
  for (const char* const operation :
       {R"([{"op":"replace","path":"/meta","value":{"profile":["urn:p"]}}])",
        R"([{"op":"remove","path":"/meta"}])", R"([{"op":"replace","path":"/meta/security","value":[]}])",
        R"([{"op":"remove","path":"/meta/security/0"}])",
        R"([{"op":"replace","path":"/meta/security","value":[{"system":"l","code":"N"}]}])",
        R"([{"op":"remove","path":"/meta/tag"}])"}) {
    const Reply reply = patch("/" + patient, operation);
    EXPECT_EQ(200, reply.status) << operation << reply.bytes;
    EXPECT_EQ("R", reply.text("meta.security.0.code")) << operation;
    EXPECT_EQ("1", reply.text("meta.tag.0.code")) << operation;
  }
  const Reply taken = send("POST", "/" + patient + "/$meta-delete",
                           R"({"resourceType":"Parameters","parameter":[{"name":"meta","valueMeta":)"
                           R"({"security":[{"system":"l","code":"R"},{"system":"l","code":"N"}]}}]})");
  EXPECT_EQ(200, taken.status);
  EXPECT_EQ("", get("/" + patient).text("meta.security.0.code"));
}

TEST_F(Patch, MayNameItsResourceByCriteria) {
  EXPECT_EQ(200, patch("/Patient?identifier=s|1", to_male).status);
  EXPECT_EQ("male", get("/" + patient).text("gender"));
  EXPECT_EQ(404, patch("/Patient?identifier=s|2", to_male).status);
  EXPECT_EQ(404, patch("/Patient?identifier=s|1", to_male, {}, "b").status);
  post("Patient", R"({"resourceType":"Patient","identifier":[{"system":"s","value":"1"}]})");
  EXPECT_EQ(412, patch("/Patient?identifier=s|1", to_male).status);
}

}  // namespace
