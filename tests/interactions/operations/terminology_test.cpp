#include "interactions/fixture.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

// R4's own value sets and code systems, as the server has them from its start.
struct TerminologyOperations : Fixture {
  Reply get(const std::string& target) { return send("GET", target); }
  static std::string value(const Reply& reply, const std::string& name) {
    for (std::size_t i = 0; i < reply.count("parameter"); ++i) {
      const std::string at = "parameter." + std::to_string(i);
      if (reply.text(at + ".name") != name) continue;
      for (const char* type : {"valueString", "valueCode", "valueUri", "valueBoolean"}) {
        if (auto text = reply.text(at + "." + type); !text.empty()) return text;
      }
    }
    return "";
  }
};

const std::string gender = "url=http://hl7.org/fhir/ValueSet/administrative-gender";
const std::string gender_system = "http://hl7.org/fhir/administrative-gender";

TEST_F(TerminologyOperations, ExpandAValueSetByItsUrl) {
  const Reply reply = get("/ValueSet/$expand?" + gender);
  ASSERT_EQ(200, reply.status) << reply.bytes;
  EXPECT_EQ("ValueSet", reply.text("resourceType"));
  EXPECT_EQ(4u, reply.count("expansion.contains"));
  EXPECT_EQ("male", reply.text("expansion.contains.0.code"));
}

TEST_F(TerminologyOperations, ExpandAPageOfAValueSetThatIsSent) {
  const Reply reply = send("POST", "/ValueSet/$expand", R"({"resourceType":"Parameters","parameter":[
      {"name":"count","valueInteger":1},{"name":"valueSet","resource":{"resourceType":"ValueSet","status":"active",
      "compose":{"include":[{"system":")" + gender_system + R"("}]}}}]})");
  ASSERT_EQ(200, reply.status) << reply.bytes;
  EXPECT_EQ(1u, reply.count("expansion.contains"));
}

TEST_F(TerminologyOperations, ValidateACode) {
  const Reply right = get("/ValueSet/$validate-code?" + gender + "&system=" + gender_system + "&code=female");
  ASSERT_EQ(200, right.status) << right.bytes;
  EXPECT_EQ("true", value(right, "result"));
  EXPECT_EQ("Female", value(right, "display"));
  const Reply wrong = get("/CodeSystem/$validate-code?url=" + gender_system + "&code=lady");
  EXPECT_EQ(200, wrong.status);
  EXPECT_EQ("false", value(wrong, "result"));
}

TEST_F(TerminologyOperations, LookUpAndCompareCodes) {
  EXPECT_EQ("Male", value(get("/CodeSystem/$lookup?system=" + gender_system + "&code=male"), "display"));
  EXPECT_EQ(404, get("/CodeSystem/$lookup?system=" + gender_system + "&code=lady").status);
  const Reply reply = get("/CodeSystem/$subsumes?system=" + gender_system + "&codeA=male&codeB=female");
  EXPECT_EQ("not-subsumed", value(reply, "outcome"));
}

TEST_F(TerminologyOperations, WorkOnAStoredResource) {
  const Reply made = send("POST", "/ValueSet",
                          R"({"resourceType":"ValueSet","url":"urn:own","status":"active",
      "compose":{"include":[{"system":")" +
                              gender_system + R"(","concept":[{"code":"male"}]}]}})",
                          {}, "a", access::Role::tester);
  ASSERT_EQ(201, made.status) << made.bytes;
  const Reply reply = get("/ValueSet/" + made.text("id") + "/$expand");
  ASSERT_EQ(200, reply.status) << reply.bytes;
  EXPECT_EQ(1u, reply.count("expansion.contains"));
  EXPECT_EQ(404, get("/ValueSet/none/$expand").status);
}

TEST_F(TerminologyOperations, AreDescribedByTheirCapabilities) {
  const Reply reply = get("/metadata?mode=terminology");
  ASSERT_EQ(200, reply.status);
  EXPECT_EQ("TerminologyCapabilities", reply.text("resourceType"));
  EXPECT_LT(500u, reply.count("codeSystem"));
  EXPECT_NE(std::string::npos, reply.bytes.find(R"({"name":"displayLanguage"})"));
  EXPECT_NE(std::string::npos,
            reply.bytes.find(R"({"uri":")" + gender_system + R"(","version":[{"code":"4.0.1"}]})"));
}

TEST_F(TerminologyOperations, RefuseWhatTheyDoNotKnow) {
  EXPECT_EQ(404, get("/ValueSet/$expand?url=urn:none").status);
  EXPECT_EQ(400, get("/ValueSet/$expand?" + gender + "&colour=red").status);
  EXPECT_EQ(400, get("/CodeSystem/$lookup?system=" + gender_system).status);
  EXPECT_EQ("terminology-set-needed @ ", get("/ValueSet/$expand").fault());
  const Reply half = get("/CodeSystem/$subsumes?system=" + gender_system + "&codeA=male");
  EXPECT_EQ("terminology-code-needed @ ", half.fault());
  EXPECT_NE(std::string::npos, half.text("issue.0.diagnostics").find("codeB"));
}

// From R4's genders to two letters.
const std::string letters =
    R"({"resourceType":"ConceptMap","id":"letters","url":"https://example.org/letters",
    "status":"active","group":[{"source":")" +
    gender_system + R"(","target":"https://example.org/letter","element":[
    {"code":"male","target":[{"code":"M","display":"Man","equivalence":"equivalent"}]}]}]})";

TEST_F(TerminologyOperations, TranslateByAMapOfR4) {
  const Reply reply =
      get("/ConceptMap/$translate?url=http://hl7.org/fhir/ConceptMap/cm-administrative-gender-v3&system=" +
          gender_system + "&code=male");
  ASSERT_EQ(200, reply.status) << reply.bytes;
  EXPECT_EQ("true", value(reply, "result"));
  EXPECT_EQ("match", reply.text("parameter.1.name"));
}

TEST_F(TerminologyOperations, TranslateByAStoredMap) {
  ASSERT_EQ(201, send("PUT", "/ConceptMap/letters", letters, {}, "a", access::Role::tester).status);
  const Reply reply = get("/ConceptMap/letters/$translate?system=" + gender_system + "&code=male");
  ASSERT_EQ(200, reply.status) << reply.bytes;
  EXPECT_EQ("M", reply.text("parameter.1.part.1.valueCoding.code"));
  EXPECT_EQ(404, get("/ConceptMap/none/$translate?system=" + gender_system + "&code=male").status);
}

TEST_F(TerminologyOperations, TranslateWithPartsOfTheRequest) {
  const std::string dependency = R"({"name":"dependency","part":[{"name":"element","valueUri":"urn:p"},
      {"name":"concept","valueCodeableConcept":{"text":"x"}}]})";
  const Reply reply = send("POST", "/ConceptMap/$translate",
                           R"({"resourceType":"Parameters","parameter":[
      {"name":"coding","valueCoding":{"system":")" +
                               gender_system + R"(","code":"male"}},)" + dependency + "," + dependency +
                               R"(,{"name":"conceptMap","resource":)" + letters + "}]}");
  ASSERT_EQ(200, reply.status) << reply.bytes;
  EXPECT_EQ("true", value(reply, "result"));
}

TEST_F(TerminologyOperations, RefuseATranslationOfNothing) {
  EXPECT_EQ(400, get("/ConceptMap/$translate").status);
  EXPECT_EQ(404, get("/ConceptMap/$translate?url=https://example.org/none&code=a&system=urn:a").status);
}

}  // namespace
