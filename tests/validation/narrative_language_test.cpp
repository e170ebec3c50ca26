// The languages in which a profile wants a narrative to be.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "validation/limits.h"
#include "validation/loaded.h"
#include "validation/narrative_language.h"

namespace linkki::validation {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(NarrativeLanguages, AreThoseOfTheDivsWithinTheDiv) {
  EXPECT_THAT(section_languages(R"(<div><div lang="fi">a</div><p/><div xml:lang='sv'>b<br/></div></div>)"),
              ElementsAre("fi", "sv"));
  EXPECT_THAT(section_languages(R"(<div lang="fi"><p lang="sv"/><p><div lang="en"/></p></div>)"), IsEmpty());
  EXPECT_THAT(section_languages(R"(<div><!-- <div lang="fi"> --><div title="a > lang='sv'">b</div></div>)"),
              IsEmpty());
}

TEST(NarrativeLanguages, AreReadFromBrokenTextToo) {
  for (const char* const text : {"", "<", "<div", "<div><div lang", "<div><div lang=", "<div><div lang=\"",
                                 "<div><!--", "</div></div><div><div lang='a'/>"}) {
    (void)section_languages(text);
  }
  std::string many = "<div>";
  for (int i = 0; i < 1'000; ++i) many += "<div lang='fi'/>";
  EXPECT_EQ(section_languages(many).size(), limits::narrative_sections_max);
}

Texts patient(const std::string& wanted, const std::string& sections) {
  const Loaded known(
      {R"({"resourceType":"StructureDefinition","url":"http://p/a","name":"P","status":"active",
    "kind":"resource","abstract":false,"derivation":"constraint","type":"Patient",
    "baseDefinition":"http://hl7.org/fhir/StructureDefinition/Patient","differential":{"element":[
    {"path":"Patient.text","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/narrative-language-control",
      "valueCode":")" +
       wanted + R"("}]}]}})"});
  return known.errors(
      R"({"resourceType":"Patient","language":"fi","meta":{"profile":["http://p/a"]},"text":{"status":"additional",
      "div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">a)" +
      sections + R"(</div>"}})");
}

TEST(NarrativeLanguages, AreThoseThatTheProfileWants) {
  const std::string fi = R"(<div lang=\"fi\">a</div>)", sv = R"(<div xml:lang=\"sv\">b</div>)";
  const auto wrong = ElementsAre("error validation-profile-language Patient.text");
  EXPECT_THAT(patient("_no", ""), IsEmpty());
  EXPECT_THAT(patient("_no", sv), wrong);
  EXPECT_THAT(patient("_yes", sv), IsEmpty());
  EXPECT_THAT(patient("_yes", ""), wrong);
  EXPECT_THAT(patient("_more-than-one", fi + sv), IsEmpty());
  EXPECT_THAT(patient("_more-than-one", fi), wrong);
  EXPECT_THAT(patient("_resource", fi), IsEmpty());
  EXPECT_THAT(patient("_resource", sv), wrong);
  EXPECT_THAT(patient("sv", sv), IsEmpty());
  EXPECT_THAT(patient("sv", fi), wrong);
}

}  // namespace
}  // namespace linkki::validation
