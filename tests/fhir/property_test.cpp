#include "fhir/property.h"

#include <gtest/gtest.h>

#include <functional>

#include "base/json/parse.h"
#include "base/json/print.h"

namespace linkki::fhir {
namespace {

using json::Arena;
using json::Value;

std::string after(const std::string& object, const std::function<void(Arena&, Value&)>& change) {
  auto document = json::parse(object).value();
  change(document.arena, document.root);
  return json::print(document.root);
}

const json::Document id = json::parse(R"({"id":"x"})").value();
const json::Document number = json::parse("7").value();

TEST(Property, IsSetWithItsCompanionOrWithout) {
  EXPECT_EQ(R"({"a":7})", after(R"({"a":1,"_a":{"id":"old"}})", [](Arena& arena, Value& object) {
              set_property(arena, object, "a", number.root, nullptr);
            }));
  EXPECT_EQ(R"({"a":7,"_a":{"id":"x"}})", after("{}", [](Arena& arena, Value& object) {
              set_property(arena, object, "a", number.root, &id.root);
            }));
  EXPECT_EQ(R"({"_a":{"id":"x"}})", after(R"({"a":1})", [](Arena& arena, Value& object) {
              set_property(arena, object, "a", Value{}, &id.root);
            }));
}

TEST(Property, GoesWithItsCompanion) {
  EXPECT_EQ(R"({"b":1})", after(R"({"a":1,"_a":{"id":"x"},"b":1})",
                                [](Arena& arena, Value& object) { erase_property(arena, object, "a"); }));
}

TEST(Property, KeepsAListAndItsCompanionsInStep) {
  const std::string both = R"({"a":[1,2],"_a":[null,{"id":"x"}]})";
  EXPECT_EQ(R"({"a":[7,1,2],"_a":[null,null,{"id":"x"}]})", after(both, [](Arena& arena, Value& object) {
              insert_item(arena, object, "a", 0, number.root, nullptr);
            }));
  EXPECT_EQ(R"({"a":[2],"_a":[{"id":"x"}]})",
            after(both, [](Arena& arena, Value& object) { erase_item(arena, object, "a", 0); }));
  EXPECT_EQ(R"({"a":[7],"_a":[{"id":"x"}]})", after("{}", [](Arena& arena, Value& object) {
              insert_item(arena, object, "a", 0, number.root, &id.root);
            }));
}

TEST(Property, GoesWithTheLastItemOfItsList) {
  EXPECT_EQ("{}", after(R"({"a":[1],"_a":[{"id":"x"}]})",
                        [](Arena& arena, Value& object) { erase_item(arena, object, "a", 0); }));
}

TEST(Property, MakesCompanionsWhereThereAreNone) {
  EXPECT_EQ(R"({"a":[1,2],"_a":[null,{}]})",
            after(R"({"a":[1,2]})", [](Arena& arena, Value& object) { companion(arena, object, "a", 1); }));
  EXPECT_EQ(R"({"a":1,"_a":{}})",
            after(R"({"a":1})", [](Arena& arena, Value& object) { companion(arena, object, "a"); }));
  EXPECT_EQ(R"({"a":[1]})", after(R"({"a":[1]})", [](Arena& arena, Value& object) {
              set_companion(arena, object, "a", 0, nullptr);
            }));
}

TEST(Property, IsNamedByTheValueItHolds) {
  const auto document = json::parse(R"({"a":1,"b":1})").value();
  EXPECT_EQ("b", name_of(document.root, *document.root.find("b")));
  EXPECT_EQ("", name_of(document.root, number.root));
}

}  // namespace
}  // namespace linkki::fhir
