// Rules that R4 states in words alone.
#include <gtest/gtest.h>

#include "validation/subject.h"

namespace linkki::validation {
namespace {

Texts code_system(const std::string& properties) {
  return errors(R"({"resourceType":"CodeSystem","url":"http://c","status":"active",)" + properties + "}");
}

Texts value_set(const std::string& include, const std::string& properties = "") {
  return errors(R"({"resourceType":"ValueSet","url":"http://v","status":"active",)" + properties +
                R"("compose":{"include":[)" + include + "]}}");
}

const std::string gender = R"("system":"http://hl7.org/fhir/administrative-gender")";
const std::string filter_at = "ValueSet.compose.include[0].filter[0].value";

TEST(Prose, AnAttachmentIsAsLargeAsItSays) {
  const auto photo = [](const std::string& size) {
    return errors_in_patient(R"("photo":[{"contentType":"text/plain","data":"YWJjZA==","size":)" + size +
                             "}]");
  };
  EXPECT_EQ(photo("4"), none());
  EXPECT_EQ(photo("6"), Texts{"error validation-attachment-size Patient.photo[0].size"});
}

TEST(Prose, AnIdentifierOfTheUriSystemIsAUri) {
  const auto identifier = [](const std::string& value) {
    return errors_in_patient(R"("identifier":[{"system":"urn:ietf:rfc:3986","value":")" + value + "\"}]");
  };
  EXPECT_EQ(identifier("urn:oid:1.2.3"), none());
  EXPECT_EQ(identifier("1.2.3"), Texts{"error validation-identifier-uri Patient.identifier[0].value"});
}

TEST(Prose, AConstraintOfAFilterIsOne) {
  const auto constrained = [](const std::string& text) {
    return value_set(
        R"({"system":"http://snomed.info/sct","filter":[{"property":"constraint","op":"=","value":")" + text +
        "\"}]}");
  };
  EXPECT_EQ(constrained("<< 404684003 |Clinical finding|"), none());
  EXPECT_EQ(constrained("< 404684003 : 363698007 = << 39057004"), none());  // right, but not understood here
  EXPECT_EQ(constrained("234234 << 234234"), Texts{"error 234234 << 234234 " + filter_at});
}

TEST(Prose, OnlyASubjectListListsSubjects) {
  const auto report = [](const std::string& type) {
    return errors(R"({"resourceType":"MeasureReport","status":"complete","measure":"http://m","type":")" +
                  type +
                  R"(","period":{"start":"2020"},"group":[{"population":[{"count":1,
                      "subjectResults":{"reference":"List/1"}}]}]})");
  };
  EXPECT_EQ(report("subject-list"), none());
  EXPECT_EQ(report("individual"),
            Texts{"error validation-subject-results MeasureReport.group[0].population[0].subjectResults"});
}

TEST(Prose, WhatASearchFoundHasAnId) {
  const auto bundle = [](const std::string& id) {
    return errors(
        R"({"resourceType":"Bundle","type":"searchset","entry":[{"fullUrl":"urn:uuid:53fefa32-fcbb-4ff8-8a92-55ee120877b7",
        "resource":{"resourceType":"Patient")" +
        id + "}}]}");
  };
  EXPECT_EQ(bundle(R"(,"id":"a")"), none());
  EXPECT_EQ(bundle(""), Texts{"error validation-search-id Bundle.entry[0].resource.id"});
}

TEST(Prose, ACodeSystemSaysWhatItHolds) {
  EXPECT_EQ(code_system(R"("content":"complete","concept":[{"code":"a"}])"), none());
  EXPECT_EQ(code_system(R"("content":"not-present","concept":[{"code":"a"}])"),
            Texts{"error validation-system-content CodeSystem.concept"});
  EXPECT_EQ(code_system(R"("content":"complete","supplements":"http://s")"),
            Texts{"error validation-system-content CodeSystem.content"});
}

TEST(Prose, ACodeSystemDeclaresItsPropertiesOnce) {
  EXPECT_EQ(code_system(
                R"("content":"complete","property":[{"code":"a","type":"code"},{"code":"a","type":"code"}])"),
            Texts{"error validation-property-twice CodeSystem.property[1]"});
  EXPECT_EQ(
      code_system(R"("content":"complete","property":[{"code":"a","type":"Coding"}],"concept":[{"code":"x",
                "concept":[{"code":"y","property":[{"code":"a","valueCoding":{"code":"z"}},{"code":"a","valueString":"z"}]}]}])"),
      Texts{"error validation-property-type CodeSystem.concept[0].concept[0].property[1]"});
}

TEST(Prose, AValueSetListsCodesThatThereAre) {
  EXPECT_EQ(value_set("{" + gender + R"(,"concept":[{"code":"male"}]})"), none());
  EXPECT_EQ(value_set("{" + gender + R"(,"concept":[{"code":"male"},{"code":"man"}]})"),
            Texts{"error validation-code-unknown ValueSet.compose.include[0].concept[1].code"});
}

TEST(Prose, AFilterHasAValueThatItsPropertyCanHave) {
  const auto filter = [](const std::string& property, const std::string& op, const std::string& value) {
    return value_set("{" + gender + R"(,"filter":[{"property":")" + property + R"(","op":")" + op +
                     R"(","value":")" + value + "\"}]}");
  };
  EXPECT_EQ(filter("concept", "is-a", "male"), none());
  EXPECT_EQ(filter("concept", "is-a", "man"), Texts{"error validation-code-unknown " + filter_at});
  EXPECT_EQ(filter("notSelectable", "=", "true"), none());
  EXPECT_EQ(filter("notSelectable", "=", "1"), Texts{"error validation-filter-value " + filter_at});
}

TEST(Prose, AFiltersExpressionIsFhirPathOnADeclaredParameter) {
  const std::string declared =
      R"("extension":[{"url":"http://hl7.org/fhir/tools/StructureDefinition/valueset-parameter",
          "extension":[{"url":"name","valueCode":"p"}]}],)";
  const auto filter = [&](const std::string& language, const std::string& expression) {
    return value_set("{" + gender + R"(,"filter":[{"property":"inactive","op":"=","_value":{"extension":[
        {"url":"http://hl7.org/fhir/StructureDefinition/cqf-expression","valueExpression":{"language":")" +
                         language + R"(","expression":")" + expression + R"("}}]}}]})",
                     declared);
  };
  EXPECT_EQ(filter("text/fhirpath", "%p"), none());
  const Texts wrong{"error validation-filter-expression " + filter_at};
  EXPECT_EQ(filter("text/cql", "%p"), wrong);
  EXPECT_EQ(filter("text/fhirpath", "$ and"), wrong);
  EXPECT_EQ(filter("text/fhirpath", "%q"), wrong);
}

TEST(Prose, CodesOfSnomedCtHaveTheirCheckDigit) {
  const auto coded = [](const std::string& code) {
    return errors_in_patient(R"("maritalStatus":{"coding":[{"system":"http://snomed.info/sct","code":")" +
                             code + "\"}]}");
  };
  const Texts wrong{"error validation-code-unknown Patient.maritalStatus.coding[0].code"};
  EXPECT_EQ(coded("390893007"), none());
  EXPECT_EQ(coded("390893007 : 363589002 = 271649006"), none());
  EXPECT_EQ(coded("390893008"), wrong);
  EXPECT_EQ(coded("39089300x"), wrong);
  EXPECT_EQ(coded("12"), wrong);
}

TEST(Prose, CorrectsExpressionsThatDoNotSayWhatTheirWordsSay) {
  const std::string image =
      R"("contained":[{"resourceType":"Binary","id":"i","contentType":"image/png"}],"text":{"status":"additional",
         "div":"<div xmlns=\"http://www.w3.org/1999/xhtml\"><img src=\"#ID\" alt=\"a\"/></div>"})";
  const auto showing = [&](const std::string& id) {
    std::string text = image;
    return errors_in_patient(text.replace(text.find("ID"), 2, id));
  };
  EXPECT_EQ(showing("i"), none());
  EXPECT_EQ(showing("j"), Texts{"error dom-3 Patient"});
  EXPECT_EQ(
      errors(R"({"resourceType":"Questionnaire","status":"draft","item":[{"linkId":"1","type":"boolean"},
      {"linkId":"2","type":"boolean","enableWhen":[{"question":"1","operator":"=","answerBoolean":true},
       {"question":"1","operator":"exists","answerBoolean":true}]}]})"),
      Texts{"error que-12 Questionnaire.item[1]"});
}

}  // namespace
}  // namespace linkki::validation
