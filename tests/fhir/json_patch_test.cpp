// RFC 6902, its own examples and what it leaves to us.
#include "fhir/json_patch.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/json/print.h"
#include "base/limits.h"
#include "conformance/suites.h"
#include "r4.h"

namespace linkki::fhir {
namespace {

// The changed document, or its fault.
std::string patched(const std::string& bytes, const std::string& patch) {
  json::Document target = document(bytes);
  const auto outcome = apply_json_patch(target, document(patch).root);
  return outcome.ok() ? json::print(target.root) : faults(outcome);
}

TEST(JsonPatch, AddsPropertiesAndItems) {
  EXPECT_EQ(patched(R"({"a":1})", R"([{"op":"add","path":"/b","value":[1.50]}])"), R"({"a":1,"b":[1.50]})");
  EXPECT_EQ(patched(R"({"a":1})", R"([{"op":"add","path":"/a","value":2}])"), R"({"a":2})");
  EXPECT_EQ(patched("[1,2]", R"([{"op":"add","path":"/0","value":0}])"), "[0,1,2]");
  EXPECT_EQ(patched("[1,2]", R"([{"op":"add","path":"/2","value":3},{"op":"add","path":"/-","value":4}])"),
            "[1,2,3,4]");
  EXPECT_EQ(patched("[1]", R"([{"op":"add","path":"","value":{"a":1}}])"), R"({"a":1})");
}

TEST(JsonPatch, RemovesReplacesMovesAndCopies) {
  EXPECT_EQ(
      patched(R"({"a":1,"b":[1,2,3]})", R"([{"op":"remove","path":"/a"},{"op":"remove","path":"/b/1"}])"),
      R"({"b":[1,3]})");
  EXPECT_EQ(patched(R"({"a":[1,2]})", R"([{"op":"replace","path":"/a/1","value":null}])"),
            R"({"a":[1,null]})");
  EXPECT_EQ(patched(R"({"a":{"b":1}})", R"([{"op":"move","from":"/a/b","path":"/c"}])"), R"({"a":{},"c":1})");
  EXPECT_EQ(patched(R"({"a":{"b":1}})", R"([{"op":"move","from":"/a/b","path":"/a/b"}])"),
            R"({"a":{"b":1}})");
  EXPECT_EQ(patched(R"({"a":[1]})", R"([{"op":"copy","from":"/a","path":"/a/-"}])"), R"({"a":[1,[1]]})");
}

TEST(JsonPatch, ACopyDoesNotChangeWithItsOrigin) {
  EXPECT_EQ(patched(R"({"a":{"x":1}})",
                    R"([{"op":"copy","from":"/a","path":"/b"},{"op":"replace","path":"/b/x","value":2}])"),
            R"({"a":{"x":1},"b":{"x":2}})");
}

TEST(JsonPatch, AValueOfThePatchAddedTwiceIsTwoValues) {
  EXPECT_EQ(
      patched(
          "{}",
          R"([{"op":"add","path":"/a","value":{"x":1}},{"op":"copy","from":"/a","path":"/b"},{"op":"remove","path":"/a/x"}])"),
      R"({"a":{},"b":{"x":1}})");
}

TEST(JsonPatch, LivesOnWhenThePatchIsGone) {
  json::Document target = document("{}");
  {
    const auto patch = document(
        R"([{"op":"add","path":"/a name that is long enough","value":"a text that is long enough"}])");
    ASSERT_TRUE(apply_json_patch(target, patch.root).ok());
  }
  EXPECT_EQ(json::print(target.root), R"({"a name that is long enough":"a text that is long enough"})");
}

TEST(JsonPatch, UndoesEscapesInPointers) {
  EXPECT_EQ(
      patched(R"({"/":1,"~1":2,"":3})",
              R"([{"op":"remove","path":"/~1"},{"op":"remove","path":"/~01"},{"op":"remove","path":"/"}])"),
      "{}");
}

TEST(JsonPatch, TestsByValue) {
  const auto tested = [](const char* value, const char* expected) {
    return patched(std::string(R"({"a":)") + value + "}",
                   std::string(R"([{"op":"test","path":"/a","value":)") + expected + "}]")
        .substr(0, 5);
  };
  EXPECT_EQ(tested("1.50", "1.5"), R"({"a":)");
  EXPECT_EQ(tested("[1e3]", "[1000]"), R"({"a":)");
  EXPECT_EQ(tested(R"({"x":1,"y":2})", R"({"y":2,"x":1})"), R"({"a":)");
  for (const char* other : {"2", "\"1\"", "null", "[1]", "{}", "true"})
    EXPECT_EQ(tested("1", other), "patch") << other;
  EXPECT_EQ(tested("[1,2]", "[2,1]"), "patch");
  EXPECT_EQ(tested("true", "false"), "patch");
}

TEST(JsonPatch, NamesTheOperationThatFails) {
  EXPECT_EQ(patched("{}", R"([{"op":"add","path":"/a","value":1},{"op":"remove","path":"/b~1c"}])"),
            "patch-location: Operation 1 of the patch, remove: nothing is at '/b~1c'.");
  EXPECT_EQ(patched("{}", R"([{"op":"add","path":"/a/b","value":1}])"),
            "patch-location: Operation 0 of the patch, add: nothing is at '/a'.");
  EXPECT_EQ(
      patched(R"({"a":1})", R"([{"op":"test","path":"/a","value":2}])"),
      "patch-test-failed: Operation 0 of the patch: the value at '/a' is another one than the test expects.");
}

TEST(JsonPatch, NeedsItsPlacesToExist) {
  for (const char* operation :
       {R"({"op":"remove","path":"/b"})", R"({"op":"replace","path":"/b","value":1})",
        R"({"op":"test","path":"/b","value":null})", R"({"op":"copy","from":"/b","path":"/c"})",
        R"({"op":"move","from":"/b","path":"/c"})", R"({"op":"move","from":"/b","path":"/b"})",
        R"({"op":"add","path":"/a/2","value":1})", R"({"op":"add","path":"/a/01","value":1})",
        R"({"op":"add","path":"/a/+1","value":1})", R"({"op":"add","path":"/a/x","value":1})",
        R"({"op":"remove","path":"/a/-"})", R"({"op":"replace","path":"/a/1","value":1})",
        R"({"op":"add","path":"/a/0/x","value":1})",
        R"({"op":"add","path":"/a/99999999999999999999","value":1})"}) {
    EXPECT_EQ(patched(R"({"a":[0]})", std::string("[") + operation + "]").substr(0, 14), "patch-location")
        << operation;
  }
}

TEST(JsonPatch, RefusesWhatIsNoPatch) {
  EXPECT_EQ(patched("{}", "{}"), "patch-not-an-array: A JSON Patch is an array of operations.");
  for (const char* operation :
       {"1", "{}", R"({"op":"add"})", R"({"op":"add","path":1,"value":1})", R"({"op":"add","path":"/a"})",
        R"({"op":"test","path":""})", R"({"op":"Add","path":"/a","value":1})", R"({"path":"/a","value":1})",
        R"({"op":"add","path":"a","value":1})", R"({"op":"add","path":"/~2","value":1})",
        R"({"op":"add","path":"/~","value":1})", R"({"op":"move","path":"/a"})",
        R"({"op":"move","from":"/a","path":"/a/b"})", R"({"op":"remove","path":""})"}) {
    EXPECT_EQ(patched(R"({"a":{}})", std::string("[") + operation + "]").substr(0, 15), "patch-malformed")
        << operation;
  }
}

TEST(JsonPatch, ItsFaultsAreToldApart) {
  json::Document target = document("{}");
  EXPECT_EQ(apply_json_patch(target, document(R"([{"op":"remove","path":"/a"}])").root).failure().refusal,
            base::Refusal::unprocessable);
  EXPECT_EQ(apply_json_patch(target, document(R"([{"op":"x","path":"/a"}])").root).failure().refusal,
            base::Refusal::bad_request);
}

TEST(JsonPatch, WhatItMakesCouldBeParsed) {
  std::string deep = "0";
  for (int i = 0; i < 100; ++i) deep = "[" + deep + "]";
  const std::string add = R"({"op":"add","path":"/a)", value = R"(","value":)" + deep + "}";
  EXPECT_EQ(patched(R"({"a":[]})", "[" + add + "/-" + value + "]").substr(0, 6), R"({"a":[)");
  std::string path;
  for (int i = 0; i < 50; ++i) path += "/0";
  EXPECT_EQ(patched(R"({"a":)" + deep + "}", "[" + add + path + value + "]").substr(0, 11), "patch-depth");

  std::string wide = "{\"p\":0";
  for (std::size_t i = 1; i < limits::json_members_max; ++i) wide += ",\"p" + std::to_string(i) + "\":0";
  EXPECT_EQ(patched(wide + "}", R"([{"op":"add","path":"/q","value":0}])").substr(0, 15), "patch-malformed");
  EXPECT_EQ(patched(wide + "}", R"([{"op":"add","path":"/p","value":1}])").substr(0, 6), "{\"p\":1");
}

TEST(JsonPatch, CannotGrowWithoutBound) {
  std::string doubling = "[";
  for (int i = 0; i < 60; ++i) {
    doubling +=
        R"({"op":"copy","from":"/a","path":"/b"},{"op":"copy","from":"/a","path":"/c"},)"
        R"({"op":"add","path":"/a","value":[]},{"op":"move","from":"/b","path":"/a/-"},{"op":"move","from":"/c","path":"/a/-"},)";
  }
  doubling.back() = ']';
  EXPECT_EQ(patched(R"({"a":["a text of some length"]})", doubling).substr(0, 16), "patch-too-costly");
  std::string many = "[";
  for (std::size_t i = 0; i <= limits::patch_operations_max; ++i)
    many += R"({"op":"test","path":"","value":0},)";
  many.back() = ']';
  EXPECT_EQ(patched("0", many).substr(0, 16), "patch-too-costly");
}

TEST(JsonPatch, AgreesWithTheCasesOfTheStandard) {
  const auto file = conformance("patch-r4/json-patch-tests.json");
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not here";
  const json::Document cases = document(read_file(file));
  EXPECT_EQ(cases.root.items().size(), 16u);
  for (const json::Value& one : cases.root.items()) {
    json::Document target = document(json::print(*one.find("doc")));
    const auto outcome = apply_json_patch(target, *one.find("patch"));
    const json::Value* const expected = one.find("expected");
    ASSERT_EQ(outcome.ok(), expected != nullptr) << one.text_of("comment") << faults(outcome);
    if (!expected) continue;
    EXPECT_TRUE(json::equal(target.root, *expected)) << one.text_of("comment");
  }
}

}  // namespace
}  // namespace linkki::fhir
