#include "interactions/operations/arguments.h"

#include "interactions/fixture.h"
#include "interactions/operations/limits.h"
#include "interactions/operations/operation.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

constexpr Parameter parameters[] = {
    {"url", "uri"},       {"count", "integer"},     {"active", "boolean"}, {"property", "code", 0, unbounded},
    {"coding", "Coding"}, {"resource", "Resource"}, {"list", "part", 0, 2}};

// The service is asked for the operation that the arguments are said to be of; what it answers does not
// matter.
struct OperationArguments : Fixture {
  base::Outcome<Arguments> read(const std::string& query, const std::string& body = "",
                                bool lenient = false) {
    call_.query = query;
    call_.body = body;
    call_.preferences.lenient = lenient;
    return Arguments::read(call_, parameters);
  }
  base::Outcome<Arguments> read_body(const std::string& list) {
    return read("", R"({"resourceType":"Parameters","parameter":[)" + list + "]}");
  }
  static std::string fault(const base::Outcome<Arguments>& outcome) {
    if (outcome.ok()) return "none";
    const base::Issue& issue = outcome.failure().issues.front();
    return std::string(issue.message->code) + " @ " +
           (issue.expression.empty() ? "" : issue.expression.front());
  }

 private:
  Call call_ = make_call();
};

TEST_F(OperationArguments, ComeFromAQuery) {
  const auto read_arguments =
      read("url=urn%3Ax&count=10&active=true&property=a&property=b&_format=json&_pretty=true");
  ASSERT_TRUE(read_arguments.ok()) << fault(read_arguments);
  EXPECT_EQ("urn:x", read_arguments->text("url"));
  EXPECT_EQ(10, read_arguments->integer("count"));
  EXPECT_TRUE(read_arguments->flag("active"));
  EXPECT_EQ((std::vector<std::string_view>{"a", "b"}), read_arguments->texts("property"));
}

TEST_F(OperationArguments, ComeFromParameters) {
  const auto read_arguments = read_body(
      R"({"name":"url","valueUri":"urn:x"},{"name":"count","valueInteger":-3},{"name":"active","valueBoolean":false},)"
      R"({"name":"coding","valueCoding":{"code":"c"}},{"name":"resource","resource":{"resourceType":"Patient","id":"p"}},)"
      R"({"name":"list","part":[{"name":"x","valueCode":"y"}]})");
  ASSERT_TRUE(read_arguments.ok()) << fault(read_arguments);
  EXPECT_EQ("urn:x", read_arguments->text("url"));
  EXPECT_EQ(-3, read_arguments->integer("count"));
  EXPECT_FALSE(read_arguments->flag("active", true));
  EXPECT_EQ("c", read_arguments->element("coding")->value->text_of("code"));
  EXPECT_EQ("Patient", read_arguments->element("resource")->type->name);
  EXPECT_EQ(1u, read_arguments->element("list")->value->find("part")->items().size());
}

TEST_F(OperationArguments, ComeFromAResourceByItselfAndTheQueryBesides) {
  const auto read_arguments = read("url=urn:x", R"({"resourceType":"Patient","id":"p"})");
  ASSERT_TRUE(read_arguments.ok()) << fault(read_arguments);
  EXPECT_EQ("p", read_arguments->element("resource")->value->text_of("id"));
  EXPECT_EQ("urn:x", read_arguments->text("url"));
}

TEST_F(OperationArguments, MayBeLeftOut) {
  const auto read_arguments = read("");
  ASSERT_TRUE(read_arguments.ok());
  EXPECT_FALSE(read_arguments->has("url"));
  EXPECT_EQ("", read_arguments->text("url"));
  EXPECT_EQ(std::nullopt, read_arguments->integer("count"));
  EXPECT_TRUE(read_arguments->flag("active", true));
  EXPECT_FALSE(read_arguments->element("coding"));
  EXPECT_TRUE(read_arguments->all("property").empty());
}

TEST_F(OperationArguments, TakeOneKindOfTextForAnother) {
  const auto read_arguments =
      read_body(R"({"name":"url","valueString":"urn:x"},{"name":"count","valuePositiveInt":3})");
  ASSERT_TRUE(read_arguments.ok()) << fault(read_arguments);
  EXPECT_EQ("urn:x", read_arguments->text("url"));
  EXPECT_EQ(3, read_arguments->integer("count"));
}

TEST_F(OperationArguments, OfAnotherTypeAreRefused) {
  EXPECT_EQ("argument-type @ ", fault(read("count=many")));
  EXPECT_EQ("argument-type @ ", fault(read("active=yes")));
  EXPECT_EQ("argument-complex @ ", fault(read("coding=s|c")));
  EXPECT_EQ("argument-type @ Parameters.parameter[1].value",
            fault(read_body(R"({"name":"url","valueUri":"urn:x"},{"name":"count","valueString":"3"})")));
  EXPECT_EQ("argument-type @ Parameters.parameter[0].value",
            fault(read_body(R"({"name":"count","valueInteger":"3"})")));
  EXPECT_EQ("argument-type @ Parameters.parameter[0].value",
            fault(read_body(R"({"name":"coding","valueQuantity":{"value":1}})")));
  EXPECT_EQ("argument-type @ Parameters.parameter[0].value", fault(read_body(R"({"name":"resource"})")));
  EXPECT_EQ("argument-type @ Parameters.parameter[0].resource",
            fault(read_body(R"({"name":"url","resource":{"resourceType":"Patient"}})")));
  EXPECT_EQ("argument-type @ Parameters.parameter[0].resource",
            fault(read_body(R"({"name":"resource","resource":{"resourceType":"Nothing"}})")));
}

TEST_F(OperationArguments, ThatAreUnknownAreRefusedUnlessTheCallerIsLenient) {
  EXPECT_EQ("argument-unknown @ ", fault(read("nothing=1")));
  EXPECT_EQ("argument-unknown @ Parameters.parameter[0].name", fault(read_body(R"({"name":"nothing"})")));
  EXPECT_EQ("argument-unknown @ Parameters.parameter[0].name", fault(read_body("{}")));
  EXPECT_EQ("none", fault(read("nothing=1", "", true)));
}

TEST_F(OperationArguments, AreGivenAsOftenAsTheOperationSays) {
  EXPECT_EQ("argument-repeated @ ", fault(read("count=1&count=2")));
  EXPECT_EQ("argument-repeated @ Parameters.parameter",
            fault(read_body(R"({"name":"list"},{"name":"list"},{"name":"list"})")));
  static constexpr Parameter needed[] = {{"url", "uri", 1}};
  const Call call = make_call();
  EXPECT_EQ("argument-missing @ ", fault(Arguments::read(call, needed)));
}

TEST_F(OperationArguments, AreBounded) {
  std::string query = "property=a";
  for (std::size_t i = 0; i < limits::operation_arguments_max; ++i) query += "&property=a";
  EXPECT_EQ("argument-count @ ", fault(read(query)));
}

TEST_F(OperationArguments, ComeInABodyThatTheOperationTakes) {
  EXPECT_EQ("json-syntax @ ", fault(read("", "{")));
  static constexpr Parameter none[] = {{"url", "uri"}};
  Call call = make_call();
  call.body = R"({"resourceType":"Patient"})";
  EXPECT_EQ("body-resource-type @ resourceType", fault(Arguments::read(call, none)));
}

}  // namespace
