#include "interactions/fixture.h"
#include "interactions/operations/limits.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

const std::string patient =
    R"({"resourceType":"Patient","id":"p","active":true,"name":[{"given":["Aino","Maria"],"family":"Virtanen"},)"
    R"({"given":["A"]}],"contact":[{"gender":"female"}],"birthDate":"1950-04-01"})";

struct FhirPath : Fixture {
  // More parameters begin with a comma.
  Reply ask(const std::string& expression, const std::string& more = "",
            const std::string& resource = patient) {
    return send("POST", "/$fhirpath",
                R"({"resourceType":"Parameters","parameter":[{"name":"expression","valueString":")" +
                    expression + R"("},{"name":"resource","resource":)" + resource + "}" + more + "]}");
  }
  // The parts of the n-th result.
  static std::string part(std::size_t part, const std::string& path, std::size_t result = 0) {
    return "parameter." + std::to_string(result + 1) + ".part." + std::to_string(part) + "." + path;
  }
};

std::string text_parameter(const std::string& name, const std::string& value) {
  return R"(,{"name":")" + name + R"(","valueString":")" + value + R"("})";
}

TEST_F(FhirPath, AnswersAPartForEachItemWithItsTypeValueAndPath) {
  const Reply reply = ask("name.given");
  ASSERT_EQ(200, reply.status) << reply.bytes;
  EXPECT_EQ("Parameters", reply.text("resourceType"));
  EXPECT_EQ("result", reply.text("parameter.1.name"));
  ASSERT_EQ(3u, reply.count("parameter.1.part"));
  EXPECT_EQ("string", reply.text(part(1, "name")));
  EXPECT_EQ("Maria", reply.text(part(1, "valueString")));
  EXPECT_EQ("http://fhir.forms-lab.com/StructureDefinition/resource-path",
            reply.text(part(1, "extension.0.url")));
  EXPECT_EQ("Patient.name[0].given[1]", reply.text(part(1, "extension.0.valueString")));
}

TEST_F(FhirPath, RepeatsWhatWasAsked) {
  const Reply reply = ask("birthDate", text_parameter("context", "Patient"));
  EXPECT_EQ("parameters", reply.text("parameter.0.name"));
  EXPECT_EQ("Linkki (R4)", reply.text("parameter.0.part.0.valueString"));
  EXPECT_EQ("birthDate", reply.text("parameter.0.part.1.valueString"));
  EXPECT_EQ("Patient", reply.text("parameter.0.part.2.valueString"));
  EXPECT_EQ("p", reply.text("parameter.0.part.3.resource.id"));
}

TEST_F(FhirPath, AnswersValuesOfItsOwnTypes) {
  const Reply reply =
      ask("1 | 2.50 | true | 'a' | '' | @2020-01 | @2020-01-01T10:00:00Z | @T10:00:00 | 4 'mg' | 3 days | "
          "name[0].type()");
  const auto shown = [&](std::size_t at, const std::string& name, const std::string& property) {
    EXPECT_EQ(name, reply.text(part(at, "name")));
    return reply.text(part(at, property));
  };
  EXPECT_EQ("1", shown(0, "integer", "valueInteger"));
  EXPECT_EQ("2.50", shown(1, "decimal", "valueDecimal"));
  EXPECT_EQ("true", shown(2, "boolean", "valueBoolean"));
  EXPECT_EQ("a", shown(3, "string", "valueString"));
  EXPECT_EQ("", shown(4, "empty-string", "valueString"));
  EXPECT_EQ("2020-01", shown(5, "date", "valueDate"));
  EXPECT_EQ("2020-01-01T10:00:00Z", shown(6, "dateTime", "valueDateTime"));
  EXPECT_EQ("10:00:00", shown(7, "time", "valueTime"));
  EXPECT_EQ("mg", shown(8, "Quantity", "valueQuantity.code"));
  EXPECT_EQ("days", shown(9, "Quantity", "valueQuantity.unit"));
  EXPECT_EQ(nullptr, reply.find(part(9, "valueQuantity.system")));
  EXPECT_EQ("FHIR.HumanName", shown(10, "TypeInfo", "valueString"));
}

TEST_F(FhirPath, TellsATimeThatFhirCannotHoldAsText) {
  EXPECT_EQ("10:30", ask("@T10:30").text(part(0, "valueString")));
}

TEST_F(FhirPath, AnswersElementsAndResourcesAsTheyAre) {
  const Reply reply = ask("name[1] | contact | Patient");
  EXPECT_EQ("A", reply.text(part(0, "valueHumanName.given.0")));
  EXPECT_EQ("Patient.contact", reply.text(part(1, "name")));
  EXPECT_EQ(R"({"gender":"female"})", reply.text(part(1, "extension.1.valueString")));
  EXPECT_EQ("Patient", reply.text(part(2, "name")));
  EXPECT_EQ("p", reply.text(part(2, "resource.id")));
}

TEST_F(FhirPath, AnswersAPrimitiveThatHasOnlyExtensions) {
  const Reply reply =
      ask("birthDate", "",
          R"({"resourceType":"Patient","_birthDate":{"extension":[{"url":"u","valueCode":"c"}]}})");
  EXPECT_EQ("u", reply.text(part(0, "_valueDate.extension.0.url")));
  EXPECT_EQ("Patient.birthDate", reply.text(part(0, "extension.0.valueString")));
}

TEST_F(FhirPath, AnswersNoPartsWhereNothingIsFound) {
  const Reply reply = ask("deceased");
  EXPECT_EQ("result", reply.text("parameter.1.name"));
  EXPECT_EQ(nullptr, reply.find("parameter.1.part"));
}

TEST_F(FhirPath, EvaluatesOnceForEachContext) {
  const Reply reply = ask("given.count()", text_parameter("context", "name"));
  ASSERT_EQ(3u, reply.count("parameter"));
  EXPECT_EQ("Patient.name[0]", reply.text("parameter.1.valueString"));
  EXPECT_EQ("2", reply.text(part(0, "valueInteger")));
  EXPECT_EQ("Patient.name[1]", reply.text("parameter.2.valueString"));
  EXPECT_EQ("1", reply.text(part(0, "valueInteger", 1)));
  EXPECT_EQ("p", ask("%resource.id", text_parameter("context", "name")).text(part(0, "valueId")));
}

TEST_F(FhirPath, TakesVariables) {
  const std::string variables =
      R"(,{"name":"variables","part":[{"name":"a","valueInteger":3},{"name":"b","resource":{"resourceType":"Patient",)"
      R"("id":"other"}},{"name":"none"}]})";
  EXPECT_EQ("4", ask("%a + 1", variables).text(part(0, "valueInteger")));
  EXPECT_EQ("other", ask("%b.id", variables).text(part(0, "valueId")));
  EXPECT_EQ(nullptr, ask("%b.id", variables).find(part(0, "extension")));
  EXPECT_EQ(nullptr, ask("%none", variables).find("parameter.1.part"));
  EXPECT_EQ("fhirpath-variable @ ", ask("%c", variables).fault());
}

TEST_F(FhirPath, ShowsWhatIsTraced) {
  const Reply reply = ask("name.first().given.trace('step').count()");
  EXPECT_EQ("trace", reply.text(part(0, "name")));
  EXPECT_EQ("step", reply.text(part(0, "valueString")));
  EXPECT_EQ("Maria", reply.text(part(0, "part.1.valueString")));
  EXPECT_EQ("2", reply.text(part(1, "valueInteger")));
  EXPECT_EQ("nothing", ask("{}.trace('nothing')").text(part(0, "valueString")));
}

TEST_F(FhirPath, TellsWhatIsWrongWithTheExpression) {
  EXPECT_EQ(400, ask("name.").status);
  EXPECT_EQ("fhirpath-syntax @ ", ask("name.").fault());
  EXPECT_EQ("fhirpath-single @ ", ask("name.given + 'a'").fault());
  EXPECT_EQ("fhirpath-context @ ", ask("$this", text_parameter("context", "1 + 1")).fault());
}

TEST_F(FhirPath, IsBounded) {
  const std::string many = "(0).repeat(iif($this < 9, $this + 1, {}))";
  EXPECT_EQ(200, ask(many).status);
  const std::string text = "'" + std::string(1'000, 'x') + "'";
  std::string long_list;
  for (int i = 0; i < 10; ++i)
    long_list += R"({"given":[")" + std::string(500'000, static_cast<char>('a' + i)) + "\"]},";
  long_list.pop_back();
  const std::string large = R"({"resourceType":"Patient","name":[)" + long_list + "]}";
  EXPECT_EQ("fhirpath-answer @ ", ask("name.given", "", large).fault());
  EXPECT_EQ("fhirpath-answer @ ", ask("name.given.trace('a').count()", "", large).fault());
  std::string contacts;
  for (std::size_t i = 0; i <= limits::fhirpath_contexts_max; ++i) contacts += R"({"gender":"male"},)";
  contacts.pop_back();
  const std::string crowd = R"({"resourceType":"Patient","contact":[)" + contacts + "]}";
  EXPECT_EQ("fhirpath-contexts @ ", ask("gender", text_parameter("context", "contact"), crowd).fault());
  EXPECT_EQ(
      "fhirpath-steps @ ",
      ask("%resource.contact.gender.count()", text_parameter("context", "contact.take(999)"), crowd).fault());
}

TEST_F(FhirPath, NeedsATokenAndNoScope) {
  const std::string body = R"({"resourceType":"Parameters"})";
  EXPECT_EQ(401, send("POST", "/$fhirpath", body, {}, "").status);
  EXPECT_EQ("argument-missing @ Parameters.parameter",
            send("POST", "/$fhirpath", body, {}, "a", access::Role::editor).fault());
  EXPECT_EQ(405, get("/$fhirpath").status);
}

TEST_F(FhirPath, LeavesNoTrace) {
  trail.take();
  EXPECT_EQ(200, ask("name").status);
  EXPECT_EQ(400, ask("name.").status);
  EXPECT_TRUE(trail.take().empty());
  EXPECT_TRUE(sink.take().empty());
  EXPECT_EQ(404, get("/Patient/p").status);
}

}  // namespace
