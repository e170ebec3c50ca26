// Everything that is asked and sent in JSON, in XML: the same interactions, the same faults, the same
// versions.
#include "fhir/xml.h"

#include "interactions/fixture.h"

using namespace linkki;
using namespace linkki::interactions;

namespace {

const std::string xml_type = "application/fhir+xml; charset=utf-8";
const std::string json_type = "application/fhir+json; charset=utf-8";

std::string in_fhir(std::string xml) {
  return xml.insert(xml.find_first_of(" />"), " xmlns=\"http://hl7.org/fhir\"");
}

struct Xml : Fixture {
  // Sends XML and takes XML; the answer's XML can be looked into like any JSON.
  Reply ask(const std::string& method, const std::string& url, const std::string& xml = "",
            Headers headers = {}, const std::string& organization = "a") {
    if (!find_header(headers, "Accept")) headers.emplace_back("Accept", "application/fhir+xml");
    if (!xml.empty() && !find_header(headers, "Content-Type"))
      headers.emplace_back("Content-Type", "application/fhir+xml");
    Reply reply = send(method, url, xml.empty() ? xml : in_fhir(xml), std::move(headers), organization);
    if (reply.header("Content-Type") == xml_type) {
      auto read = fhir::parse_xml(reply.bytes, *definitions::r4());
      EXPECT_TRUE(read.ok()) << reply.bytes;
      if (read.ok()) reply.body = std::move(read->document);
    }
    return reply;
  }
  std::string type_for(const std::string& accept, const std::string& url = "") {
    return send("GET", "/" + patient + url, "", {{"Accept", accept}}).header("Content-Type");
  }

  const std::string patient =
      post("Patient", R"({"resourceType":"Patient","active":true,"gender":"female"})");
};

TEST_F(Xml, CreatesWhatJsonWouldCreate) {
  const Reply reply = ask("POST", "/Observation",
                          R"(<Observation><status value="final"/><code><text value="ä &amp; &lt;"/></code>)"
                          R"(<valueQuantity><value value="1.50"/></valueQuantity></Observation>)");
  ASSERT_EQ(201, reply.status) << reply.bytes;
  EXPECT_EQ(xml_type, reply.header("Content-Type"));
  EXPECT_EQ("Accept", reply.header("Vary"));
  EXPECT_EQ("1.50", reply.text("valueQuantity.value"));
  const Reply stored = get("/" + reply.reference());
  EXPECT_EQ(json_type, stored.header("Content-Type"));
  EXPECT_EQ("1.50", stored.text("valueQuantity.value"));
  EXPECT_EQ("ä & <", stored.text("code.text"));
  EXPECT_EQ(fhir::print_xml(stored.body.root, *definitions::r4()), ask("GET", "/" + reply.reference()).bytes);
}

TEST_F(Xml, UpdatesDeletesAndShowsVersions) {
  const std::string id = patient.substr(8);
  const Reply updated =
      ask("PUT", "/" + patient, "<Patient><id value=\"" + id + "\"/><active value=\"false\"/></Patient>",
          {{"If-Match", "W/\"1\""}});
  EXPECT_EQ(200, updated.status) << updated.bytes;
  EXPECT_EQ("W/\"2\"", updated.header("ETag"));
  EXPECT_EQ("false", ask("GET", "/" + patient).text("active"));
  EXPECT_EQ("true", ask("GET", "/" + patient + "/_history/1").text("active"));
  const std::string same = "<Patient><id value=\"" + id + "\"/></Patient>";
  EXPECT_EQ(412, ask("PUT", "/" + patient, same, {{"If-Match", "W/\"1\""}}).status);
  EXPECT_EQ(204, ask("DELETE", "/" + patient).status);
  const Reply history = ask("GET", "/" + patient + "/_history");
  EXPECT_EQ("history", history.text("type"));
  EXPECT_EQ(3u, history.count("entry"));
}

TEST_F(Xml, HasTheSameVersionsAsJson) {
  EXPECT_EQ(get("/" + patient).header("ETag"), ask("GET", "/" + patient).header("ETag"));
  const Reply unchanged = ask("GET", "/" + patient, "", {{"If-None-Match", "W/\"1\""}});
  EXPECT_EQ(304, unchanged.status);
  EXPECT_EQ("", unchanged.bytes);
}

TEST_F(Xml, IsChosenByAccept) {
  for (const char* const accept :
       {"application/fhir+xml", "application/xml", "text/xml", "application/xml+fhir", "Application/FHIR+XML",
        "application/fhir+xml;fhirVersion=4.0", "application/fhir+xml;q=0.9, application/fhir+json;q=0.8",
        "application/fhir+xml, application/fhir+json", "application/fhir+json;q=0, */*",
        "text/html, application/fhir+xml, */*;q=0.1",
        "application/fhir+json;fhirVersion=3.0, application/xml;q=0.1"}) {
    EXPECT_EQ(xml_type, type_for(accept)) << accept;
  }
  for (const char* const accept :
       {"", "*/*", "application/*", "application/fhir+json, application/fhir+xml",
        "application/fhir+xml;q=0.8, application/fhir+json;q=0.9", "application/fhir+xml;q=0.5, */*;q=0.8",
        "application/fhir+xml;fhirVersion=5.0, application/fhir+json;q=0.1",
        "application/fhir+xml;q=0, */*;q=0.1"}) {
    EXPECT_EQ(json_type, type_for(accept)) << accept;
  }
  for (const char* const accept :
       {"application/fhir+xml;q=0", "application/fhir+xml;fhirVersion=5.0", "text/turtle"}) {
    const Reply reply = send("GET", "/" + patient, "", {{"Accept", accept}});
    EXPECT_EQ(406, reply.status) << accept;
    EXPECT_EQ("format-unsupported @ ", reply.fault());
  }
}

TEST_F(Xml, IsChosenByFormatBeforeAccept) {
  for (const char* const format :
       {"xml", "text/xml", "application/xml", "application/fhir%2Bxml", "application/fhir+xml"}) {
    EXPECT_EQ(xml_type, type_for("application/fhir+json", "?_format=" + std::string(format))) << format;
  }
  EXPECT_EQ(json_type, type_for("application/fhir+xml", "?_format=json"));
}

TEST_F(Xml, FindsInSearchsets) {
  const Reply reply = ask("GET", "/Patient?gender=female&_format=xml");
  ASSERT_EQ(200, reply.status) << reply.bytes;
  EXPECT_EQ("searchset", reply.text("type"));
  EXPECT_EQ("1", reply.text("total"));
  EXPECT_EQ("female", reply.text("entry.0.resource.gender"));
  EXPECT_EQ("match", reply.text("entry.0.search.mode"));
  EXPECT_NE(std::string::npos, reply.text("link.0.url").find("gender=female"));
  const Reply posted =
      ask("POST", "/Patient/_search", "", {{"Content-Type", "application/x-www-form-urlencoded"}});
  EXPECT_EQ("searchset", posted.text("type"));
}

TEST_F(Xml, IsCutAndIndentedOnDemand) {
  const std::string whole = ask("GET", "/" + patient + "?_pretty=true").bytes;
  EXPECT_NE(std::string::npos, whole.find("\n  <gender value=\"female\"/>\n")) << whole;
  const Reply part = ask("GET", "/" + patient + "?_elements=active");
  EXPECT_EQ("true", part.text("active"));
  EXPECT_EQ("", part.text("gender"));
  EXPECT_EQ("SUBSETTED", part.text("meta.tag.0.code"));
  EXPECT_EQ("1", ask("GET", "/Patient?_summary=count&_pretty=true").text("total"));
}

TEST_F(Xml, RunsTransactions) {
  const std::string urn = "urn:uuid:6f0d1c1e-5d0a-4c58-9a52-0c6f1d0b7a01";
  const Reply reply = ask(
      "POST", "/",
      "<Bundle><type value=\"transaction\"/><entry><fullUrl value=\"" + urn +
          "\"/><resource><Patient><active value=\"true\"/></Patient></resource><request><method "
          "value=\"POST\"/><url value=\"Patient\"/></request></entry><entry><resource><Observation><status "
          "value=\"final\"/><code><text value=\"x\"/></code><subject><reference value=\"" +
          urn +
          "\"/></subject></Observation></resource><request><method value=\"POST\"/><url "
          "value=\"Observation\"/></request></entry><entry><request><method value=\"GET\"/><url value=\"" +
          patient + "\"/></request></entry></Bundle>");
  ASSERT_EQ(200, reply.status) << reply.bytes;
  EXPECT_EQ(xml_type, reply.header("Content-Type"));
  EXPECT_EQ("transaction-response", reply.text("type"));
  EXPECT_EQ("201 Created", reply.text("entry.0.response.status"));
  EXPECT_EQ("female", reply.text("entry.2.resource.gender"));
  const std::string stored = path_of(reply.text("entry.0.response.location"));
  EXPECT_EQ(stored.substr(1),
            get(path_of(reply.text("entry.1.response.location"))).text("subject.reference"));
}

TEST_F(Xml, TellsFaultsOfTransactionsInTheirPlace) {
  const Reply reply =
      ask("POST", "/",
          R"(<Bundle><type value="transaction"/><entry><resource><Patient><nmae/></Patient></resource>)"
          R"(<request><method value="POST"/><url value="Patient"/></request></entry></Bundle>)");
  EXPECT_EQ(400, reply.status);
  EXPECT_EQ("xml-element @ Bundle.entry[0].resource.nmae", reply.fault());
}

TEST_F(Xml, TellsEveryFaultOfABodyAtOnce) {
  const Reply reply = ask("POST", "/Patient",
                          R"(<Patient><active value="yes"/><shoeSize value="7"/><name kind="a"/></Patient>)");
  EXPECT_EQ(400, reply.status);
  EXPECT_EQ(xml_type, reply.header("Content-Type"));
  ASSERT_EQ(3u, reply.count("issue"));
  EXPECT_EQ("xml-value @ Patient.active", reply.fault());
  EXPECT_EQ("Patient.shoeSize", reply.text("issue.1.expression.0"));
  EXPECT_EQ("Patient.name[0]", reply.text("issue.2.expression.0"));
}

TEST_F(Xml, IsValidatedLikeJson) {
  const Reply reply = ask("POST", "/Patient", R"(<Patient><language value="wrong"/></Patient>)");
  EXPECT_EQ(422, reply.status);
  EXPECT_EQ("parameter-value @ Patient.language", reply.fault());
}

TEST_F(Xml, RefusesHostileBodies) {
  const auto fault = [&](const std::string& body) {
    const Reply reply = send("POST", "/Patient", body, {{"Content-Type", "application/fhir+xml"}});
    EXPECT_EQ(400, reply.status) << body.substr(0, 100);
    return reply.text("issue.0.details.coding.0.code");
  };
  EXPECT_EQ("xml-doctype",
            fault("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><Patient>&b;</Patient>"));
  EXPECT_EQ("xml-syntax", fault("<Patient xmlns='http://hl7.org/fhir'>&b;</Patient>"));
  EXPECT_EQ("xml-syntax", fault("{\"resourceType\":\"Patient\"}"));
  EXPECT_EQ("xml-syntax", fault("\xff"));
  EXPECT_EQ("xml-namespace", fault("<Patient/>"));
  std::string deep;
  for (int i = 0; i < 1'000'000; ++i) deep += "<a>";
  EXPECT_EQ("xml-depth", fault(deep));
  std::string wide = "<Patient";
  for (int i = 0; i < 1'000'000; ++i) wide += " a" + std::to_string(i) + "=''";
  EXPECT_EQ("xml-size", fault(wide + "/>"));
}

TEST_F(Xml, AnswersRefusalsInTheFormatOfTheCaller) {
  const auto fault = [&](const std::string& method, const std::string& url, int status,
                         const std::string& organization = "a") {
    const Reply reply = ask(method, url, "", {}, organization);
    EXPECT_EQ(status, reply.status) << url;
    EXPECT_EQ(xml_type, reply.header("Content-Type")) << url;
    EXPECT_EQ("OperationOutcome", reply.text("resourceType")) << url;
    return reply.fault();
  };
  EXPECT_EQ("path-type @ ", fault("GET", "/Nothing/1", 404));
  EXPECT_EQ("method-not-allowed @ ", fault("DELETE", "/metadata", 405));
  EXPECT_EQ("resource-unknown @ ", fault("GET", "/Patient/nobody", 404));
  EXPECT_EQ("token-missing @ ", fault("GET", "/" + patient, 401, ""));
  fault("GET", "/Patient?nonsense=1", 400);
  EXPECT_EQ(json_type, ask("GET", "/Nothing/1?_format=json").header("Content-Type"));
  const Reply sent = send("POST", "/Patient", in_fhir("<Nothing/>"), {{"Content-Type", "text/xml"}});
  EXPECT_EQ("resource-type-unknown @ ", sent.fault());
}

TEST_F(Xml, IsNamedWhereAnotherFormatIsRefused) {
  const Reply asked = send("GET", "/" + patient, "", {{"Accept", "text/turtle"}});
  EXPECT_NE(std::string::npos, asked.text("issue.0.diagnostics").find("XML (application/fhir+xml)"));
  const Reply sent = send("POST", "/Patient", "x", {{"Content-Type", "text/turtle"}});
  EXPECT_EQ(415, sent.status);
  EXPECT_NE(std::string::npos,
            sent.text("issue.0.diagnostics").find("application/fhir+json, application/fhir+xml"));
}

TEST_F(Xml, IsReadByAllItsNames) {
  for (const char* const type : {"application/fhir+xml", "application/xml; charset=utf-8", "text/xml",
                                 "application/fhir+xml; fhirVersion=4.0"}) {
    EXPECT_EQ(201, ask("POST", "/Patient", "<Patient/>", {{"Content-Type", type}}).status) << type;
  }
  EXPECT_EQ(415,
            ask("POST", "/Patient", "<Patient/>", {{"Content-Type", "application/fhir+xml; fhirVersion=5.0"}})
                .status);
}

TEST_F(Xml, SuitsOperations) {
  const std::string tag = R"(<tag><system value="t"/><code value="1"/></tag>)";
  const Reply added = ask("POST", "/" + patient + "/$meta-add",
                          "<Parameters><parameter><name value=\"meta\"/><valueMeta>" + tag +
                              "</valueMeta></parameter></Parameters>");
  EXPECT_EQ(200, added.status) << added.bytes;
  EXPECT_EQ("1", added.text("parameter.0.valueMeta.tag.0.code"));
  EXPECT_EQ("1", ask("GET", "/" + patient + "/$meta?_format=xml").text("parameter.0.valueMeta.tag.0.code"));
}

TEST_F(Xml, PatchesByFhirPath) {
  const std::string operations =
      R"(<Parameters><parameter><name value="operation"/><part><name value="type"/><valueCode value="replace"/></part>)"
      R"(<part><name value="path"/><valueString value="Patient.gender"/></part><part><name value="value"/>)"
      R"(<valueCode value="male"/></part></parameter></Parameters>)";
  const Reply reply = ask("PATCH", "/" + patient, operations);
  EXPECT_EQ(200, reply.status) << reply.bytes;
  EXPECT_EQ("male", reply.text("gender"));
  EXPECT_EQ(400, ask("PATCH", "/" + patient, "<Parameters><x/></Parameters>").status);
  EXPECT_EQ(415,
            ask("PATCH", "/" + patient, "<diff/>", {{"Content-Type", "application/xml-patch+xml"}}).status);
}

TEST_F(Xml, IsTheFormatOfTheCapabilityStatement) {
  const Reply reply = ask("GET", "/metadata", "", {}, "");
  EXPECT_EQ(200, reply.status);
  EXPECT_EQ(xml_type, reply.header("Content-Type"));
  EXPECT_EQ("application/fhir+xml", reply.text("format.1"));
  EXPECT_EQ("4.0.1", reply.text("fhirVersion"));
}

TEST_F(Xml, SaysWhatPreferAsksFor) {
  const Reply outcome = ask("POST", "/Patient", R"(<Patient><language value="odd"/></Patient>)",
                            {{"Prefer", "return=OperationOutcome"}});
  EXPECT_EQ("parameter-value @ Patient.language", outcome.fault());
  EXPECT_EQ("", ask("POST", "/Patient", "<Patient/>", {{"Prefer", "return=minimal"}}).bytes);
}

TEST_F(Xml, IsTheFormatOfAnAsynchronousAnswerWhenItIsFetched) {
  const Reply begun = ask("GET", "/Patient?_count=10", "", {{"Prefer", "respond-async"}});
  ASSERT_EQ(202, begun.status);
  service().settle();
  const std::string status =
      begun.header("Content-Location").substr(std::string("https://linkki.test/fhir").size());
  EXPECT_EQ("searchset", ask("GET", status).text("entry.0.resource.type"));
  EXPECT_EQ("searchset", get(status).text("entry.0.resource.type"));
}

TEST_F(Xml, OfABinaryIsTheBinary) {
  const Reply stored =
      ask("POST", "/Binary", R"(<Binary><contentType value="text/plain"/><data value="aGVp"/></Binary>)");
  ASSERT_EQ(201, stored.status) << stored.bytes;
  EXPECT_EQ("hei", get("/" + stored.reference()).bytes);
  EXPECT_EQ("aGVp", ask("GET", "/" + stored.reference()).text("data"));
  EXPECT_EQ("aGVp", ask("GET", "/" + stored.reference(), "", {{"Accept", "application/xml"}}).text("data"));
}

TEST_F(Xml, OfSomebodyElseIsTheContentOfABinary) {
  const std::string document = "<!DOCTYPE x><ClinicalDocument xmlns='urn:hl7-org:v3'>&x;</ClinicalDocument>";
  for (const char* const type : {"application/xml", "text/xml"}) {
    const Reply stored = send("POST", "/Binary", document, {{"Content-Type", type}});
    ASSERT_EQ(201, stored.status) << stored.bytes;
    const Reply read = send("GET", "/" + stored.reference(), "", {{"Accept", "application/xml, text/xml"}});
    EXPECT_EQ(document, read.bytes);
    EXPECT_EQ(type, read.header("Content-Type"));
  }
  const std::string other = in_fhir("<Patient/>");
  const Reply stored = send("POST", "/Binary", other, {{"Content-Type", "application/fhir+xml"}});
  EXPECT_EQ(other, get("/" + stored.reference()).bytes);
  EXPECT_EQ(400, send("POST", "/Binary", "<Binary>", {{"Content-Type", "application/fhir+xml"}}).status);
}

}  // namespace
