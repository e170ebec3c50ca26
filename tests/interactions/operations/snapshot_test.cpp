#include "interactions/fixture.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

std::string profile(const std::string& elements, const std::string& base = "Patient") {
  return R"({"resourceType":"StructureDefinition","id":"p","url":"https://x.example/p","name":"P","status":"draft",
             "kind":"resource","abstract":false,"type":"Patient","derivation":"constraint",
             "baseDefinition":"http://hl7.org/fhir/StructureDefinition/)" +
         base + R"(","differential":{"element":[)" + elements + "]}}";
}

const std::string birth = R"({"id":"Patient.birthDate","path":"Patient.birthDate","min":1})";

struct MakeSnapshot : Fixture {
  static std::string min_of(const Reply& reply, std::string_view id) {
    const auto* const all = reply.find("snapshot.element");
    if (!all) return "no snapshot";
    for (const auto& one : all->items()) {
      if (one.text_of("id") == id) return std::string(one.find("min")->text());
    }
    return "no element";
  }
  // Stored by one who may write definitions; the reference.
  std::string define(const std::string& type, const std::string& body) {
    const Reply reply = send("POST", "/" + type, body, {}, "a", access::Role::tester);
    EXPECT_EQ(201, reply.status) << reply.fault();
    settle();
    return reply.reference();
  }
};

TEST_F(MakeSnapshot, OfAnyDefinitionThatIsSent) {
  const Reply reply = send("POST", "/StructureDefinition/$snapshot", profile(birth));
  EXPECT_EQ(200, reply.status);
  EXPECT_EQ("1", min_of(reply, "Patient.birthDate"));
  EXPECT_EQ("0", min_of(reply, "Patient.gender"));
  EXPECT_EQ("P", reply.text("name"));
}

TEST_F(MakeSnapshot, OfOneThatIsStored) {
  const std::string stored = define("StructureDefinition", profile(birth));
  EXPECT_EQ("1", min_of(get("/" + stored + "/$snapshot"), "Patient.birthDate"));
  EXPECT_EQ(404, get("/StructureDefinition/nobody/$snapshot").status);
}

TEST_F(MakeSnapshot, OfOneThatIsLoaded) {
  const Reply reply =
      get("/StructureDefinition/$snapshot?url=http://hl7.org/fhir/StructureDefinition/bodyweight");
  EXPECT_EQ(200, reply.status);
  EXPECT_EQ("1", min_of(reply, "Observation.category:VSCat.coding.code"));
  EXPECT_EQ("snapshot-structure @ ",
            get("/StructureDefinition/$snapshot?url=https://x.example/none").fault());
  EXPECT_EQ(
      "snapshot-structure @ ",
      get("/StructureDefinition/$snapshot?url=http://hl7.org/fhir/ValueSet/administrative-gender").fault());
}

TEST_F(MakeSnapshot, OfNothingThatOnlyContainsOne) {
  define("ValueSet",
         R"({"resourceType":"ValueSet","url":"https://x.example/v","status":"draft","contained":[)" +
             profile(birth) + "]}");
  EXPECT_EQ("snapshot-structure @ ", get("/StructureDefinition/$snapshot?url=https://x.example/v").fault());
}

TEST_F(MakeSnapshot, NeedsToKnowOfWhat) {
  EXPECT_EQ("argument-missing @ ", get("/StructureDefinition/$snapshot").fault());
  EXPECT_EQ(404, get("/Patient/$snapshot").status);
}

TEST_F(MakeSnapshot, TellsWhatContradicts) {
  const Reply reply =
      send("POST", "/StructureDefinition/$snapshot",
           profile(R"({"path":"Patient.birthDate","max":"2"},{"path":"Patient.birthday","min":1})"));
  EXPECT_EQ(422, reply.status);
  EXPECT_EQ("snapshot-cardinality @ ", reply.fault());
  EXPECT_EQ("snapshot-base @ ",
            send("POST", "/StructureDefinition/$snapshot", profile(birth, "Nothing")).fault());
}

}  // namespace
