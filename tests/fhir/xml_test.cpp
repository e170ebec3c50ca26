// XML ↔ the document: what becomes of elements and attributes, and what each fault is told.
#include "fhir/xml.h"

#include <gtest/gtest.h>

#include "base/json/print.h"
#include "base/limits.h"
#include "r4.h"

namespace linkki::fhir {
namespace {

std::string repeat(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

// The JSON of a resource in XML, whose root gets FHIR's namespace; or its faults.
std::string json_of(std::string xml) {
  if (const std::size_t end = xml.find_first_of(" />"); xml.find("xmlns=\"http://hl7.org") == xml.npos)
    xml.insert(end, " xmlns=\"http://hl7.org/fhir\"");
  const auto parsed = parse_xml(std::move(xml), r4());
  return parsed.ok() ? print_json(*parsed) : faults(parsed);
}

std::string patient(const std::string& content) {
  return json_of("<Patient>" + content + "</Patient>");
}

std::string xml_of(std::string json, bool pretty = false) {
  std::string xml = print_xml(resource(std::move(json)).document.root, r4(), pretty);
  const std::string_view head = R"(<?xml version="1.0" encoding="UTF-8"?>)";
  EXPECT_TRUE(xml.starts_with(head));
  return xml.substr(head.size());
}

constexpr const char* div_open = "<div xmlns=\"http://www.w3.org/1999/xhtml\">";

TEST(ParseXml, MakesPropertiesOfElements) {
  EXPECT_EQ(json_of("<Patient/>"), R"({"resourceType":"Patient"})");
  EXPECT_EQ(patient(R"(<id value="a"/><active value="true"/><birthDate value="1970-03"/>)"),
            R"({"resourceType":"Patient","id":"a","active":true,"birthDate":"1970-03"})");
  EXPECT_EQ(patient(R"(<maritalStatus><text value="n"/></maritalStatus>)"),
            R"({"resourceType":"Patient","maritalStatus":{"text":"n"}})");
}

TEST(ParseXml, MakesArraysOfWhatMayRepeat) {
  EXPECT_EQ(patient(R"(<name><family value="A"/><given value="B"/><given value="C"/></name><name/>)"),
            R"({"resourceType":"Patient","name":[{"family":"A","given":["B","C"]},{}]})");
}

TEST(ParseXml, KeepsTheDigitsOfNumbers) {
  for (const char* const number :
       {"1.50", "-0.0", "1e3", "1E-30", "0", "123456789012345678901234567890.10"}) {
    EXPECT_EQ(json_of("<Observation><valueQuantity><value value=\"" + std::string(number) +
                      "\"/></valueQuantity></Observation>"),
              R"({"resourceType":"Observation","valueQuantity":{"value":)" + std::string(number) + "}}");
  }
  EXPECT_EQ(patient(R"(<multipleBirthInteger value="+2"/>)"),
            R"({"resourceType":"Patient","multipleBirthInteger":2})");
}

TEST(ParseXml, KnowsTheTypeOfAChoiceByItsName) {
  EXPECT_EQ(patient(R"(<deceasedBoolean value="false"/>)"),
            R"({"resourceType":"Patient","deceasedBoolean":false})");
  EXPECT_EQ(patient(R"(<deceasedDateTime value="2020"/>)"),
            R"({"resourceType":"Patient","deceasedDateTime":"2020"})");
}

TEST(ParseXml, PutsIdsAndExtensionsOfPrimitivesBesideThem) {
  EXPECT_EQ(
      patient(
          R"(<birthDate id="x" value="1970"><extension url="u"><valueCode value="c"/></extension></birthDate>)"),
      R"({"resourceType":"Patient","birthDate":"1970","_birthDate":{"id":"x",)"
      R"("extension":[{"url":"u","valueCode":"c"}]}})");
  EXPECT_EQ(patient(R"(<birthDate><extension url="u"/></birthDate>)"),
            R"({"resourceType":"Patient","_birthDate":{"extension":[{"url":"u"}]}})");
  EXPECT_EQ(
      patient(R"(<name><given value="A"/><given id="x"/><given id="y" value="C"/></name>)"),
      R"({"resourceType":"Patient","name":[{"given":["A",null,"C"],"_given":[null,{"id":"x"},{"id":"y"}]}]})");
}

TEST(ParseXml, ReadsTheAttributesOfElementsAndExtensions) {
  EXPECT_EQ(
      patient(
          R"(<extension url="u" id="e"><extension url="v"><valueString value="s"/></extension></extension>)"
          R"(<name id="n"><text value="t"/></name>)"),
      R"({"resourceType":"Patient","extension":[{"id":"e","extension":[{"url":"v","valueString":"s"}],)"
      R"("url":"u"}],"name":[{"id":"n","text":"t"}]})");
}

TEST(ParseXml, ReadsResourcesWithinResources) {
  EXPECT_EQ(
      patient(
          R"(<contained><Organization><id value="o"/></Organization></contained><contained><Patient/></contained>)"),
      R"({"resourceType":"Patient","contained":[{"resourceType":"Organization","id":"o"},)"
      R"({"resourceType":"Patient"}]})");
  EXPECT_EQ(json_of(R"(<Bundle><entry><fullUrl value="u"/><resource><Patient/></resource></entry></Bundle>)"),
            R"({"resourceType":"Bundle","entry":[{"fullUrl":"u","resource":{"resourceType":"Patient"}}]})");
  EXPECT_EQ(
      json_of(
          R"(<Parameters><parameter><name value="n"/><resource><Patient/></resource></parameter></Parameters>)"),
      R"({"resourceType":"Parameters","parameter":[{"name":"n","resource":{"resourceType":"Patient"}}]})");
}

TEST(ParseXml, KeepsANarrativeByteForByte) {
  const std::string div =
      std::string(div_open) + "\r\n <p class='a'>x &amp; &#39;y&#x27;<br/><br />ä</p><!-- c --></div >";
  const Resource read =
      *parse_xml("<Patient xmlns=\"http://hl7.org/fhir\"><text><status value=\"generated\"/>" + div +
                     "</text></Patient>",
                 r4());
  EXPECT_EQ(read.document.root.find("text")->text_of("div"), div);
}

TEST(ParseXml, UnescapesValuesAsXmlSays) {
  EXPECT_EQ(patient("<gender value=\"&lt;&#228;&#10;&amp;&#x1F600;&quot;'\"/>"),
            R"({"resourceType":"Patient","gender":"<ä\n&😀\"'"})");
  EXPECT_EQ(patient("<gender value='a\tb\nc\r\nd'/>"), R"({"resourceType":"Patient","gender":"a b c d"})");
}

TEST(ParseXml, PassesOverWhatCarriesNothing) {
  EXPECT_EQ(json_of("<Patient xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
                    "xsi:schemaLocation=\"http://hl7.org/fhir patient.xsd\">\n <!-- c --><?pi x?>\n "
                    "<active value=\"true\"/>\n</Patient>"),
            R"({"resourceType":"Patient","active":true})");
  EXPECT_EQ(json_of("\xef\xbb\xbf<Patient xmlns=\"http://hl7.org/fhir\"/>"), R"({"resourceType":"Patient"})");
}

TEST(ParseXml, UnderstandsPrefixes) {
  EXPECT_EQ(json_of("<f:Patient xmlns:f=\"http://hl7.org/fhir\" xmlns=\"http://hl7.org/fhir\"><f:active "
                    "value=\"true\"/><gender value=\"male\"/></f:Patient>"),
            R"({"resourceType":"Patient","active":true,"gender":"male"})");
}

TEST(ParseXml, RefusesOtherNamespaces) {
  EXPECT_EQ(
      faults(parse_xml("<Patient/>", r4())),
      "xml-namespace: 'Patient' is in the namespace ''; it belongs in 'http://hl7.org/fhir'. (Patient)");
  EXPECT_EQ(faults(parse_xml("<ClinicalDocument xmlns=\"urn:hl7-org:v3\"/>", r4())),
            "xml-namespace: 'ClinicalDocument' is in the namespace 'urn:hl7-org:v3'; it belongs in "
            "'http://hl7.org/fhir'.");
  EXPECT_EQ(patient(R"(<active xmlns="urn:x" value="true"/>)"),
            "xml-namespace: 'active' is in the namespace 'urn:x'; it belongs in 'http://hl7.org/fhir'. "
            "(Patient.active)");
  EXPECT_EQ(patient(R"(<x:active value="true"/>)").substr(0, 50),
            "xml-namespace: 'x:active' is in the namespace ''; ");
  EXPECT_EQ(patient("<text><status value=\"empty\"/><div>a</div></text>"),
            "xml-namespace: 'div' is in the namespace 'http://hl7.org/fhir'; it belongs in "
            "'http://www.w3.org/1999/xhtml'. (Patient.text.div)");
}

TEST(ParseXml, RefusesANarrativeThatJsonCouldNotHold) {
  const std::string refused =
      "xml-narrative: A narrative declares the namespace http://www.w3.org/1999/xhtml on its div, and none "
      "of "
      "its names has a prefix. (Patient.text.div)";
  EXPECT_EQ(patient("<text xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:div>a</h:div></text>"), refused);
  EXPECT_EQ(patient("<text><div xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:h=\"u\"><h:p/></div></text>"),
            refused);
}

TEST(ParseXml, NamesTheTypeThatIsUnknown) {
  EXPECT_EQ(json_of("<Nothing/>"), "resource-type-unknown: 'Nothing' is no resource type of FHIR R4.");
  EXPECT_EQ(json_of("<DomainResource/>"),
            "resource-type-unknown: 'DomainResource' is no resource type of FHIR R4.");
  EXPECT_EQ(json_of("<HumanName/>"), "resource-type-unknown: 'HumanName' is no resource type of FHIR R4.");
  EXPECT_EQ(patient("<contained><Nothing/></contained>"),
            "resource-type-unknown: 'Nothing' is no resource type of FHIR R4. (Patient.contained[0])");
}

TEST(ParseXml, NamesEveryElementAndAttributeThatIsUnknown) {
  EXPECT_EQ(
      json_of(
          R"(<Patient x="1"><nmae/><name use="a"><famly value="b"/><id value="c"/></name><gender valu="male"/></Patient>)"),
      "xml-attribute: Patient has no attribute 'x' in XML. (Patient)\n"
      "xml-element: Patient has no element 'nmae' in XML. (Patient.nmae)\n"
      "xml-attribute: HumanName has no attribute 'use' in XML. (Patient.name[0])\n"
      "xml-element: HumanName has no element 'famly' in XML. (Patient.name[0].famly)\n"
      "xml-element: HumanName has no element 'id' in XML. (Patient.name[0].id)\n"
      "xml-attribute: code has no attribute 'valu' in XML. (Patient.gender)\n"
      "xml-empty: An element needs a value or an extension; leave out what is not known. (Patient.gender)");
  EXPECT_EQ(json_of("<Patient id=\"a\"/>"), "xml-attribute: Patient has no attribute 'id' in XML. (Patient)");
  EXPECT_EQ(json_of("<Observation><value value=\"1\"/></Observation>"),
            "xml-element: Observation has no element 'value' in XML. (Observation.value)");
}

TEST(ParseXml, RefusesElementsOutOfOrder) {
  EXPECT_EQ(patient(R"(<gender value="male"/><active value="true"/>)"),
            "xml-order: Patient.active stands behind Patient.gender; in XML it belongs before it. "
            "(Patient.active)");
  EXPECT_EQ(
      patient(R"(<name id="a"/><gender value="male"/><name id="b"/>)"),
      "xml-order: Patient.name stands behind Patient.gender; in XML it belongs before it. (Patient.name)");
}

TEST(ParseXml, RefusesWhatOccursOnceOnlyAndComesTwice) {
  EXPECT_EQ(patient(R"(<active value="true"/><active value="false"/>)"),
            "xml-repeat: Patient.active occurs once only. (Patient.active)");
}

TEST(ParseXml, RefusesTextBetweenElements) {
  EXPECT_EQ(patient("hello<active value=\"true\"/>"),
            "xml-text: A text cannot stand in Patient; a value is an attribute, as in <status "
            "value=\"final\"/>. (Patient)");
  EXPECT_EQ(patient("<active value=\"true\">yes</active>").substr(0, 48),
            "xml-text: A text cannot stand in Patient.active;");
  EXPECT_EQ(patient("<name><![CDATA[x]]></name>").substr(0, 49),
            "xml-text: A text cannot stand in Patient.name[0];");
}

TEST(ParseXml, RefusesValuesThatJsonCouldNotWrite) {
  EXPECT_EQ(patient(R"(<active value="yes"/>)"),
            "xml-value: This is not a valid boolean, which is true or false. (Patient.active)");
  for (const char* const number :
       {"", "x", "01", "1.", ".5", "0x10", "NaN", "1e400", "--1", "+-1", "1,5", "[1]"}) {
    EXPECT_EQ(patient("<multipleBirthInteger value=\"" + std::string(number) + "\"/>").substr(0, 37),
              "xml-value: This is not a valid intege")
        << number;
  }
}

TEST(ParseXml, WantsOneResourceInItsWrapper) {
  const std::string refused =
      "xml-resource: Patient.contained[0] holds one element, which is the resource, as in "
      "<contained><Patient/></contained>. (Patient.contained[0])";
  EXPECT_EQ(patient("<contained/>"), refused);
  EXPECT_EQ(patient("<contained>x</contained>"), refused);
  EXPECT_EQ(patient("<contained><Patient/><Patient/></contained>"), refused);
}

TEST(ParseXml, RefusesWhatTheScannerRefuses) {
  EXPECT_EQ(faults(parse_xml("<Patient", r4())).substr(0, 10), "xml-syntax");
  EXPECT_EQ(faults(parse_xml("<!DOCTYPE x [<!ENTITY a 'b'>]><Patient/>", r4())).substr(0, 11), "xml-doctype");
  EXPECT_EQ(faults(parse_xml("", r4())).substr(0, 10), "xml-syntax");
}

TEST(ParseXml, NestsNoDeeperThanJson) {
  const auto items = [](std::size_t depth) {
    return json_of("<Questionnaire>" + repeat("<item>", depth) + "<linkId value=\"a\"/>" +
                   repeat("</item>", depth) + "</Questionnaire>");
  };
  const std::size_t most = (limits::json_depth_max - 1) / 2;  // an array and an object each
  const std::string deepest = items(most);
  EXPECT_TRUE(json::parse(deepest).ok()) << deepest.substr(0, 200);
  EXPECT_EQ(items(most + 1).substr(0, 50), "xml-depth: The XML nests deeper than 128 levels, a");
  EXPECT_EQ(items(100'000).substr(0, 50), "xml-depth: The XML nests deeper than 300 levels, a");
}

TEST(ParseXml, CountsTheArrayOfPrimitivesAtTheDeepestPlace) {
  const auto nested = [](std::size_t depth) {
    return json_of("<Parameters>" + repeat("<parameter><part>", 1) + repeat("<part>", depth) +
                   "<valueHumanName><given value=\"a\"/></valueHumanName>" + repeat("</part>", depth) +
                   "</part></parameter></Parameters>");
  };
  for (std::size_t depth = 55; depth < 65; ++depth) {
    const std::string read = nested(depth);
    EXPECT_TRUE(read.starts_with("xml-depth") || json::parse(read).ok()) << depth;
  }
  EXPECT_TRUE(nested(64).starts_with("xml-depth"));
}

TEST(ParseXml, TellsNoMoreFaultsThanAnOutcomeHolds) {
  const auto parsed =
      parse_xml("<Patient xmlns=\"http://hl7.org/fhir\">" + repeat("<x/>", 10'000) + "</Patient>", r4());
  EXPECT_EQ(parsed.failure().issues.size(), limits::issues_max);
}

TEST(RootOfXml, IsTheTypeWhereItIsFhir) {
  EXPECT_EQ(root_of_xml("<?xml version='1.0'?><Binary xmlns='http://hl7.org/fhir'/>"), "Binary");
  EXPECT_EQ(root_of_xml("<f:Binary xmlns:f='http://hl7.org/fhir'/>"), "Binary");
  EXPECT_EQ(root_of_xml("<Binary/>"), "");
  EXPECT_EQ(root_of_xml("<ClinicalDocument xmlns='urn:hl7-org:v3'/>"), "");
  EXPECT_EQ(root_of_xml("<Binary xmlns='http://hl7.org/fhir'>"), "");
}

TEST(PrintXml, WritesElementsInTheOrderOfTheDefinition) {
  EXPECT_EQ(
      xml_of(
          R"({"gender":"male","name":[{"given":["A","B"],"family":"C"}],"id":"a","resourceType":"Patient"})"),
      R"(<Patient xmlns="http://hl7.org/fhir"><id value="a"/><name><family value="C"/><given value="A"/>)"
      R"(<given value="B"/></name><gender value="male"/></Patient>)");
}

TEST(PrintXml, WritesIdsUrlsAndValuesAsAttributes) {
  EXPECT_EQ(
      xml_of(
          R"({"resourceType":"Patient","extension":[{"id":"e","url":"u","valueDecimal":1.50}],"active":true,)"
          R"("_active":{"id":"x"},"name":[{"given":[null,"B"],"_given":[{"extension":[{"url":"v"}]},null]}]})"),
      R"(<Patient xmlns="http://hl7.org/fhir"><extension id="e" url="u"><valueDecimal value="1.50"/></extension>)"
      R"(<active id="x" value="true"/><name><given><extension url="v"/></given><given value="B"/></name></Patient>)");
}

TEST(PrintXml, WrapsResourcesWithinResources) {
  EXPECT_EQ(xml_of(R"({"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","contained":)"
                   R"([{"resourceType":"Organization","id":"o"}]}}]})"),
            R"(<Bundle xmlns="http://hl7.org/fhir"><entry><resource><Patient><contained><Organization>)"
            R"(<id value="o"/></Organization></contained></Patient></resource></entry></Bundle>)");
}

TEST(PrintXml, IndentsOnDemand) {
  EXPECT_EQ(
      xml_of(R"({"resourceType":"Bundle","entry":[{"fullUrl":"u","resource":{"resourceType":"Patient"}}]})",
             true),
      "\n<Bundle xmlns=\"http://hl7.org/fhir\">\n  <entry>\n    <fullUrl value=\"u\"/>\n    <resource>\n     "
      " "
      "<Patient/>\n    </resource>\n  </entry>\n</Bundle>");
}

TEST(PrintXml, LeavesOutWhatR4HasNot) {
  EXPECT_EQ(
      xml_of(
          R"({"resourceType":"Patient","shoeSize":7,"contained":[{"resourceType":"Nothing"}],"active":true})"),
      R"(<Patient xmlns="http://hl7.org/fhir"><active value="true"/></Patient>)");
}

TEST(PrintXml, OfTheDeepestDocumentIsReadAgain) {
  std::string json = R"({"resourceType":"Questionnaire")";
  for (std::size_t i = 0; i < (limits::json_depth_max - 1) / 2; ++i) json += R"(,"item":[{"linkId":"a")";
  for (std::size_t i = 0; i < (limits::json_depth_max - 1) / 2; ++i) json += "}]";
  const Resource deepest = resource(json + "}");
  const auto again = parse_xml(print_xml(deepest.document.root, r4()), r4());
  ASSERT_TRUE(again.ok()) << faults(again);
  EXPECT_TRUE(json::equal(deepest.document.root, again->document.root));
}

}  // namespace
}  // namespace linkki::fhir
