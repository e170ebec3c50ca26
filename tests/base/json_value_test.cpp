// Changes of a document, comparison, copies, and printing.
#include "base/json/value.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/json/parse.h"
#include "base/json/print.h"

namespace linkki::json {
namespace {

Document read(std::string bytes) {
  auto document = parse(std::move(bytes));
  EXPECT_TRUE(document.ok());
  return *std::move(document);
}

TEST(JsonValue, FindsByName) {
  const Document document = read(R"({"a":1,"b":{"c":"x"}})");
  EXPECT_EQ(document.root.find("a")->text(), "1");
  EXPECT_EQ(document.root.find("b")->text_of("c"), "x");
  EXPECT_EQ(document.root.find("c"), nullptr);
  EXPECT_EQ(document.root.find("a")->find("x"), nullptr);
  EXPECT_EQ(document.root.text_of("a"), "") << "a number is no string";
}

TEST(JsonValue, SetReplacesInPlaceOrAppends) {
  Document document = read(R"({"a":1,"b":2})");
  set(document.arena, document.root, "a", Value::boolean(true));
  set(document.arena, document.root, "c", Value::string("x"));
  EXPECT_EQ(print(document.root), R"({"a":true,"b":2,"c":"x"})");
}

TEST(JsonValue, SetFirstReplacesInPlaceOrPutsFirst) {
  Document document = read(R"({"a":1,"b":2})");
  set_first(document.arena, document.root, "b", Value());
  set_first(document.arena, document.root, "c", Value::number("3"));
  EXPECT_EQ(print(document.root), R"({"c":3,"a":1,"b":null})");
}

TEST(JsonValue, SetAfterReplacesInPlaceOrPutsBehind) {
  Document document = read(R"({"a":1,"b":2})");
  set_after(document.arena, document.root, "a", "c", Value::number("3"));
  set_after(document.arena, document.root, "b", "a", Value::number("0"));
  set_after(document.arena, document.root, "absent", "d", Value());
  EXPECT_EQ(print(document.root), R"({"d":null,"a":0,"c":3,"b":2})");
}

TEST(JsonValue, SetKeepsTheNameItself) {
  Document document = read("{}");
  {
    std::string name = "a long name that is gone after this block";
    set(document.arena, document.root, name, Value());
    name.assign(name.size(), '!');
  }
  EXPECT_EQ(print(document.root), R"({"a long name that is gone after this block":null})");
}

TEST(JsonValue, EraseSaysWhetherItWasThere) {
  Document document = read(R"({"a":1,"b":2,"c":3})");
  EXPECT_TRUE(erase(document.arena, document.root, "b"));
  EXPECT_FALSE(erase(document.arena, document.root, "b"));
  EXPECT_EQ(print(document.root), R"({"a":1,"c":3})");
}

TEST(JsonValue, ArraysGrowAndShrinkAnywhere) {
  Document document = read("[]");
  append(document.arena, document.root, Value::number("2"));
  insert(document.arena, document.root, 0, Value::number("1"));
  insert(document.arena, document.root, 2, Value::number("4"));
  insert(document.arena, document.root, 2, Value::number("3"));
  EXPECT_EQ(print(document.root), "[1,2,3,4]");
  erase(document.arena, document.root, std::size_t{3});
  erase(document.arena, document.root, std::size_t{0});
  EXPECT_EQ(print(document.root), "[2,3]");
}

TEST(JsonValue, CopyLivesWithoutItsOrigin) {
  Document target;
  {
    Document origin = read(R"({"a":[1.50,"text that is long enough",{"n":null,"t":true}]})");
    target.root = copy(target.arena, origin.root);
    origin.source.assign(origin.source.size(), '!');
  }
  EXPECT_EQ(print(target.root), R"({"a":[1.50,"text that is long enough",{"n":null,"t":true}]})");
}

TEST(JsonValue, AChangedCopyLeavesTheOriginAlone) {
  Document document = read(R"({"a":{"b":1},"c":null})");
  Value other = copy(document.arena, *document.root.find("a"));
  *other.find("b") = Value::boolean(false);
  EXPECT_EQ(print(document.root), R"({"a":{"b":1},"c":null})");
}

TEST(JsonValue, MovingADocumentKeepsItsViews) {
  for (const char* bytes : {"\"short\"", R"({"a":"a text that is longer than any string kept inline"})"}) {
    Document document = read(bytes);
    const std::string printed = print(document.root);
    Document moved = std::move(document);
    document = Document("overwritten, all of it, to the last byte");
    Document assigned;
    assigned = std::move(moved);
    moved = Document("overwritten again");
    EXPECT_EQ(print(assigned.root), printed);
  }
}

TEST(JsonValue, AMovedArenaIsEmptyAndUsable) {
  Arena arena;
  const auto kept = arena.keep("kept");
  const Arena other = std::move(arena);
  EXPECT_EQ(arena.bytes(), 0u);  // NOLINT: that is what this is about
  EXPECT_EQ(arena.keep("else"), "else");
  EXPECT_EQ(kept, "kept");
}

TEST(JsonValue, EqualIgnoresTheOrderOfProperties) {
  const Document a = read(R"({"a":1,"b":[1,{"c":2,"d":3}]})"), b = read(R"({"b":[1,{"d":3,"c":2}],"a":1})");
  EXPECT_TRUE(equal(a.root, b.root));
  EXPECT_FALSE(identical(a.root, b.root));
  EXPECT_TRUE(identical(a.root, read(R"( {"a":1, "b":[1,{"c":2,"d":3}]})").root));
}

TEST(JsonValue, EqualSeesEveryDifference) {
  const Document a = read(R"({"a":[1,2]})");
  for (const char* other :
       {R"({"a":[2,1]})", R"({"a":[1]})", R"({"a":[1,2,3]})", R"({"a":[1,2.0]})", R"({"a":[1,"2"]})",
        R"({"b":[1,2]})", R"({"a":[1,2],"b":null})", "{}", "[]", "null", R"({"a":{}})"}) {
    EXPECT_FALSE(equal(a.root, read(other).root)) << other;
    EXPECT_FALSE(equal(read(other).root, a.root)) << other;
  }
}

TEST(JsonPrint, EscapesWhatMustBe) {
  std::string out = "x";
  print_string(std::string_view("\"\\\b\f\n\r\t\x01\x1f\0/\x7f ä", 15), out);
  EXPECT_EQ(out, "x\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f\\u0000/\x7f ä\"");
}

TEST(JsonPrint, IndentsByTwoSpaces) {
  EXPECT_EQ(print_pretty(read(R"({"a":[1,{"b":null}],"c":{},"d":[]})").root), R"({
  "a": [
    1,
    {
      "b": null
    }
  ],
  "c": {},
  "d": []
})");
}

TEST(JsonPrint, DoesNotRecurse) {
  Document document = read("[]");
  constexpr std::size_t depth = 500'000;
  for (std::size_t i = 0; i < depth; ++i) {
    const auto items = document.arena.values(1);
    items[0] = document.root;
    document.root = Value::array(items);
  }
  EXPECT_EQ(print(document.root).size(), 2 * (depth + 1));
  Document other;
  other.root = copy(other.arena, document.root);
  EXPECT_TRUE(equal(other.root, document.root));
}

Value any_value(Arena& arena, int depth) {
  switch (*rc::gen::inRange(0, depth > 0 ? 6 : 4)) {
    case 0: return Value();
    case 1: return Value::boolean(*rc::gen::arbitrary<bool>());
    case 2:
      return Value::number(arena.keep(std::to_string(*rc::gen::arbitrary<int>()) +
                                      *rc::gen::element<std::string>("", ".0", ".50", "e1")));
    case 3:
      return Value::string(arena.keep(*rc::gen::container<std::string>(rc::gen::inRange<char>(0, 127))));
    case 4: {
      Value array = Value::array({});
      for (int n = *rc::gen::inRange(0, 5); n > 0; --n) append(arena, array, any_value(arena, depth - 1));
      return array;
    }
    default: {
      Value object = Value::object({});
      for (int n = *rc::gen::inRange(0, 5); n > 0; --n) {
        const auto name = *rc::gen::container<std::string>(rc::gen::inRange<char>(0, 127));
        set(arena, object, name, any_value(arena, depth - 1));
      }
      return object;
    }
  }
}

TEST(JsonPrint, WhatIsPrintedParsesToTheSameTree) {
  EXPECT_TRUE(rc::check([] {
    Document document;
    document.root = any_value(document.arena, 4);
    const std::string printed = print(document.root);
    const auto again = parse(printed);
    RC_ASSERT(again.ok());
    RC_ASSERT(identical(again->root, document.root));
    RC_ASSERT(print(again->root) == printed);
    const auto pretty = parse(print_pretty(document.root));
    RC_ASSERT(pretty.ok());
    RC_ASSERT(identical(pretty->root, document.root));
  }));
}

}  // namespace
}  // namespace linkki::json
