// What is JSON and what is not, by the JSONTestSuite and by cases of our own.
#include "base/json/parse.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "base/json/print.h"
#include "base/limits.h"
#include "conformance/suites.h"

namespace linkki::json {
namespace {

std::string print_parsed(std::string bytes) {
  const auto document = parse(std::move(bytes));
  return document.ok() ? print(document->root) : "refused: " + document.failure().issues[0].text();
}

// "code@offset" of a refusal.
std::string fault(std::string bytes) {
  const auto document = parse(std::move(bytes));
  if (document.ok()) return "accepted";
  const base::Issue& issue = document.failure().issues.at(0);
  return std::string(issue.message->code) + "@" + issue.arguments.at(1).text();
}

std::string repeat(std::string_view text, std::size_t times) {
  std::string out;
  while (times-- > 0) out += text;
  return out;
}

TEST(JsonParse, KeepsOrderAndNumberText) {
  EXPECT_EQ(print_parsed(R"({"b":1.50,"a":[1e3,-0,0.0E+1],"c":null,"d":true,"e":false,"f":""})"),
            R"({"b":1.50,"a":[1e3,-0,0.0E+1],"c":null,"d":true,"e":false,"f":""})");
}

TEST(JsonParse, TakesAwayWhiteSpace) {
  EXPECT_EQ(print_parsed(" { \"a\" :\t[ 1 ,\r\n2 ] } \n"), R"({"a":[1,2]})");
}

TEST(JsonParse, UndoesEscapesInNamesAndStrings) {
  const auto document = parse(R"({"a\u0062\n":"\"\\\/\b\f\n\r\t\u00e4\ud83d\ude00"})");
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->root.text_of("ab\n"), "\"\\/\b\f\n\r\tä😀");
}

TEST(JsonParse, TakesAScalarAsDocument) {
  EXPECT_EQ(print_parsed("1.10"), "1.10");
  EXPECT_EQ(print_parsed("\"a\""), "\"a\"");
  EXPECT_EQ(print_parsed(" null "), "null");
}

TEST(JsonParse, NamesTheByteOfASyntaxError) {
  EXPECT_EQ(fault(""), "json-syntax@0");
  EXPECT_EQ(fault("   "), "json-syntax@3");
  EXPECT_EQ(fault("{\"a\":tru}"), "json-syntax@8");
  EXPECT_EQ(fault("[1,]"), "json-syntax@3");
  EXPECT_EQ(fault("{\"a\":1,}"), "json-syntax@7");
  EXPECT_EQ(fault("[1] 2"), "json-syntax@4");
  EXPECT_EQ(fault("[\"a"), "json-syntax@3");
}

TEST(JsonParse, SaysWhatIsWrong) {
  EXPECT_EQ(print_parsed("{\"a\" 1}"),
            "refused: This is not JSON: a ':' is missing after a property name, at byte 5.");
}

TEST(JsonParse, RefusesAByteOrderMark) {
  EXPECT_EQ(fault("\xef\xbb\xbf{}"), "json-syntax@0");
}

TEST(JsonParse, RefusesWhatFollowsANul) {
  EXPECT_EQ(fault(std::string("{}\0", 3)), "json-syntax@2");
  EXPECT_EQ(fault(std::string("{}\0{}", 5)), "json-syntax@2");
  EXPECT_EQ(fault(std::string("[\"a\0b\"]", 7)), "json-syntax@3");
}

TEST(JsonParse, RefusesRawControlCharacters) {
  for (char c = 1; c < 0x20; ++c)
    EXPECT_EQ(fault(std::string("[\"a") + c + "\"]"), "json-syntax@3") << int{c};
}

TEST(JsonParse, RefusesInvalidUtf8) {
  for (const char* bytes : {"\x80", "\xc0\xaf", "\xc3", "\xe0\x80\x80", "\xed\xa0\x80", "\xed\xb0\x80",
                            "\xf4\x90\x80\x80", "\xf0\x80\x80\x80", "\xff", "\xf8\x88\x80\x80\x80"}) {
    EXPECT_EQ(fault(std::string("[\"a") + bytes + "\"]"), "json-syntax@3") << testing::PrintToString(bytes);
    EXPECT_EQ(fault(std::string("{\"") + bytes + "\":1}"), "json-syntax@2") << testing::PrintToString(bytes);
  }
}

TEST(JsonParse, RefusesATextThatStopsInsideACharacter) {
  for (const char* bytes : {"[\"\xc3", "[\"\xe2\x82", "[\"\xf0\x9f\x98", "{\"\xed"}) {
    EXPECT_EQ(fault(bytes), "json-syntax@2") << testing::PrintToString(bytes);
  }
}

TEST(JsonParse, TakesEveryCharacterThatUnicodeHas) {
  EXPECT_EQ(print_parsed("\"\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff\U00010000\U0010ffff\""),
            "\"\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff\U00010000\U0010ffff\"");
}

TEST(JsonParse, RefusesLoneSurrogates) {
  for (const char* escape :
       {"\\uD800", "\\uDBFF", "\\uDC00", "\\uDFFF", "\\ud800\\u0041", "\\uDC00\\uD800", "\\ud800\\ud800"}) {
    EXPECT_EQ(fault(std::string("[\"") + escape + "\"]").substr(0, 12), "json-syntax@") << escape;
    EXPECT_EQ(fault(std::string("{\"") + escape + "\":1}").substr(0, 12), "json-syntax@") << escape;
  }
  EXPECT_EQ(print_parsed("[\"\\ud7ff\\ue000\\uD834\\udd1e\"]"), "[\"\ud7ff\ue000\U0001d11e\"]");
}

TEST(JsonParse, RefusesAPropertyThatStandsTwice) {
  EXPECT_EQ(fault(R"({"a":1,"b":2,"a":1})"), "json-duplicate@14");
  EXPECT_EQ(fault(R"({"a":1,"\u0061":1})"), "json-duplicate@8");
  EXPECT_EQ(fault(R"([{"x":{"":1,"":2}}])"), "json-duplicate@13");
  EXPECT_EQ(print_parsed(R"({"a":{"a":1},"b":{"a":1}})"), R"({"a":{"a":1},"b":{"a":1}})");
}

TEST(JsonParse, FindsADuplicateAmongManyProperties) {
  std::string bytes = "{\"first\":0";
  for (int i = 0; i < 1'000; ++i) bytes += ",\"p" + std::to_string(i) + "\":0";
  EXPECT_EQ(fault(bytes + "}"), "accepted");
  EXPECT_EQ(fault(bytes + ",\"p500\":0}"), "json-duplicate@" + std::to_string(bytes.size() + 2));
}

TEST(JsonParse, QuotesOnlyTheBeginningOfALongName) {
  const std::string name = repeat("ä", 500);
  const auto document = parse("{\"" + name + "\":1,\"" + name + "\":1}");
  ASSERT_FALSE(document.ok());
  EXPECT_EQ(document.failure().issues[0].arguments[0].text(), repeat("ä", 32) + "…");
}

TEST(JsonParse, BoundsThePropertiesOfOneObject) {
  std::string bytes = "{\"p\":0";
  for (std::size_t i = 1; i < limits::json_members_max; ++i) bytes += ",\"p" + std::to_string(i) + "\":0";
  EXPECT_EQ(fault(bytes + "}"), "accepted");
  EXPECT_EQ(fault(bytes + ",\"q\":0}").substr(0, 13), "json-members@");
}

TEST(JsonParse, BoundsTheDepth) {
  const std::size_t depth = limits::json_depth_max;
  EXPECT_EQ(fault(repeat("[", depth) + repeat("]", depth)), "accepted");
  EXPECT_EQ(fault(repeat("[", depth + 1) + repeat("]", depth + 1)), "json-depth@" + std::to_string(depth));
  EXPECT_EQ(fault(repeat("{\"a\":", depth + 1)), "json-depth@" + std::to_string(5 * depth));
}

TEST(JsonParse, EndsAtAMillionBrackets) {
  EXPECT_EQ(fault(repeat("[", 1'000'000)).substr(0, 11), "json-depth@");
  EXPECT_EQ(fault(repeat("{\"a\":[", 1'000'000)).substr(0, 11), "json-depth@");
}

TEST(JsonParse, TakesLongNumbersOrRefusesThem) {
  const std::string digits = repeat("7", 100'000);
  EXPECT_EQ(print_parsed("[0." + digits + "]"), "[0." + digits + "]");
  EXPECT_EQ(fault("[" + digits + "]").substr(0, 12), "json-syntax@");
  EXPECT_EQ(fault("[1e400]").substr(0, 12), "json-syntax@");
  EXPECT_EQ(print_parsed("[1e-400]"), "[1e-400]");
}

TEST(JsonParse, TakesABodyOfManyMegabytes) {
  const std::string item = R"({"resourceType":"Observation","value":1.50,"text":"ääkköset \n"},)";
  const auto document = parse("[" + repeat(item, 400'000) + "0]");
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->root.items().size(), 400'001u);
  EXPECT_EQ(document->root.items()[399'999].text_of("text"), "ääkköset \n");
  EXPECT_LT(document->arena.bytes(), 5 * document->source.size());
}

// --- data of others

// FHIR forbids what these contain: the same property twice in one object.
const std::set<std::string> with_duplicates = {"y_object_duplicated_key.json",
                                               "y_object_duplicated_key_and_value.json"};

TEST(JsonParse, AgreesWithTheJsonTestSuite) {
  const auto archive = conformance("JSONTestSuite.tar.gz");
  if (!std::filesystem::exists(archive)) GTEST_SKIP() << archive << " is not here";
  const auto folder = std::filesystem::path(testing::TempDir()) / "linkki_json_test_suite";
  std::filesystem::create_directories(folder);
  ASSERT_EQ(std::system(("tar -xzf '" + archive.string() + "' -C '" + folder.string() + "'").c_str()), 0);

  const std::set<std::string> refusals = {"json-syntax", "json-depth", "json-duplicate"};
  std::size_t cases = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "JSONTestSuite" / "test_parsing")) {
    const std::string name = entry.path().filename().string();
    const std::string found = fault(read_file(entry.path()));
    const std::string code = found.substr(0, found.find('@'));
    ++cases;
    if (name[0] == 'n') {
      EXPECT_TRUE(refusals.contains(code)) << name << ": " << found;
    } else if (name[0] == 'y') {
      EXPECT_EQ(code, with_duplicates.contains(name) ? "json-duplicate" : "accepted")
          << name << ": " << found;
    }
  }
  EXPECT_EQ(cases, 318u);
  std::filesystem::remove_all(folder);
}

TEST(JsonParse, KeepsNaughtyStrings) {
  const auto file = conformance("blns.json");
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not here";
  const auto strings = parse(read_file(file));
  ASSERT_TRUE(strings.ok());
  ASSERT_EQ(strings->root.items().size(), 515u);
  for (const Value& text : strings->root.items()) {
    const auto again = parse(print(text));
    ASSERT_TRUE(again.ok()) << text.text();
    EXPECT_EQ(again->root.text(), text.text());
  }
}

}  // namespace
}  // namespace linkki::json
