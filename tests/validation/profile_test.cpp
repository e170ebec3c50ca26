// Profiles as their differentials define them, on small resources.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fhir/json.h"
#include "validation/subject.h"

namespace linkki::validation {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string structure(const std::string& name, const std::string& type, const std::string& differential,
                      const std::string& more = "", const std::string& base = "") {
  const std::string on = base.empty() ? "http://hl7.org/fhir/StructureDefinition/" + type : base;
  return R"({"resourceType":"StructureDefinition","id":")" + name + R"(","url":"http://p/)" + name +
         R"(","name":"P","status":"active","kind":"resource","abstract":false,"derivation":"constraint","type":")" +
         type + R"(","baseDefinition":")" + on + R"(",)" + more + R"("differential":{"element":[)" +
         differential + "]}}";
}

// Profiles are named http://p/NAME; the first one is what resources are checked against.
class Profiled : public testing::Test {
 protected:
  void load(const std::vector<std::string>& structures) {
    definitions::Registry registry(definitions::r4());
    ASSERT_TRUE(registry.add(structures));
    known = registry.current();
    validator = *Validator::make(known);
  }
  void profile(const std::string& type, const std::string& differential) {
    load({structure("a", type, differential)});
  }
  std::vector<base::Issue> issues(const std::string& json,
                                  std::vector<std::string> profiles = {"http://p/a"}) {
    auto resource = fhir::parse_json(json, *known);
    if (!resource) return {};
    return validator->validate(resource->root(), profiles);
  }
  Texts errors(const std::string& json) { return errors_of(issues(json)); }
  Texts patient(const std::string& properties) {
    return errors(R"({"resourceType":"Patient",)" + properties + "}");
  }

  std::shared_ptr<const definitions::Definitions> known;
  std::shared_ptr<const Validator> validator;
};

TEST_F(Profiled, AsksForWhatTheProfileNeeds) {
  profile("Patient", R"({"path":"Patient.name","min":1,"max":"1"})");
  EXPECT_THAT(patient(R"("active":true)"), ElementsAre("error validation-profile-min Patient.name"));
  EXPECT_THAT(patient(R"("name":[{"text":"a"},{"text":"b"}])"),
              ElementsAre("error validation-profile-max Patient.name"));
  EXPECT_THAT(patient(R"("name":[{"text":"a"}])"), IsEmpty());
}

TEST_F(Profiled, NamesTheProfileAndTheElementInEveryIssue) {
  profile("Patient", R"({"path":"Patient.name.family","min":1})");
  const auto found = issues(R"({"resourceType":"Patient","name":[{"text":"a"}]})");
  ASSERT_EQ(errors_of(found), Texts{"error validation-profile-min Patient.name[0].family"});
  for (const auto& issue : found) {
    if (issue.severity != base::Severity::error) continue;
    EXPECT_EQ(issue.text(), "Patient.name.family occurs 1 times at least, not 0 (profile http://p/a).");
  }
}

TEST_F(Profiled, AreAskedWhereMetaNamesThem) {
  profile("Patient", R"({"path":"Patient.name","min":1})");
  const std::string json = R"({"resourceType":"Patient","meta":{"profile":["http://p/a"]},"active":true})";
  EXPECT_THAT(errors_of(issues(json, {})), ElementsAre("error validation-profile-min Patient.name"));
}

TEST_F(Profiled, ThatTheCallerDemandsAndThatAreNotLoadedAreAWarning) {
  profile("Patient", R"({"path":"Patient.name","min":1})");
  const auto found = issues(R"({"resourceType":"Patient","active":true})", {"http://p/unknown"});
  EXPECT_THAT(errors_of(found), IsEmpty());
  EXPECT_EQ(brief(found.back()), "warning validation-profile-unknown Patient");
}

TEST_F(Profiled, FixValuesAndPatterns) {
  profile("Patient", R"({"path":"Patient.gender","fixedCode":"other"},
                        {"path":"Patient.maritalStatus","patternCodeableConcept":{"coding":[{"code":"M"}]}})");
  EXPECT_THAT(
      patient(R"("gender":"other","maritalStatus":{"coding":[{"code":"S"},{"code":"M","display":"x"}]})"),
      IsEmpty());
  EXPECT_THAT(patient(R"("gender":"male","maritalStatus":{"coding":[{"code":"S"}]})"),
              ElementsAre("error validation-profile-fixed Patient.gender",
                          "error validation-profile-pattern Patient.maritalStatus"));
}

TEST_F(Profiled, CompareFixedNumbersByValue) {
  profile("Observation", R"({"path":"Observation.value[x]","fixedQuantity":{"value":1.50}})");
  const std::string start = R"({"resourceType":"Observation","status":"final","code":{"text":"a"},)";
  EXPECT_THAT(errors(start + R"("valueQuantity":{"value":1.5}})"), IsEmpty());
  EXPECT_THAT(errors(start + R"("valueQuantity":{"value":1.51}})"),
              ElementsAre("error validation-profile-fixed Observation.value"));
}

TEST_F(Profiled, BoundValuesAndLengths) {
  profile("Patient", R"({"path":"Patient.birthDate","minValueDate":"2000-01-01","maxValueDate":"2020"},
                        {"path":"Patient.name.family","maxLength":3})");
  EXPECT_THAT(patient(R"("birthDate":"2020-12-31","name":[{"family":"äöå"}])"), IsEmpty());
  EXPECT_THAT(patient(R"("birthDate":"1999","name":[{"family":"abcd"}])"),
              ElementsAre("error validation-profile-low Patient.birthDate",
                          "error validation-profile-long Patient.name[0].family"));
  EXPECT_THAT(patient(R"("birthDate":"2021-01-01")"),
              ElementsAre("error validation-profile-high Patient.birthDate"));
}

TEST_F(Profiled, NarrowTypes) {
  profile("Patient", R"({"path":"Patient.deceased[x]","type":[{"code":"boolean"}]})");
  EXPECT_THAT(patient(R"("deceasedDateTime":"2020")"),
              ElementsAre("error validation-profile-kind Patient.deceased"));
  EXPECT_THAT(patient(R"("deceasedBoolean":true)"), IsEmpty());
}

TEST_F(Profiled, ConstrainOneTypeOfAChoice) {
  profile("Observation", R"({"path":"Observation.valueQuantity","sliceName":"valueQuantity"},
                            {"path":"Observation.valueQuantity.unit","min":1})");
  const std::string start = R"({"resourceType":"Observation","status":"final","code":{"text":"a"},)";
  EXPECT_THAT(errors(start + R"("valueQuantity":{"value":1}})"),
              ElementsAre("error validation-profile-min Observation.value.unit"));
  EXPECT_THAT(errors(start + R"("valueString":"a"})"), IsEmpty());
}

TEST_F(Profiled, HaveConstraintsWithTheirSeverity) {
  profile("Patient", R"j({"path":"Patient","constraint":[
             {"key":"e-1","severity":"error","human":"Named","expression":"name.exists()"},
             {"key":"w-1","severity":"warning","human":"Born","expression":"birthDate.exists()"}]})j");
  const auto found = issues(R"({"resourceType":"Patient","active":true})");
  EXPECT_THAT(errors_of(found), ElementsAre("error e-1 Patient"));
  EXPECT_TRUE(std::any_of(found.begin(), found.end(),
                          [](const auto& issue) { return brief(issue) == "warning w-1 Patient"; }));
}

TEST_F(Profiled, BindElementsToValueSets) {
  profile("Patient",
          R"({"path":"Patient.maritalStatus","binding":{"strength":"required",
              "valueSet":"http://hl7.org/fhir/ValueSet/administrative-gender"}})");
  EXPECT_EQ(patient(R"("maritalStatus":{"coding":[{"system":"http://a","code":"b"}]})").size(), 1u);
  EXPECT_THAT(
      patient(
          R"("maritalStatus":{"coding":[{"system":"http://hl7.org/fhir/administrative-gender","code":"male"}]})"),
      IsEmpty());
}

constexpr const char* by_system =
    R"({"path":"Patient.identifier","slicing":{"discriminator":[{"type":"value","path":"system"}],RULES},"min":1},
       {"path":"Patient.identifier","sliceName":"one","min":1,"max":"1"},
       {"path":"Patient.identifier.system","fixedUri":"http://one"},
       {"path":"Patient.identifier.value","min":1},
       {"path":"Patient.identifier","sliceName":"two"},
       {"path":"Patient.identifier.system","fixedUri":"http://two"})";

std::string slices(const std::string& rules) {
  std::string text = by_system;
  return text.replace(text.find("RULES"), 5, rules);
}

TEST_F(Profiled, SliceByValue) {
  profile("Patient", slices(R"("rules":"open")"));
  EXPECT_THAT(patient(R"("identifier":[{"system":"http://x"},{"system":"http://one","value":"1"}])"),
              IsEmpty());
  EXPECT_THAT(patient(R"("identifier":[{"system":"http://two"}])"),
              ElementsAre("error validation-profile-min Patient.identifier"));
  EXPECT_THAT(patient(R"("identifier":[{"system":"http://two"},{"system":"http://one"}])"),
              ElementsAre("error validation-profile-min Patient.identifier[1].value"));
}

TEST_F(Profiled, CloseSlicing) {
  profile("Patient", slices(R"("rules":"closed")"));
  EXPECT_THAT(patient(R"("identifier":[{"system":"http://one","value":"1"},{"system":"http://x"}])"),
              ElementsAre("error validation-profile-closed Patient.identifier[1]"));
}

TEST_F(Profiled, KeepOthersForTheEnd) {
  profile("Patient", slices(R"("rules":"openAtEnd")"));
  EXPECT_THAT(patient(R"("identifier":[{"system":"http://one","value":"1"},{"system":"http://x"}])"),
              IsEmpty());
  EXPECT_THAT(patient(R"("identifier":[{"system":"http://x"},{"system":"http://one","value":"1"}])"),
              ElementsAre("error validation-profile-order Patient.identifier[1]"));
}

TEST_F(Profiled, OrderSlices) {
  profile("Patient", slices(R"("rules":"open","ordered":true)"));
  EXPECT_THAT(patient(R"("identifier":[{"system":"http://two"},{"system":"http://one","value":"1"}])"),
              ElementsAre("error validation-profile-order Patient.identifier[1]"));
}

TEST_F(Profiled, SliceByExistence) {
  profile(
      "Patient",
      R"({"path":"Patient.identifier","slicing":{"discriminator":[{"type":"exists","path":"period"}],"rules":"open"}},
             {"path":"Patient.identifier","sliceName":"dated","max":"1"},
             {"path":"Patient.identifier.period","min":1})");
  EXPECT_THAT(patient(R"("identifier":[{"period":{"start":"2020"}},{"value":"1"},{"value":"2"}])"),
              IsEmpty());
  EXPECT_THAT(patient(R"("identifier":[{"period":{"start":"2020"}},{"period":{"start":"2021"}}])"),
              ElementsAre("error validation-profile-max Patient.identifier"));
}

TEST_F(Profiled, SliceWithinASlice) {
  load({structure("a", "Patient",
                  slices(R"("rules":"open")") +
                      R"(,{"id":"Patient.identifier:two","path":"Patient.identifier","sliceName":"two",
                          "slicing":{"discriminator":[{"type":"value","path":"use"}],"rules":"closed"}},
                        {"id":"Patient.identifier:two/old","path":"Patient.identifier","sliceName":"two/old","max":"1"},
                        {"id":"Patient.identifier:two/old.use","path":"Patient.identifier.use","fixedCode":"old"})")});
  const std::string one = R"("identifier":[{"system":"http://one","value":"1"},)";
  EXPECT_THAT(patient(one + R"({"system":"http://two","use":"old"}])"), IsEmpty());
  EXPECT_THAT(patient(one + R"({"system":"http://two","use":"usual"}])"),
              ElementsAre("error validation-profile-closed Patient.identifier[1]"));
  EXPECT_THAT(patient(one + R"({"system":"http://two","use":"old"},{"system":"http://two","use":"old"}])"),
              ElementsAre("error validation-profile-max Patient.identifier"));
}

TEST_F(Profiled, SliceBundlesByTypeAndProfile) {
  load(
      {structure(
           "a", "Bundle",
           R"({"path":"Bundle.entry","slicing":{"discriminator":[{"type":"profile","path":"resource"}],"rules":"open"}},
                     {"path":"Bundle.entry","sliceName":"named","min":1},
                     {"path":"Bundle.entry.resource","type":[{"code":"Resource","profile":["http://p/named"]}]})"),
       structure("named", "Patient", R"({"path":"Patient.name","min":1})")});
  const auto bundle = [](const std::string& resource) {
    return R"({"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:uuid:c757873d-ec9a-4326-a141-556f43239520","resource":)" +
           resource + "}]}";
  };
  EXPECT_THAT(errors(bundle(R"({"resourceType":"Patient","name":[{"text":"a"}]})")), IsEmpty());
  EXPECT_THAT(errors(bundle(R"({"resourceType":"Patient","active":true})")),
              ElementsAre("error validation-profile-min Bundle.entry"));
}

TEST_F(Profiled, FollowReferencesToWhatIsContained) {
  load(
      {structure(
           "a", "Observation",
           R"({"path":"Observation.subject","type":[{"code":"Reference","targetProfile":["http://p/named"]}]})"),
       structure("named", "Patient", R"({"path":"Patient.name","min":1})")});
  const auto observation = [](const std::string& patient) {
    return R"({"resourceType":"Observation","status":"final","code":{"text":"a"},"contained":[{"resourceType":"Patient","id":"p")" +
           patient + R"(}],"subject":{"reference":"#p"}})";
  };
  EXPECT_THAT(errors(observation(R"(,"name":[{"text":"a"}])")), IsEmpty());
  EXPECT_THAT(errors(observation(R"(,"active":true)")),
              ElementsAre("error validation-profile-none Observation.subject.reference"));
}

TEST_F(Profiled, RefuseReferencesToAnotherType) {
  profile(
      "Observation",
      R"({"path":"Observation.subject","type":[{"code":"Reference","targetProfile":["http://hl7.org/fhir/StructureDefinition/Patient"]}]})");
  EXPECT_THAT(
      errors(
          R"({"resourceType":"Observation","status":"final","code":{"text":"a"},"subject":{"reference":"Group/1"}})"),
      ElementsAre("error validation-profile-target Observation.subject.reference"));
}

TEST_F(Profiled, ThatReferToEachOtherComeToAnEnd) {
  load({structure(
      "a", "Patient",
      R"({"path":"Patient.link.other","type":[{"code":"Reference","targetProfile":["http://p/a"]}]})")});
  EXPECT_THAT(
      patient(
          R"("contained":[{"resourceType":"Patient","id":"b","link":[{"type":"seealso","other":{"reference":"#"}}]}],
                         "link":[{"type":"seealso","other":{"reference":"#b"}}])"),
      IsEmpty());
}

TEST_F(Profiled, AddToTheProfileThatTheyDeriveFrom) {
  load(
      {structure(
           "a", "Patient",
           R"({"id":"Patient.identifier:one","path":"Patient.identifier","sliceName":"one","min":2,"max":"2"})",
           "", "http://p/base"),
       structure("base", "Patient", slices(R"("rules":"open")"))});
  EXPECT_THAT(patient(R"("identifier":[{"system":"http://one","value":"1"}])"),
              ElementsAre("error validation-profile-min Patient.identifier"));
}

TEST_F(Profiled, AskRepeatedContentAtEveryLevel) {
  profile("Questionnaire", R"({"path":"Questionnaire.item.text","min":1})");
  EXPECT_THAT(
      errors(
          R"({"resourceType":"Questionnaire","status":"draft","item":[{"linkId":"1","type":"group","text":"a","item":[{"linkId":"2","type":"string"}]}]})"),
      ElementsAre("error validation-profile-min Questionnaire.item[0].item[0].text"));
}

TEST_F(Profiled, OfBackwardBasesAreNotFollowedForEver) {
  load({structure("a", "Patient", R"({"path":"Patient.name","min":1})", "", "http://p/b"),
        structure("b", "Patient", R"({"path":"Patient.gender","min":1})", "", "http://p/a")});
  EXPECT_FALSE(errors(R"({"resourceType":"Patient","active":true})").size() > 2);
}

std::string extension(const std::string& differential, const std::string& context = "Patient") {
  return structure("e", "Extension", R"({"path":"Extension.url","fixedUri":"http://p/e"},)" + differential,
                   R"("context":[{"type":"element","expression":")" + context + R"("}],)");
}

TEST_F(Profiled, ExtensionsHaveTheValueOfTheirDefinition) {
  load({extension(R"({"path":"Extension.value[x]","min":1,"type":[{"code":"boolean"}]})")});
  EXPECT_THAT(
      errors_of(
          issues(R"({"resourceType":"Patient","extension":[{"url":"http://p/e","valueBoolean":true}]})", {})),
      IsEmpty());
  EXPECT_THAT(errors_of(issues(
                  R"({"resourceType":"Patient","extension":[{"url":"http://p/e","valueCode":"a"}]})", {})),
              ElementsAre("error validation-profile-kind Patient.extension[0].value"));
}

TEST_F(Profiled, ExtensionsStandInTheirContext) {
  load({extension(R"({"path":"Extension.value[x]","min":1})", "Patient.name")});
  EXPECT_THAT(errors_of(issues(
                  R"({"resourceType":"Patient","extension":[{"url":"http://p/e","valueCode":"a"}]})", {})),
              ElementsAre("error validation-extension-place Patient.extension[0]"));
  EXPECT_THAT(
      errors_of(issues(
          R"({"resourceType":"Patient","name":[{"text":"a","extension":[{"url":"http://p/e","valueCode":"a"}]}]})",
          {})),
      IsEmpty());
}

TEST_F(Profiled, ExtensionsThatModifyStandAmongModifiers) {
  load({extension(R"({"path":"Extension.value[x]","min":1})")});
  EXPECT_THAT(
      errors_of(issues(
          R"({"resourceType":"Patient","modifierExtension":[{"url":"http://p/e","valueCode":"a"}]})", {})),
      ElementsAre("error validation-extension-modifier Patient.modifierExtension[0]"));
}

TEST_F(Profiled, UnknownExtensionsAreAWarningUnlessTheyModify) {
  load({extension(R"({"path":"Extension.value[x]","min":1})")});
  EXPECT_THAT(
      errors_of(issues(R"({"resourceType":"Patient","extension":[{"url":"http://x","valueCode":"a"}]})", {})),
      IsEmpty());
  EXPECT_THAT(
      errors_of(issues(
          R"({"resourceType":"Patient","modifierExtension":[{"url":"http://x","valueCode":"a"}]})", {})),
      ElementsAre("error validation-extension-modifier-unknown Patient.modifierExtension[0]"));
}

TEST_F(Profiled, FurtherBindingsHoldBesides) {
  const auto bound = [](const std::string& extension) {
    return R"({"path":"Patient.maritalStatus","binding":{"strength":"example","extension":[)" + extension +
           "]}}";
  };
  const std::string genders = R"("valueCanonical":"http://hl7.org/fhir/ValueSet/administrative-gender")";
  const std::string other = R"("maritalStatus":{"coding":[{"system":"http://x","code":"male"}]})";
  const std::string url = "http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet";
  profile("Patient", bound(R"({"url":")" + url + R"(",)" + genders + "}"));
  EXPECT_THAT(patient(other), ElementsAre("error validation-code-of Patient.maritalStatus"));
  profile("Patient", bound(R"({"url":")" + url + "\"}"));
  EXPECT_THAT(patient(other), IsEmpty());
  const auto additional = [&](const std::string& purpose) {
    return bound(R"({"url":"http://hl7.org/fhir/tools/StructureDefinition/additional-binding","extension":[
        {"url":"purpose","valueCode":")" +
                 purpose + R"("},{"url":"valueSet",)" + genders + "}]}");
  };
  profile("Patient", additional("required"));
  EXPECT_THAT(patient(other), ElementsAre("error validation-code-of Patient.maritalStatus"));
  profile("Patient", additional("candidate"));
  EXPECT_THAT(patient(other), IsEmpty());
}

TEST_F(Profiled, AValueMayBeNeededWhereAnExtensionIsNotEnough) {
  const auto active = [](const std::string& extension) {
    return R"({"path":"Patient.active","extension":[{"url":"http://hl7.org/fhir/5.0/StructureDefinition/)"
           R"(extension-ElementDefinition.)" +
           extension + "}]}";
  };
  const std::string absent = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
  const std::string without =
      R"("_active":{"extension":[{"url":")" + absent + R"(","valueCode":"unknown"}]})";
  profile("Patient", active(R"(mustHaveValue","valueBoolean":true)"));
  EXPECT_THAT(patient(without), ElementsAre("error validation-profile-value Patient.active"));
  EXPECT_THAT(patient(R"("active":true)"), IsEmpty());
  profile("Patient", active(R"(valueAlternatives","valueCanonical":")" + absent + "\""));
  EXPECT_THAT(patient(without), IsEmpty());
  profile("Patient", active(R"(valueAlternatives","valueCanonical":"http://another")"));
  EXPECT_THAT(patient(without), ElementsAre("error validation-profile-value Patient.active"));
}

TEST_F(Profiled, ElementsThatTheTypeHasNotAreNotAskedFor) {
  profile("Patient", R"({"path":"Patient.dateOfBirth","min":1})");
  EXPECT_THAT(patient(R"("active":true)"), IsEmpty());
}

constexpr const char* members_by_profile =
    R"j({"path":"Observation.hasMember","slicing":{"rules":"open",)j"
    R"j("discriminator":[{"type":"profile","path":"resolve()"}]}},)j"
    R"j({"path":"Observation.hasMember","sliceName":"a",)j"
    R"j("type":[{"code":"Reference","targetProfile":["http://p/a"]}]})j";

// Observations, each with the next as its member; the last with the first.
std::string circle(int size) {
  std::string entries;
  for (int i = 0; i < size; ++i) {
    const auto url = [](int number) { return "http://o/Observation/" + std::to_string(number); };
    entries +=
        (i ? "," : "") + (R"({"fullUrl":")" + url(i)) +
        R"(","resource":{"resourceType":"Observation","id":")" + std::to_string(i) +
        R"(","meta":{"profile":["http://p/a"]},"status":"final","code":{"text":"a"},"hasMember":[{"reference":")" +
        url((i + 1) % size) + R"("}]}})";
  }
  return R"({"resourceType":"Bundle","type":"collection","entry":[)" + entries + "]}";
}

TEST_F(Profiled, ResourcesMayReferToOneAnotherInCircles) {
  profile("Observation", members_by_profile);
  for (const int size : {1, 2, 3'000}) EXPECT_THAT(errors_of(issues(circle(size), {})), IsEmpty()) << size;
}

TEST_F(Profiled, ThatAskForThemselvesEnd) {
  profile(
      "Patient",
      R"j({"path":"Patient","type":[{"code":"Patient","profile":["http://p/a"]}],)j"
      R"j("constraint":[{"key":"a-1","severity":"error","human":"a","expression":"conformsTo('http://p/a')"}]})j");
  EXPECT_THAT(patient(R"("active":true)"), IsEmpty());
}

}  // namespace
}  // namespace linkki::validation
