#include "fhirpath/narrative.h"

#include <gtest/gtest.h>

#include <string>

#include "base/limits.h"

namespace linkki::fhirpath {
namespace {

bool safe(const std::string& inner) {
  return safe_narrative("<div xmlns=\"http://www.w3.org/1999/xhtml\">" + inner + "</div>");
}

TEST(Narrative, MayHaveTextListsTablesAndImages) {
  EXPECT_TRUE(
      safe("<p class='x'>a <b>b</b><br/></p><table border=\"1\"><tr><td colspan='2'>c</td></tr></table>"));
  EXPECT_TRUE(safe("<img src=\"#i\" alt=\"x\"/>"));
  EXPECT_TRUE(safe("<a href=\"https://example.fi/a?b=1&amp;c=2\">x</a><!-- note -->"));
}

TEST(Narrative, MustHaveSomethingToRead) {
  EXPECT_FALSE(safe(" \n "));
  EXPECT_FALSE(safe("<p> </p>"));
  EXPECT_FALSE(safe_narrative(""));
}

TEST(Narrative, IsOneDiv) {
  EXPECT_FALSE(safe_narrative("<p>a</p>"));
  EXPECT_FALSE(safe_narrative("<div>a</div><div>b</div>"));
  EXPECT_FALSE(safe_narrative("a<div>b</div>"));
}

TEST(Narrative, HasNoScriptInAnyShape) {
  EXPECT_FALSE(safe("<script>x</script>"));
  EXPECT_FALSE(safe("<p onclick=\"x\">a</p>"));
  EXPECT_FALSE(safe("<a href=\"javascript:x\">a</a>"));
  EXPECT_FALSE(safe("<a href=\" jAvaScript:x\">a</a>"));
  EXPECT_FALSE(safe("<a href=\"java\tscript:x\">a</a>"));
  EXPECT_FALSE(safe("<a href=\"&#106;avascript:x\">a</a>"));
  EXPECT_FALSE(safe("<iframe src=\"x\">a</iframe>"));
  EXPECT_FALSE(safe("<form>a</form>"));
}

TEST(Narrative, ClosesItsTags) {
  EXPECT_FALSE(safe("<p>a"));
  EXPECT_FALSE(safe("<p>a</b></p>"));
  EXPECT_FALSE(safe_narrative("<div>a"));
  EXPECT_FALSE(safe("<p class=x>a</p>"));
  EXPECT_FALSE(safe("<p class=\"x>a</p>"));
  EXPECT_FALSE(safe("<!-- a"));
  EXPECT_FALSE(safe("<"));
}

TEST(Narrative, IsBoundInDepth) {
  std::string deep;
  for (std::size_t i = 0; i < 100'000; ++i) deep += "<b>";
  EXPECT_FALSE(safe(deep + "a"));
}

}  // namespace
}  // namespace linkki::fhirpath
