// What `_text` and `_content` find a resource by.
#include "search/text.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "base/json/parse.h"
#include "definitions/r4.h"
#include "search/limits.h"

namespace linkki::search {
namespace {

using testing::Contains;
using testing::Not;

std::vector<Term> terms(const std::string& json) {
  const auto document = *json::parse(json);
  return terms_of(fhir::root(document.root, *definitions::r4()), *definitions::r4());
}

std::vector<std::string> texts(const std::string& json) {
  std::vector<std::string> all;
  for (const Term& term : terms(json)) all.push_back(term.text);
  return all;
}

std::string service(const std::string& members) {
  return R"({"resourceType":"HealthcareService","id":"s",)" + members + "}";
}

Term term(const std::string& json, const std::string& text, bool whole = false) {
  for (const Term& one : terms(json)) {
    if (one.text == text && one.whole == whole) return one;
  }
  return {};
}

TEST(Text, IsEveryStringMarkdownAndDisplay) {
  const auto found = texts(service(R"("language":"so","name":"kow","extraDetails":"laba",
      "type":[{"text":"saddex","coding":[{"code":"afar","display":"shan"}]}],
      "providedBy":{"reference":"Organization/lix","display":"toddoba"},
      "extension":[{"url":"http://siddeed","valueString":"sagaal"}],
      "contained":[{"resourceType":"Location","name":"toban"}])"));
  for (const char* const word : {"kow", "laba", "saddex", "shan", "toddoba", "sagaal", "toban"})
    EXPECT_THAT(found, Contains(word));
  for (const char* const other : {"afar", "lix", "organization", "siddeed", "so", "s"})
    EXPECT_THAT(found, Not(Contains(other)));
}

TEST(Text, HasNoIdentifiers) {
  EXPECT_THAT(texts(service(R"("language":"so","identifier":[{"value":"abc123","type":{"text":"nooc"}}])")),
              testing::ElementsAre("nooc"));
}

TEST(Text, TellsWhatIsInTheNarrative) {
  const std::string json = service(R"("language":"so","name":"kow laba","text":{"status":"generated",
      "div":"<div xmlns=\"http://www.w3.org/1999/xhtml\" title=\"hal\"><p>kow</p><p>saddex</p></div>"})");
  EXPECT_TRUE(term(json, "kow").narrative);
  EXPECT_TRUE(term(json, "saddex").narrative);
  EXPECT_FALSE(term(json, "laba").narrative);
  EXPECT_THAT(texts(json), Not(Contains("hal")));
  EXPECT_THAT(texts(json), Not(Contains("div")));
}

TEST(Text, CountsHowOftenATermIsSaid) {
  std::string many;
  for (int i = 0; i < 300; ++i) many += "badan ";
  const std::string json = service(R"("language":"so","name":"kow laba kow","comment":")" + many + "\"");
  EXPECT_EQ(term(json, "kow").times, 2);
  EXPECT_EQ(term(json, "laba").times, 1);
  EXPECT_EQ(term(json, "badan").times, 255);
}

TEST(Text, IsInTheLanguageOfTheNearestElementThatNamesOne) {
  const std::string json = service(R"("language":"en","name":"walking groups","_name":{"extension":[
      {"url":"http://hl7.org/fhir/StructureDefinition/translation","extension":[
       {"url":"lang","valueCode":"sv"},{"url":"content","valueString":"Promenadgruppen"}]}]})");
  const auto found = texts(json);
  EXPECT_THAT(found, Contains("walk"));
  EXPECT_THAT(found, Contains("promenadgrupp"));
  EXPECT_THAT(found, Not(Contains("walking")));
  EXPECT_EQ(term(json, "promenadgrupp", true).times, 1) << "a Swedish word is found by its end, too";
  EXPECT_EQ(term(json, "group", true).times, 0);
}

TEST(Text, OfADesignationIsInItsLanguage) {
  const auto found = texts(R"({"resourceType":"CodeSystem","status":"active","content":"complete",
      "language":"en","concept":[{"code":"a","display":"walks","designation":[
        {"language":"sv","value":"gruppen"}]}]})");
  EXPECT_THAT(found, Contains("walk"));
  EXPECT_THAT(found, Contains("grupp"));
}

TEST(Text, WithoutALanguageIsTakenForEach) {
  const auto found = texts(service(R"("name":"identifying")"));
  EXPECT_THAT(found, Contains("identifi"));
  EXPECT_THAT(found, Contains("identifying"));
}

TEST(Text, HasABoundedNumberOfTerms) {
  std::string many;
  for (int i = 0; i < 5'000; ++i) many += "ord" + std::to_string(i) + " ";
  EXPECT_EQ(terms(service(R"("name":")" + many + "\"")).size(), limits::text_terms_max);
}

TEST(PlainText, HasNoTagsAndNoComments) {
  EXPECT_EQ(plain_text("<p>one<br/>two</p><!-- not > this -->three"), " one two  three");
  EXPECT_EQ(plain_text("no tags"), "no tags");
}

TEST(PlainText, HasCharactersForEntities) {
  EXPECT_EQ(plain_text("a&amp;b&lt;c &#228;&#xE4; x&nbsp;y &#x1F600;"), "a&b<c ää x y \xF0\x9F\x98\x80");
  EXPECT_EQ(plain_text("&#0;&#xD800;&#9999999;&;& &unknownentity;"), std::string(7, ' ') + "unknownentity;");
}

TEST(PlainText, OfWhatIsBrokenEndsWhereItBreaks) {
  EXPECT_EQ(plain_text("one <two"), "one ");
  EXPECT_EQ(plain_text("one <!-- two"), "one ");
  EXPECT_EQ(plain_text("&"), " ");
}

}  // namespace
}  // namespace linkki::search
