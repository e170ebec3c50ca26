// Definitions written through the API, and what they change.
#include "interactions/fixture.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

struct Definition : Fixture {
  Reply define(const std::string& body, access::Role role = access::Role::tester) {
    Reply reply = send("POST", "/SearchParameter", body, {}, "a", role);
    settle();
    return reply;
  }
  static std::string parameter(const std::string& code, const std::string& expression,
                               const std::string& status = "active") {
    return R"({"resourceType":"SearchParameter","url":"https://x.example/)" + code +
           R"(","name":"P","status":")" + status + R"(","description":"p","code":")" + code +
           R"(","base":["Patient"],"type":"token","expression":")" + expression + "\"}";
  }
};

TEST_F(Definition, MakesASearchParameterSearchableAndPromised) {
  post("Patient", R"({"resourceType":"Patient","multipleBirthBoolean":true})");
  EXPECT_EQ(400, get("/Patient?twin=true").status);
  EXPECT_EQ(201, define(parameter("twin", "Patient.multipleBirth")).status);
  EXPECT_EQ("1", get("/Patient?twin=true").text("total"));
  EXPECT_NE(std::string::npos, json::print(get("/metadata").body.root).find("https://x.example/twin"));
}

TEST_F(Definition, EndsWhenItIsDeleted) {
  const std::string stored = define(parameter("twin", "Patient.multipleBirth")).reference();
  EXPECT_EQ(204, send("DELETE", "/" + stored, "", {}, "a", access::Role::tester).status);
  settle();
  EXPECT_EQ(400, get("/Patient?twin=true").status);
}

TEST_F(Definition, IsRefusedWithItsPlaceWhenItCannotBeSearchedBy) {
  const Reply reply = define(parameter("twin", "Patient.name.where("));
  EXPECT_EQ(422, reply.status);
  EXPECT_EQ("fhirpath-syntax @ SearchParameter.expression", reply.fault());
  EXPECT_EQ(201, define(parameter("twin", "Patient.name.where(", "draft")).status);
}

TEST_F(Definition, IsNotForEverybodyToWrite) {
  EXPECT_EQ(403, define(parameter("twin", "Patient.multipleBirth"), access::Role::system).status);
}

}  // namespace
