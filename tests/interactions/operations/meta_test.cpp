#include "interactions/fixture.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

struct MetaOperations : Fixture {
  const std::string patient =
      post("Patient",
           R"({"resourceType":"Patient","meta":{"tag":[{"system":"t","code":"1"}]},"gender":"female"})");
  static std::string meta(const std::string& content) {
    return R"({"resourceType":"Parameters","parameter":[{"name":"meta","valueMeta":)" + content + "}]}";
  }
};

const char* const tag_2 = R"({"tag":[{"system":"t","code":"2"}]})";

TEST_F(MetaOperations, ShowTheMetaOfAResource) {
  const Reply reply = get("/" + patient + "/$meta");
  EXPECT_EQ(200, reply.status);
  EXPECT_EQ("Parameters", reply.text("resourceType"));
  EXPECT_EQ("return", reply.text("parameter.0.name"));
  EXPECT_EQ("1", reply.text("parameter.0.valueMeta.tag.0.code"));
  EXPECT_EQ("1", reply.text("parameter.0.valueMeta.versionId"));
}

TEST_F(MetaOperations, ShowWhatIsInUseInATypeOrTheSystem) {
  post("Patient", R"({"resourceType":"Patient","meta":{"tag":[{"system":"t","code":"2"}]}})");
  post("Patient", R"({"resourceType":"Patient","meta":{"tag":[{"system":"t","code":"3"}]}})", "b");
  EXPECT_EQ(2u, get("/Patient/$meta").count("parameter.0.valueMeta.tag"));
  EXPECT_EQ(2u, get("/$meta").count("parameter.0.valueMeta.tag"));
  EXPECT_EQ(1u, get("/$meta", "b").count("parameter.0.valueMeta.tag"));
}

TEST_F(MetaOperations, AddLabels) {
  const Reply reply = send("POST", "/" + patient + "/$meta-add", meta(tag_2));
  EXPECT_EQ(200, reply.status);
  EXPECT_EQ(2u, reply.count("parameter.0.valueMeta.tag"));
  EXPECT_EQ("2", get("/" + patient).text("meta.tag.1.code"));
  EXPECT_EQ("2", get("/" + patient).text("meta.versionId"));
}

TEST_F(MetaOperations, ThatChangeNothingMakeNoVersion) {
  send("POST", "/" + patient + "/$meta-add", meta(R"({"tag":[{"system":"t","code":"1"}]})"));
  EXPECT_EQ("1", get("/" + patient).text("meta.versionId"));
}

TEST_F(MetaOperations, TakeLabelsAway) {
  const Reply reply =
      send("POST", "/" + patient + "/$meta-delete", meta(R"({"tag":[{"system":"t","code":"1"}]})"));
  EXPECT_EQ(200, reply.status);
  EXPECT_EQ(nullptr, get("/" + patient).find("meta.tag"));
}

TEST_F(MetaOperations, NeedAMetaAndAResource) {
  EXPECT_EQ("argument-missing @ Parameters.parameter",
            send("POST", "/" + patient + "/$meta-add", R"({"resourceType":"Parameters"})").fault());
  EXPECT_EQ(404, send("POST", "/" + patient + "/$meta-add", meta(tag_2), {}, "b").status);
  EXPECT_EQ(404, get("/" + patient + "/$meta", "b").status);
  EXPECT_EQ(404, send("POST", "/" + patient + "/$nothing", meta(tag_2)).status);
}

}  // namespace
