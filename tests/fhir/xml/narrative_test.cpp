// Narratives and texts as they stand in XML.
#include "fhir/xml/narrative.h"

#include <gtest/gtest.h>

#include "base/limits.h"
#include "fhir/xml/scanner.h"

namespace linkki::fhir::xml {
namespace {

constexpr const char* open = "<div xmlns=\"http://www.w3.org/1999/xhtml\">";

std::string narrative(std::string_view div) {
  std::string out;
  print_narrative(div, out);
  EXPECT_TRUE(Scanner(out).document().ok()) << out;
  return out;
}

std::string text(std::string_view plain) {
  std::string out;
  print_text(plain, out);
  return out;
}

TEST(PrintNarrative, LeavesXhtmlAsItIs) {
  for (const std::string inner :
       {"<p>a</p>", "<br/><br /> &#39;&gt;", "\r\n\t<img src='x'/>\r\n", "ä<!-- b -->"}) {
    EXPECT_EQ(narrative(open + inner + "</div>"), open + inner + "</div>");
  }
  const std::string single = "<div class='a' xmlns='http://www.w3.org/1999/xhtml'>x</div>";
  EXPECT_EQ(narrative(single), single);
}

TEST(PrintNarrative, DeclaresTheNamespaceThatIsMissing) {
  EXPECT_EQ(narrative("<div><p>a</p></div>"), std::string(open) + "<p>a</p></div>");
  EXPECT_EQ(narrative("<div class=\"b\">a</div>"),
            "<div xmlns=\"http://www.w3.org/1999/xhtml\" class=\"b\">a</div>");
}

TEST(PrintNarrative, MendsReferencesThatOnlyHtmlKnows) {
  EXPECT_EQ(narrative(open + std::string("a&nbsp;b</div>")), open + std::string("a\xc2\xa0"
                                                                                "b</div>"));
  EXPECT_EQ(narrative(open + std::string("R&D &copy; &amp; &#228;</div>")),
            open + std::string("R&amp;D &amp;copy; &amp; &#228;</div>"));
}

TEST(PrintNarrative, ShowsTheSourceOfWhatIsNoXml) {
  EXPECT_EQ(narrative("<div><p>a</div>"), std::string(open) + "&lt;div&gt;&lt;p&gt;a&lt;/div&gt;</div>");
  EXPECT_EQ(narrative("plain"), std::string(open) + "plain</div>");
  EXPECT_EQ(narrative("<p>a</p>"), std::string(open) + "&lt;p&gt;a&lt;/p&gt;</div>");
  EXPECT_EQ(narrative(""), std::string(open) + "</div>");
  EXPECT_EQ(narrative("<div>\x01</div>"), std::string(open) + "&lt;div&gt;\xef\xbf\xbd&lt;/div&gt;</div>");
}

// Else the whole might nest deeper than a reader of XML allows.
TEST(PrintNarrative, ShowsTheSourceOfWhatNestsTooDeep) {
  const auto nested = [](std::size_t depth) {
    std::string out = open;
    for (std::size_t i = 1; i < depth; ++i) out += "<b>";
    for (std::size_t i = 1; i < depth; ++i) out += "</b>";
    return out + "</div>";
  };
  EXPECT_EQ(narrative(nested(limits::narrative_depth_max)), nested(limits::narrative_depth_max));
  EXPECT_TRUE(narrative(nested(limits::narrative_depth_max + 1)).starts_with(std::string(open) + "&lt;div"));
}

TEST(PrintNarrative, LetsNothingOutOfTheDiv) {
  for (const char* const hostile :
       {"</div><status value='x'/><div>", "<div>a</div><div>b</div>", "<!DOCTYPE div><div>a</div>",
        "<div><f:a/></div>", "<div>]]></div>", "<?xml version='1.0'?><div>a</div>"}) {
    EXPECT_TRUE(narrative(hostile).starts_with(std::string(open) + "&lt;")) << hostile;
  }
}

TEST(PrintText, EscapesWhatWouldNotComeBack) {
  EXPECT_EQ(text("a<b>&\"'c"), "a&lt;b&gt;&amp;&quot;'c");
  EXPECT_EQ(text("\t\r\n"), "&#9;&#13;&#10;");
  EXPECT_EQ(text("ä😀ﷺ"), "ä😀ﷺ");
}

TEST(PrintText, ReplacesWhatXmlCannotHold) {
  EXPECT_EQ(text(std::string_view("a\0b\x01\x1f", 5)),
            "a\xef\xbf\xbd"
            "b\xef\xbf\xbd\xef\xbf\xbd");
  EXPECT_EQ(text("\xef\xbf\xbe\xef\xbf\xbf\xef\xbf\xbd"), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
}

}  // namespace
}  // namespace linkki::fhir::xml
