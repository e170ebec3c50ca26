#include "terminology/closure.h"

#include <set>

#include "terminology/small.h"

namespace linkki::terminology {
namespace {

const Shared& known() {
  static const Shared catalogue = terminology::catalogue({colours});
  return catalogue;
}

std::vector<Code> of(const std::vector<std::string_view>& codes) {
  std::vector<Code> all;
  for (auto code : codes) all.push_back({"urn:c", code, {}});
  return all;
}

// "code<ancestor" of each entry.
std::string entries(const Closure& closure, std::int64_t since) {
  auto news = closure.news(*known(), since, {});
  if (!news) return "refused: " + std::string(news.failure().issues[0].message->code);
  auto parsed = *json::parse(*news);
  std::set<std::string> all;
  for (auto& group : items(parsed.root, "group")) {
    for (auto& element : items(group, "element")) {
      for (auto& target : items(element, "target")) {
        EXPECT_EQ(target.text_of("equivalence"), "subsumes");
        all.insert(std::string(element.text_of("code")) + "<" + std::string(target.text_of("code")));
      }
    }
  }
  std::string text;
  for (auto& one : all) text += (text.empty() ? "" : " ") + one;
  return text;
}

TEST(Closure, TellsWhatSubsumesWhat) {
  Closure closure("problems", 0);
  EXPECT_EQ(entries(closure, 0), "");
  ASSERT_TRUE(closure.add(*known(), of({"crimson", "red"})).ok());
  EXPECT_EQ(closure.version(), 1u);
  EXPECT_EQ(entries(closure, 0), "crimson<red");
}

TEST(Closure, TellsOnlyWhatIsNewSinceAVersion) {
  Closure closure("problems", 0);
  ASSERT_TRUE(closure.add(*known(), of({"crimson"})).ok());
  ASSERT_TRUE(closure.add(*known(), of({"red"})).ok());
  ASSERT_TRUE(closure.add(*known(), of({"scarlet", "blue"})).ok());
  EXPECT_EQ(entries(closure, 0), "crimson<red scarlet<red");
  EXPECT_EQ(entries(closure, 1), "crimson<red scarlet<red") << "red came with version 2";
  EXPECT_EQ(entries(closure, 2), "scarlet<red");
  EXPECT_EQ(entries(closure, 3), "");
  EXPECT_EQ(entries(closure, 4), "refused: terminology-closure-version");
  EXPECT_EQ(entries(closure, -1), "refused: terminology-closure-version");
}

TEST(Closure, MakesNoVersionOfWhatItHas) {
  Closure closure("problems", 0);
  ASSERT_TRUE(closure.add(*known(), of({"red"})).ok());
  ASSERT_TRUE(closure.add(*known(), of({"red", "red"})).ok());
  EXPECT_EQ(closure.version(), 1u);
}

TEST(Closure, KnowsBeforeWhichVersionTheYoungestCame) {
  Closure closure("problems", 0);
  ASSERT_TRUE(closure.add(*known(), of({"red"})).ok());
  ASSERT_TRUE(closure.add(*known(), of({"blue"})).ok());
  EXPECT_EQ(closure.before(*known(), of({"red"})), 0u);
  EXPECT_EQ(closure.before(*known(), of({"red", "blue"})), 1u);
  EXPECT_EQ(closure.before(*known(), of({"crimson"})), 2u) << "it is not in the table";
  EXPECT_EQ(closure.before(*known(), {}), 2u);
}

TEST(Closure, FindsCodesHoweverTheyAreWrittenWhereCaseSaysNothing) {
  const auto letters = catalogue({R"({"resourceType":"CodeSystem","id":"l","url":"urn:l","status":"active",
      "content":"complete","caseSensitive":false,"concept":[{"code":"A"}]})"});
  Closure closure("problems", 0);
  ASSERT_TRUE(closure.add(*letters, {{"urn:l", "a", {}}}).ok());
  EXPECT_EQ(closure.before(*letters, {{"urn:l", "a", {}}}), 0u);
}

TEST(Closure, RefusesCodesThatAreNotHereAndTakesNothingOfThem) {
  Closure closure("problems", 0);
  auto refusal = [&](const std::vector<Code>& codes) {
    auto added = closure.add(*known(), codes);
    return added.ok() ? "" : std::string(added.failure().issues[0].message->code);
  };
  EXPECT_EQ(refusal(of({"pink"})), "terminology-code");
  EXPECT_EQ(refusal({{"urn:x", "a", {}}}), "terminology-system-unknown");
  EXPECT_EQ(refusal({{"http://snomed.info/sct", "1", {}}}), "terminology-system-unknown")
      << "known by name alone";
}

TEST(Closure, SurvivesBeingWrittenAndRead) {
  Closure closure("pro\"blems", 3);
  ASSERT_TRUE(closure.add(*known(), of({"crimson"})).ok());
  ASSERT_TRUE(closure.add(*known(), of({"red"})).ok());
  auto parsed = *json::parse(closure.print());
  auto read = Closure::read(parsed.root);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->name(), "pro\"blems");
  EXPECT_EQ(read->version(), 5u);
  EXPECT_EQ(read->print(), closure.print());
  EXPECT_EQ(entries(*read, 4), "crimson<red");
  EXPECT_EQ(entries(*read, 2), "refused: terminology-closure-cleared");
  EXPECT_FALSE(Closure::read(json::parse("{}")->root).has_value());
}

TEST(Closure, IsBounded) {
  std::string concepts;
  std::vector<std::string> codes;
  for (int i = 0; i < 10'001; ++i) codes.push_back("c" + std::to_string(i));
  for (auto& code : codes) concepts += (concepts.empty() ? "" : ",") + (R"({"code":")" + code + "\"}");
  auto many = catalogue(
      {R"({"resourceType":"CodeSystem","id":"m","url":"urn:c","status":"active","content":"complete",)"
       R"("concept":[)" +
       concepts + "]}"});
  Closure closure("problems", 0);
  auto added = closure.add(*many, of({codes.begin(), codes.end()}));
  ASSERT_FALSE(added.ok());
  EXPECT_EQ(added.failure().issues[0].message->code, "terminology-closure-large");
}

}  // namespace
}  // namespace linkki::terminology
