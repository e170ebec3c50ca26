// What is well-formed, and what each text that is not is told: one fault, with its byte.
#include "fhir/xml/scanner.h"

#include <gtest/gtest.h>

#include "../r4.h"
#include "fhir/xml/limits.h"

namespace linkki::fhir::xml {
namespace {

std::string scan(std::string_view text) {
  return faults(Scanner(text).document());
}

std::string syntax(const std::string& reason, std::size_t at) {
  return "xml-syntax: This is no well-formed XML: " + reason + ", at byte " + std::to_string(at) + ".";
}

std::string repeat(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

TEST(Scanner, TakesWhatIsWellFormed) {
  for (const char* const text : {
           "<a/>",
           "<a></a>",
           "<a b='1' c = \"2\"/>",
           "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone='yes'?>\n<a/>\n",
           "<?xml version='1.0' encoding='us-ascii'?><a/>",
           "<!-- one --><?pi two?><a><!-- three --><?pi?></a><!-- four -->\n<?pi five?>",
           "<a>text &amp; &lt; &gt; &quot; &apos; &#228; &#xE4; &#x1F600; ä 😀</a>",
           "<a b='&#10;&lt;>\"'/>",
           "<a><![CDATA[ <b> & ]] > ]]></a>",
           "<ä:b-1.2_ ä='x'/>",
           "<a>] ]] ]> </a>",
           "<a\n b='1'\r\n\t></a  >",
       }) {
    EXPECT_EQ(scan(text), "none") << text;
  }
}

TEST(Scanner, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(scan(""), syntax("it has no element", 0));
  EXPECT_EQ(scan("  "), syntax("it has no element", 2));
  EXPECT_EQ(scan("hello"), syntax("text stands outside the root element", 0));
  EXPECT_EQ(scan("x<a/>"), syntax("text stands outside the root element", 0));
  EXPECT_EQ(scan("<a/>x"), syntax("something follows the end of the root element", 4));
  EXPECT_EQ(scan("<a/><b/>"), syntax("something follows the end of the root element", 4));
  EXPECT_EQ(scan("<a>"), syntax("<a> is not closed", 3));
  EXPECT_EQ(scan("<a><b></a>"), syntax("an end tag does not fit the element that is open", 8));
  EXPECT_EQ(scan("</a>"), syntax("an end tag does not fit the element that is open", 2));
  EXPECT_EQ(scan("<a></a b>"), syntax("an end tag does not fit the element that is open", 5));
  EXPECT_EQ(scan("<1/>"), syntax("a '<' begins no tag", 1));
  EXPECT_EQ(scan("<a b/>"), syntax("an '=' is missing behind an attribute's name", 4));
  EXPECT_EQ(scan("<a b=1/>"), syntax("an attribute's value has no quotes", 5));
  EXPECT_EQ(scan("<a b='1/>"), syntax("an attribute's value is not closed", 9));
  EXPECT_EQ(scan("<a b='<'/>"), syntax("a '<' stands in an attribute's value", 6));
  EXPECT_EQ(scan("<a b='1'c='2'/>"), syntax("the tag <a> is malformed", 8));
  EXPECT_EQ(scan("<a b='1' b='2'/>"), syntax("the attribute 'b' comes twice", 10));
  EXPECT_EQ(scan("<a ='1'/>"), syntax("the name of an attribute is missing or misspelt", 3));
  EXPECT_EQ(scan("<a><!-- - -- --></a>"), syntax("a comment contains '--'", 12));
  EXPECT_EQ(scan("<a><!-- </a>"), syntax("a comment is not closed", 7));
  EXPECT_EQ(scan("<a><![CDATA[</a>"), syntax("a CDATA section is not closed", 3));
  EXPECT_EQ(scan("<a><?pi</a>"), syntax("a processing instruction is not closed", 7));
  EXPECT_EQ(scan("<a/><?xml version='1.0'?>"), syntax("a processing instruction has no name of its own", 9));
  EXPECT_EQ(scan("<a>]]></a>"), syntax("']]>' stands in a text", 3));
  EXPECT_EQ(scan("<?xml version='1.0'><a/>"), syntax("the XML declaration is not closed", 19));
}

TEST(Scanner, TakesUtf8Alone) {
  EXPECT_EQ(scan("<a b='\xff'/>"), syntax("it is not UTF-8", 6));
  EXPECT_EQ(scan("<a>\xc3</a>"), syntax("it is not UTF-8", 3));
  EXPECT_EQ(scan("<a>\xed\xa0\x80</a>"), syntax("it is not UTF-8", 3));
  EXPECT_EQ(scan(std::string_view("\xff\xfe<\0a\0", 6)), syntax("it is not UTF-8", 0));
  EXPECT_EQ(scan("<?xml version='1.0' encoding='ISO-8859-1'?><a/>"), syntax("its encoding is not UTF-8", 41));
  EXPECT_EQ(scan("<?xml version='1.0' encoding='utf-16'?><a/>"), syntax("its encoding is not UTF-8", 37));
}

TEST(Scanner, RefusesCharactersThatXmlCannotHold) {
  const std::string reason = "it has a character that XML cannot hold";
  EXPECT_EQ(scan(std::string_view("<a b='\0'/>", 10)), syntax(reason, 6));
  EXPECT_EQ(scan("<a>\x01</a>"), syntax(reason, 3));
  EXPECT_EQ(scan("<a>\x1b</a>"), syntax(reason, 3));
  EXPECT_EQ(scan("<a>\xef\xbf\xbe</a>"), syntax(reason, 3));
  EXPECT_EQ(scan("<a>\xef\xbf\xbf</a>"), syntax(reason, 3));
  EXPECT_EQ(scan("<a>\xef\xbf\xbd</a>"), "none");
  for (const char* const reference :
       {"&#0;", "&#1;", "&#xb;", "&#xd800;", "&#xDFFF;", "&#xfffe;", "&#x110000;", "&#99999999999;", "&#;",
        "&#x;", "&#-1;", "&#xg;", "&#10", "&#00000000000000065;"}) {
    EXPECT_EQ(scan("<a>" + std::string(reference) + "</a>"),
              syntax("a character reference means no character that XML can hold", 3))
        << reference;
  }
}

TEST(Scanner, KnowsNoEntityThatADocumentTypeWouldHaveToDeclare) {
  for (const char* const reference : {"&nbsp;", "&lol;", "&", "& ", "&;", "&amp", "&AMP;"}) {
    EXPECT_EQ(scan("<a>" + std::string(reference) + "</a>"),
              syntax("an '&' begins no reference that XML knows without a DTD", 3))
        << reference;
    EXPECT_EQ(scan("<a b='" + std::string(reference) + "'/>"),
              syntax("an '&' begins no reference that XML knows without a DTD", 6))
        << reference;
  }
}

TEST(Scanner, RefusesADocumentTypeOutright) {
  const auto refused = [](std::size_t at) {
    return "xml-doctype: A document type (DTD) is not read here, and so no entity of one; it is at byte " +
           std::to_string(at) + ".";
  };
  EXPECT_EQ(scan("<!DOCTYPE a><a/>"), refused(0));
  EXPECT_EQ(scan("<?xml version='1.0'?>\n<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"), refused(22));
  EXPECT_EQ(scan("<!doctype a><a/>"), refused(0));
  EXPECT_EQ(scan("<a><!ENTITY x 'y'></a>"), refused(3));
  EXPECT_EQ(scan("<a/><!DOCTYPE a>"), refused(4));
  std::string laughs = "<!DOCTYPE lolz [<!ENTITY lol0 'lol'>";
  for (int i = 1; i < 20; ++i) {
    laughs +=
        "<!ENTITY lol" + std::to_string(i) + " '" + repeat("&lol" + std::to_string(i - 1) + ";", 10) + "'>";
  }
  EXPECT_EQ(scan(laughs + "]><a>&lol19;</a>"), refused(0));
}

TEST(Scanner, BoundsDepthAttributesAndElements) {
  const std::size_t depth = limits::xml_depth_max;
  EXPECT_EQ(scan(repeat("<a>", depth) + repeat("</a>", depth)), "none");
  EXPECT_EQ(scan(repeat("<a>", depth + 1) + repeat("</a>", depth + 1)),
            "xml-depth: The XML nests deeper than 300 levels, at byte 900.");
  EXPECT_EQ(scan(repeat("<a>", 1'000'000)), "xml-depth: The XML nests deeper than 300 levels, at byte 900.");

  std::string attributes;
  for (std::size_t i = 0; i < limits::xml_attributes_max; ++i) attributes += " a" + std::to_string(i) + "=''";
  EXPECT_EQ(scan("<a" + attributes + "/>"), "none");
  EXPECT_EQ(scan("<a" + attributes + " b=''/>").substr(0, 58),
            "xml-size: The XML has more than 64 attributes in one eleme");

  const std::size_t most = limits::xml_elements_max;
  EXPECT_EQ(scan("<a>" + repeat("<b/>", most - 1) + "</a>"), "none");
  EXPECT_EQ(scan("<a>" + repeat("<b/>", most) + "</a>"),
            "xml-size: The XML has more than 2000000 elements, at byte " +
                std::to_string(3 + 4 * (most - 1)) + ".");
}

TEST(Scanner, MeasuresAnElementThatOtherTextFollows) {
  Scanner scanner("<div><p>a</p><br/></div></text>");
  scanner.element();
  EXPECT_EQ(scanner.size(), 24u);
  EXPECT_FALSE(scanner.prefixed());
}

TEST(Scanner, TellsWhetherNamesHavePrefixes) {
  const auto prefixed = [](std::string_view text) {
    Scanner scanner(text);
    scanner.element();
    return scanner.prefixed();
  };
  EXPECT_FALSE(prefixed("<a xml:lang='fi' xmlns:b='c'/>"));
  EXPECT_TRUE(prefixed("<a><b:c/></a>"));
  EXPECT_TRUE(prefixed("<a b:c='1'/>"));
}

}  // namespace
}  // namespace linkki::fhir::xml
