// What references mean, where links stand, what a transaction makes of them.
#include "fhir/reference.h"

#include <gmock/gmock.h>

#include "base/json/print.h"
#include "r4.h"

namespace linkki::fhir {
namespace {

using testing::ElementsAre;

// "kind base type id version query fragment", what is empty as '-'.
std::string parsed(std::string_view text) {
  static constexpr const char* kinds[] = {"relative", "absolute", "conditional", "fragment",
                                          "uuid",     "oid",      "other"};
  const Reference found = parse_reference(text, r4());
  std::string out = kinds[static_cast<std::size_t>(found.kind)];
  for (const auto part : {found.base, found.type, found.id, found.version, found.query, found.fragment}) {
    out += " " + (part.empty() ? std::string("-") : std::string(part));
  }
  return out;
}

TEST(ParseReference, TellsTheKindsApart) {
  EXPECT_EQ(parsed("Patient/1"), "relative - Patient 1 - - -");
  EXPECT_EQ(parsed("Patient/1/_history/2"), "relative - Patient 1 2 - -");
  EXPECT_EQ(parsed("Patient/1#x"), "relative - Patient 1 - - x");
  EXPECT_EQ(parsed("https://host/a/fhir/Patient/1"), "absolute https://host/a/fhir Patient 1 - - -");
  EXPECT_EQ(parsed("https://host/fhir/Patient/1/_history/2"), "absolute https://host/fhir Patient 1 2 - -");
  EXPECT_EQ(parsed("Patient?identifier=s|1&active=true"),
            "conditional - Patient - - identifier=s|1&active=true -");
  EXPECT_EQ(parsed("#a"), "fragment - - - - - a");
  EXPECT_EQ(parsed("#"), "fragment - - - - - -");
  EXPECT_EQ(parsed("urn:uuid:c757873d-ec9a-4326-a141-556f43239520"), "uuid - - - - - -");
  EXPECT_EQ(parsed("urn:oid:1.2.3"), "oid - - - - - -");
}

TEST(ParseReference, TakesNothingElseForAReferenceOfOurs) {
  for (const char* text :
       {"", "Patient", "Patient/", "/Patient/1", "Patient/a_b", "Nobody/1", "Resource/1", "HumanName/1",
        "patient/1", "Patient/1/", "Patient/1/_history", "Patient/1/_history/", "a/Patient/1",
        "http://host/Nobody/1", "Nobody?a=b", "mailto:a@b", "http://host"}) {
    EXPECT_EQ(parse_reference(text, r4()).kind, ReferenceKind::other) << text;
  }
}

TEST(MakeRelative, KnowsOnlyOurBases) {
  const std::vector<std::string> bases = {"https://a/fhir", "http://localhost:8080/fhir"};
  EXPECT_EQ(make_relative("https://a/fhir/Patient/1", bases, r4()), "Patient/1");
  EXPECT_EQ(make_relative("http://localhost:8080/fhir/Patient/1/_history/2", bases, r4()),
            "Patient/1/_history/2");
  for (const char* other :
       {"https://b/fhir/Patient/1", "https://a/fhir2/Patient/1", "https://a/fhir/x/Patient/1",
        "https://a/fhir/Nobody/1", "https://a/fhir/metadata", "Patient/1", "urn:oid:1.2"}) {
    EXPECT_EQ(make_relative(other, bases, r4()), other);
  }
}

TEST(BaseOf, IsWhatStandsBeforeTheType) {
  EXPECT_EQ(base_of("http://host/fhir/Patient/1", r4()), "http://host/fhir");
  EXPECT_EQ(base_of("urn:uuid:x", r4()), "");
}

TEST(EachLink, FindsReferencesUrisAndNarrative) {
  const Resource order = resource(R"({"resourceType":"ServiceRequest","text":{"div":"<div/>"},
    "contained":[{"resourceType":"Patient","generalPractitioner":[{"reference":"Practitioner/1"}]}],
    "instantiatesCanonical":["http://canonical"],"instantiatesUri":["http://uri"],"subject":{"reference":"#p","display":"Patient/9"},
    "extension":[{"url":"http://url","valueReference":{"reference":"Patient/2"}},{"url":"x","valueUuid":"urn:uuid:1"}]})");
  std::vector<std::string> found;
  each_link(order.root(), r4(), [&](const Link& link) {
    const char* kind = link.kind == LinkKind::reference ? "reference "
                       : link.kind == LinkKind::uri     ? "uri "
                                                        : "narrative ";
    found.push_back(kind + std::string(link.element.text()));
  });
  EXPECT_THAT(found,
              ElementsAre("narrative <div/>", "reference Practitioner/1", "uri http://uri", "reference #p",
                          "uri http://url", "reference Patient/2", "uri x", "uri urn:uuid:1"));
}

std::string rewritten(const char* bytes, const Rewrites& texts, std::string_view base = {},
                      std::vector<std::string> own = {}) {
  json::Document changed = document(bytes);
  rewrite_links(changed, {.texts = texts, .base = base, .own_bases = own}, r4());
  return json::print(changed.root);
}

std::string subject(const std::string& reference, const Rewrites& texts, std::string_view base = {},
                    std::vector<std::string> own = {}) {
  const auto changed = document(rewritten(
      (R"({"resourceType":"Task","for":{"reference":")" + reference + R"("}})").c_str(), texts, base, own));
  return std::string(changed.root.find("for")->text_of("reference"));
}

TEST(RewriteLinks, FollowsTheMap) {
  const Rewrites texts = {{"urn:uuid:1", "Patient/a"},
                          {"Patient?identifier=1", "Patient/b"},
                          {"http://x/fhir/Patient/1", "Patient/c"}};
  EXPECT_EQ(subject("urn:uuid:1", texts), "Patient/a");
  EXPECT_EQ(subject("urn:uuid:1#part", texts), "Patient/a#part");
  EXPECT_EQ(subject("Patient?identifier=1", texts), "Patient/b");
  EXPECT_EQ(subject("http://x/fhir/Patient/1", texts), "Patient/c");
  EXPECT_EQ(subject("http://x/fhir/Patient/1/_history/7", texts), "Patient/c");
  EXPECT_EQ(subject("Patient/1", texts, "http://x/fhir"), "Patient/c");
  EXPECT_EQ(subject("Patient/1/_history/7#p", texts, "http://x/fhir"), "Patient/c#p");
  for (const char* other : {"Patient/1", "urn:uuid:12", "#urn:uuid:1", "http://y/fhir/Patient/1"})
    EXPECT_EQ(subject(other, texts), other);
}

TEST(RewriteLinks, StoresOurOwnAbsoluteReferencesRelative) {
  EXPECT_EQ(subject("https://a/fhir/Patient/1", {}, {}, {"https://a/fhir"}), "Patient/1");
  EXPECT_EQ(subject("https://b/fhir/Patient/1", {}, {}, {"https://a/fhir"}), "https://b/fhir/Patient/1");
}

TEST(RewriteLinks, RewritesUrisButNeverCanonicals) {
  EXPECT_EQ(
      rewritten(
          R"({"resourceType":"Task","instantiatesCanonical":"urn:uuid:1","instantiatesUri":"urn:uuid:1","description":"urn:uuid:1"})",
          {{"urn:uuid:1", "Task/a"}}),
      R"({"resourceType":"Task","instantiatesCanonical":"urn:uuid:1","instantiatesUri":"Task/a","description":"urn:uuid:1"})");
}

std::string narrative(const std::string& div, const Rewrites& texts) {
  json::Document changed = document(R"({"resourceType":"Task","text":{}})");
  json::set(changed.arena, *changed.root.find("text"), "div", json::Value::string(changed.arena.keep(div)));
  const std::vector<std::string> own = {"https://a/fhir"};
  rewrite_links(changed, {.texts = texts, .own_bases = own}, r4());
  return std::string(changed.root.find("text")->text_of("div"));
}

TEST(RewriteLinks, RewritesNarrativeLinks) {
  const Rewrites texts = {{"urn:uuid:1", "Patient/a"}, {"Patient?a=1&b=2", "Patient/b"}};
  EXPECT_EQ(
      narrative(R"(<div><a href="urn:uuid:1">urn:uuid:1</a><img alt='x' src = 'urn:uuid:1'/></div>)", texts),
      R"(<div><a href="Patient/a">urn:uuid:1</a><img alt='x' src = 'Patient/a'/></div>)");
  EXPECT_EQ(narrative(R"(<a href="Patient?a=1&amp;b=2">)", texts), R"(<a href="Patient/b">)");
  for (const char* other :
       {"<div/>", "<a href=\"urn:uuid:2\">", "<a href=\"urn:uuid:1", "<a href=urn:uuid:1>", "=",
        "href=", "\"urn:uuid:1\"", "<a title=\"urn:uuid:1\">", "<a href=\"https://a/fhir/Patient/1\">"}) {
    EXPECT_EQ(narrative(other, texts), other);
  }
}

}  // namespace
}  // namespace linkki::fhir
